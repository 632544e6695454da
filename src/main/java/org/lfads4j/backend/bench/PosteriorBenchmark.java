package org.lfads4j.backend.bench;

import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.backend.fused.RunningTrial;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** Posterior means of the fused backend: many samples, and one trial as it runs. */
public final class PosteriorBenchmark {
  /** Trials and samples that are decoded in one call, as posterior means are. */
  private static final int TRIALS = 8;

  private static final int SAMPLES_AT_ONCE = 128;

  /** Bins that the running trial's initial condition is inferred from. */
  private static final int FIRST_BINS = 10;

  private PosteriorBenchmark() {}

  /**
   * What was measured: medians.
   *
   * @param samples of each trial
   * @param bins T
   * @param trialsPerSecond whose means over so many samples are computed
   * @param microsecondsPerBin of one trial decoded as it runs
   */
  public record Result(int samples, int bins, double trialsPerSecond, double microsecondsPerBin) {}

  /** Measures a model of these sizes. */
  public static Result run(RunParams params, int bins, int neurons, int samples, int rounds) {
    return new Result(
        samples,
        bins,
        trialsPerSecond(params, bins, neurons, samples, rounds),
        microsecondsPerBin(params, bins, neurons, rounds));
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

  private static double microsecondsPerBin(RunParams params, int bins, int neurons, int rounds) {
    RunParams causal =
        params.withDoCausalController(true).withNumStepsForGenIc(Math.min(FIRST_BINS, bins - 1));
    ModelSpec spec = MadeUp.spec(causal, bins, neurons);
    Batch batch = MadeUp.batch(spec, 1);
    float[] counts = new float[neurons];
    Seconds seconds = new Seconds();
    try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      RunningTrial trial = backend.running(0);
      for (int round = 0; round < rounds * 10; round++) {
        trial.restart();
        for (int t = 0; t < bins; t++) {
          batch.copy(org.lfads4j.model.Input.SPIKES, t, 0, counts, 0);
          boolean timed = t >= FIRST_BINS && round >= rounds;
          if (timed) {
            seconds.measure(1, () -> trial.next(counts));
          } else {
            var unused = trial.next(counts);
          }
        }
      }
    }
    return seconds.median() * 1e6;
  }
}
