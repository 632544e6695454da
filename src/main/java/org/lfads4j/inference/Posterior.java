package org.lfads4j.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.Values;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;

/**
 * Posterior means: each trial is encoded once, samples are decoded in blocks of bounded memory and
 * averaged (rates after the exponential), or the posterior's means are pushed through.
 */
@Internal
public final class Posterior {
  /** The value of {@code posterior_mean_kind} that pushes the means. */
  private static final String PUSH_MEAN = "posterior_push_mean";

  /** Rows (trials x samples) that are decoded at once. */
  private static final int ROWS = 512;

  private static final int SAMPLES_AT_ONCE = 128;

  private final Backend backend;
  private final ModelSpec spec;
  private final Side encoded;
  private final Side decoded;
  private final Optional<Cube> external;
  private final long seed;

  /**
   * Trials of a session, as the model takes them in.
   *
   * @param session its place in the model
   * @param values trials x bins x neurons
   */
  private record Side(int session, Cube values) {}

  private Posterior(
      Backend backend, Side encoded, Side decoded, Optional<Cube> external, long seed) {
    this.backend = backend;
    this.spec = backend.spec();
    this.encoded = encoded;
    this.decoded = decoded;
    this.external = external;
    this.seed = seed;
  }

  /**
   * Means as {@code posterior_mean_kind} and {@code num_samples_posterior} say.
   *
   * @param values trials x bins x neurons of the session
   * @param external external inputs, if the model has them
   * @param seed of the samples; the same seed gives the same means. A trial's noise is keyed by its
   *     place among {@code values}: blocks do not matter, but the same trial at another place gets
   *     other samples
   * @throws CancellationException if the thread is interrupted; nothing is kept
   */
  public static PosteriorMeans means(
      Backend backend,
      int session,
      Cube values,
      Optional<Cube> external,
      RunParams params,
      long seed,
      PosteriorProgress progress) {
    Side same = new Side(session, values);
    return new Posterior(backend, same, same, external, seed).compute(params, progress);
  }

  /**
   * The expected activity of another session's neurons in these trials: the trials are encoded with
   * their own session's weights and read out with those of the other.
   *
   * @param session of the trials
   * @param readOut the other session
   * @throws CancellationException if the thread is interrupted; nothing is kept
   */
  public static PosteriorMeans.Output readOutOf(
      Backend backend,
      int session,
      int readOut,
      Cube values,
      Optional<Cube> external,
      RunParams params,
      long seed,
      PosteriorProgress progress) {
    int neurons = backend.spec().sessions().get(readOut).neurons();
    int size = Math.multiplyExact(values.trials() * values.bins(), neurons);
    // The spikes of the other neurons are unknown; only the cost depends on them.
    Cube unknown = Cube.adopt(values.trials(), values.bins(), neurons, new float[size]);
    return new Posterior(
            backend, new Side(session, values), new Side(readOut, unknown), external, seed)
        .compute(params, progress)
        .output();
  }

  private PosteriorMeans compute(RunParams params, PosteriorProgress progress) {
    long start = System.nanoTime();
    String kind = params.posteriorMeanKind();
    int samples = kind.equals(PUSH_MEAN) ? 0 : params.numSamplesPosterior();
    Cube values = encoded.values;
    MeansBuilder means = new MeansBuilder(spec, decoded.session, values.trials());
    int block = samples == 0 ? ROWS : Math.max(1, ROWS / Math.min(samples, SAMPLES_AT_ONCE));
    for (int first = 0; first < values.trials(); first += block) {
      checkInterrupt(first);
      int[] trials = new int[Math.min(block, values.trials() - first)];
      int offset = first;
      Arrays.setAll(trials, i -> offset + i);
      addBlock(means, trials, samples);
      progress.done(first + trials.length, values.trials());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return means.build(new PosteriorMeans.Source(kind, Math.max(samples, 1), seconds));
  }

  private void addBlock(MeansBuilder means, int[] trials, int samples) {
    Batch in = Batch.of(spec, encoded.session, encoded.values, external, trials);
    Batch out =
        decoded.session == encoded.session
            ? in
            : Batch.of(spec, decoded.session, decoded.values, external, trials);
    Values posteriors = backend.encode(in);
    means.addEncoded(trials, posteriors);
    if (samples == 0) {
      means.addDecoded(trials, backend.decodeMean(out, posteriors), 1, 1);
      return;
    }
    for (int s = 0; s < samples; s += SAMPLES_AT_ONCE) {
      int now = Math.min(SAMPLES_AT_ONCE, samples - s);
      Optional<NoiseKey> key = Optional.of(NoiseKey.ofSamples(seed, s, now, trials));
      means.addDecoded(trials, backend.decode(out, posteriors, now, key), now, samples);
      checkInterrupt(trials[0]);
    }
  }

  private void checkInterrupt(int done) {
    if (Thread.interrupted()) {
      throw new CancellationException(
          ("posterior means must run to the end, got an interrupt after %s of %s trials;"
                  + " ask again to compute them")
              .formatted(done, encoded.values.trials()));
    }
  }
}
