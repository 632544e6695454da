package org.lfads4j.backend.bench;

import java.lang.management.ManagementFactory;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** How long a fresh Java takes to its first training step; to be asked first thing. */
public final class StartBenchmark {
  private StartBenchmark() {}

  /**
   * What was measured.
   *
   * @param backend that computed the step
   * @param secondsBefore from the start of Java to when this was asked
   * @param seconds from the start of Java to the end of its first step
   */
  public record Result(String backend, double secondsBefore, double seconds) {}

  /** Does the first step. */
  public static Result run(RunParams params, int trials, int bins, int neurons, Execution on) {
    double before = secondsSinceStart();
    ModelSpec spec = MadeUp.spec(params, bins, neurons);
    Batch batch = MadeUp.batch(spec, trials);
    try (Backend backend = Backends.create(spec, on)) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      NoiseKey key = NoiseKey.ofStep(0, 0, trials);
      try (Gradients gradients = backend.lossAndGradients(batch, RampWeights.FULL, key)) {
        backend.newAdamState().update(gradients, 1, 1e-3, 0.9f, 0.999f, 0.1);
      }
      return new Result(backend.placement().backend(), before, secondsSinceStart());
    }
  }

  private static double secondsSinceStart() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - start) / 1e3;
  }
}
