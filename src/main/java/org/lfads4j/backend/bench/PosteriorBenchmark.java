package org.lfads4j.backend.bench;

import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** Posterior means of the fused backend, of many samples. */
public final class PosteriorBenchmark {
  /** Trials and samples that are decoded in one call, as posterior means are. */
  private static final int TRIALS = 8;

  private static final int SAMPLES_AT_ONCE = 128;

  private PosteriorBenchmark() {}

  /**
   * What was measured: medians.
   *
   * @param samples of each trial
   * @param bins T
   * @param trialsPerSecond whose means over so many samples are computed
   */
  public record Result(int samples, int bins, double trialsPerSecond) {}

  /** Measures a model of these sizes. */
  public static Result run(RunParams params, int bins, int neurons, int samples, int rounds) {
    return new Result(samples, bins, trialsPerSecond(params, bins, neurons, samples, rounds));
  }

  private static double trialsPerSecond(
      RunParams params, int bins, int neurons, int samples, int rounds) {
    ModelSpec spec = MadeUp.spec(params, bins, neurons);
    Batch batch = MadeUp.batch(spec, TRIALS);
    int[] trials = new int[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      trials[i] = i;
    }
    Seconds seconds = new Seconds();
    try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      Runnable means =
          () -> {
            Values encoded = backend.encode(batch);
            for (int s = 0; s < samples; s += SAMPLES_AT_ONCE) {
              int now = Math.min(SAMPLES_AT_ONCE, samples - s);
              NoiseKey key = NoiseKey.ofSamples(0, s, now, trials);
              Values unused = backend.decode(batch, encoded, now, Optional.of(key));
            }
          };
      means.run();
      seconds.measure(rounds, means);
    }
    return TRIALS / seconds.median();
  }
}
