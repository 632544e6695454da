package org.lfads4j.backend.bench;

import java.lang.management.ManagementFactory;
import org.lfads4j.backend.Batch;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;

/** How long a new Java takes to the end of its first training step. Must be its first task. */
public final class StartBenchmark {
  private StartBenchmark() {}

  /**
   * What was measured.
   *
   * @param backend that computed the step
   * @param secondsBefore from the start of Java to the call of this benchmark
   * @param seconds from the start of Java to the end of its first step
   */
  public record Result(String backend, double secondsBefore, double seconds) {}

  /** Computes the first step. */
  public static Result run(RunParams params, int trials, int bins, int neurons, Execution on) {
    double before = secondsSinceStart();
    ModelSpec spec = MadeUp.spec(params, bins, neurons);
    Batch batch = MadeUp.batch(spec, trials);
    try (TrainingLoop loop = TrainingLoop.on(spec, batch, on)) {
      loop.warmUp(1);
      return new Result(loop.placement().backend(), before, secondsSinceStart());
    }
  }

  /** Seconds since Java was started. */
  public static double secondsSinceStart() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - start) / 1e3;
  }
}
