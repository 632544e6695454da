package org.lfads4j.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.Values;
import org.lfads4j.config.Internal;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunOptions;
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
  public static final String PUSH_MEAN = "posterior_push_mean";

  /** Rows (trials x samples) that are decoded at once. */
  private static final int ROWS = 512;

  /** Samples of a trial that are decoded at once. */
  private static final int PLAIN_GROUP = 128;

  /** The same where groups are compared: a whole hypercube, and several groups of few samples. */
  private static final int GROUP = NoiseKey.GROUP;

  private final Backend backend;
  private final ModelSpec spec;
  private final Side encoded;
  private final Side decoded;
  private final Optional<Cube> external;
  private final RunOptions options;

  /**
   * Trials of a session, as the model takes them in.
   *
   * @param session its place in the model
   * @param values trials x bins x neurons
   */
  private record Side(int session, Cube values) {}

  private Posterior(
      Backend backend, Side encoded, Side decoded, Optional<Cube> external, RunOptions options) {
    this.backend = backend;
    this.spec = backend.spec();
    this.encoded = encoded;
    this.decoded = decoded;
    this.external = external;
    this.options = options;
  }

  /**
   * Means as {@code posterior_mean_kind} and {@code num_samples_posterior} say.
   *
   * @param values trials x bins x neurons of the session
   * @param external external inputs, if the model has them
   * @param options the seed of the samples, how they are drawn and when enough are; the same give
   *     the same means. A trial's noise is keyed by its place among {@code values}: blocks do not
   *     matter, but the same trial at another place gets other samples
   * @throws CancellationException if the thread is interrupted; nothing is kept
   */
  public static PosteriorMeans means(
      Backend backend,
      int session,
      Cube values,
      Optional<Cube> external,
      RunParams params,
      RunOptions options,
      PosteriorProgress progress) {
    Side same = new Side(session, values);
    return new Posterior(backend, same, same, external, options).compute(params, progress);
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
      RunOptions options,
      PosteriorProgress progress) {
    int neurons = backend.spec().sessions().get(readOut).neurons();
    int size = Math.multiplyExact(values.trials() * values.bins(), neurons);
    // The spikes of the other neurons are unknown; only the cost depends on them.
    Cube unknown = Cube.adopt(values.trials(), values.bins(), neurons, new float[size]);
    return new Posterior(
            backend, new Side(session, values), new Side(readOut, unknown), external, options)
        .compute(params, progress)
        .output();
  }

  private PosteriorMeans compute(RunParams params, PosteriorProgress progress) {
    long start = System.nanoTime();
    String kind = params.posteriorMeanKind();
    int trials = encoded.values.trials();
    MeansBuilder means = new MeansBuilder(spec, decoded.session, trials);
    if (kind.equals(PUSH_MEAN)) {
      for (int[] block : blocks(ROWS)) {
        Encoded in = encode(block, 0);
        means.addEncoded(block, in.posteriors);
        means.addDecoded(block, backend.decodeMean(in.batch, in.posteriors), 1, 1);
        progress.done(block[block.length - 1] + 1, trials);
      }
      means.drawn(1, 1);
      return means.build(new PosteriorMeans.Source(kind, 1, seconds(start)));
    }
    int most = params.numSamplesPosterior();
    int group = isPlain() ? PLAIN_GROUP : GROUP;
    int samples = 0;
    int next = options.posteriorError() > 0 ? Math.min(most, 2 * group) : most;
    OptionalDouble error = OptionalDouble.empty();
    while (next > samples) {
      addSamples(means, new Samples(samples, next, most, group), progress);
      samples = next;
      means.drawn(samples, most);
      error = means.relativeError((samples + group - 1) / group);
      next = needed(samples, most, group, error);
    }
    if (samples < most) {
      progress.done(trials, trials);
    }
    return means.build(
        new PosteriorMeans.Source(kind, samples, seconds(start), options.posteriorDraws(), error));
  }

  /** Whether all samples are drawn, one by one; these means have the bits that they always had. */
  private boolean isPlain() {
    return options.posteriorDraws() == PosteriorDraws.PLAIN && options.posteriorError() == 0;
  }

  /** How many samples of each trial the error that is asked for takes, by the error so far. */
  private int needed(int samples, int most, int group, OptionalDouble error) {
    double ratio = error.orElse(0) / options.posteriorError();
    if (!(ratio > 1)) {
      return samples;
    }
    double groups = Math.ceil(samples * ratio * ratio / group);
    return (int) Math.min(most, Math.max(groups * group, samples + group));
  }

  /**
   * Some of each trial's samples.
   *
   * @param first of them
   * @param end after the last of them
   * @param most that each trial may have
   * @param group how many are decoded at once
   */
  private record Samples(int first, int end, int most, int group) {}

  private void addSamples(MeansBuilder means, Samples samples, PosteriorProgress progress) {
    int trials = encoded.values.trials();
    int atOnce = Math.min(samples.most, samples.group);
    for (int[] block : blocks(Math.max(1, ROWS / atOnce))) {
      Encoded in = encode(block, samples.first);
      if (samples.first == 0) {
        means.addEncoded(block, in.posteriors);
      }
      for (int s = samples.first; s < samples.end; s += atOnce) {
        int now = Math.min(atOnce, samples.end - s);
        NoiseKey key = NoiseKey.ofSamples(options.seed(), options.posteriorDraws(), s, now, block);
        means.addDecoded(
            block,
            backend.decode(in.batch, in.posteriors, now, Optional.of(key)),
            now,
            samples.most);
        checkInterrupt(block[0], samples.first);
      }
      long done = block[block.length - 1] + 1L;
      long rows = (long) samples.first * trials + (samples.end - samples.first) * done;
      progress.done((int) (rows / samples.most), trials);
    }
  }

  /** The places of all trials, so many at a time. */
  private List<int[]> blocks(int size) {
    int trials = encoded.values.trials();
    return IntStream.iterate(0, first -> first < trials, first -> first + size)
        .mapToObj(first -> IntStream.range(first, Math.min(trials, first + size)).toArray())
        .toList();
  }

  /**
   * Trials after the encoders.
   *
   * @param batch what their samples are compared with
   */
  private record Encoded(Batch batch, Values posteriors) {}

  private Encoded encode(int[] trials, int samples) {
    checkInterrupt(trials[0], samples);
    Batch in = Batch.of(spec, encoded.session, encoded.values, external, trials);
    Batch out =
        decoded.session == encoded.session
            ? in
            : Batch.of(spec, decoded.session, decoded.values, external, trials);
    return new Encoded(out, backend.encode(in));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Ends where the thread was interrupted.
   *
   * @param done trials that have all samples that are drawn now
   * @param samples that all trials had before these
   */
  private void checkInterrupt(int done, int samples) {
    if (Thread.interrupted()) {
      int trials = encoded.values.trials();
      throw new CancellationException(
          "posterior means must run to the end, got an interrupt after "
              + (samples == 0
                  ? done + " of " + trials + " trials"
                  : samples + " samples of each of " + trials + " trials, and more of " + done)
              + "; ask again to compute them");
    }
  }
}
