package org.lfads4j.backend.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RunningTrial;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** How long a bin takes of trials that are decoded as they come. */
public final class OnlineBenchmark {
  private static final int TRIALS = 20;
  private static final int WARM_UP_TRIALS = 2000;

  private OnlineBenchmark() {}

  /**
   * What was measured. The last bin of an initial condition decodes all bins before it as well.
   *
   * @param bins that were measured
   * @param binsPerTrial T
   * @param initialBins bins from which an initial condition is inferred
   * @param medianMicroseconds of a bin: from its counts to its factors and rates
   * @param p999Microseconds 999 of 1000 bins take no longer
   * @param maxMicroseconds of any
   * @param bytesPerBin that were allocated
   * @param collections of garbage meanwhile
   * @param collector of garbage
   */
  public record Result(
      int bins,
      int binsPerTrial,
      int initialBins,
      double medianMicroseconds,
      double p999Microseconds,
      double maxMicroseconds,
      double bytesPerBin,
      long collections,
      String collector) {}

  /** Measures a causal model of these sizes, trial after trial. */
  public static Result run(
      RunParams params, int binsPerTrial, int neurons, int initialBins, int bins) {
    ModelSpec spec = MadeUp.spec(params.withDoCausalController(true), binsPerTrial, neurons);
    float[][] counts = counts(spec);
    float[] factors = new float[params.factorsDim()];
    float[] output = new float[neurons];
    float[] external = {};
    try (FusedBackend backend = FusedBackend.create(spec, 1, List.of())) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      RunningTrial trial = backend.running(0, initialBins);
      long[] nanos = new long[bins];
      ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long allocated = 0;
      long collections = 0;
      for (int i = -WARM_UP_TRIALS * binsPerTrial; i < bins; i++) {
        int t = Math.floorMod(i, binsPerTrial);
        if (i == 0) {
          collections = collections();
          allocated = memory.getCurrentThreadAllocatedBytes();
        }
        float[] values = counts[Math.floorMod(i, counts.length)];
        long start = System.nanoTime();
        if (t == 0) {
          trial.restart();
        }
        if (trial.next(values, external)) {
          trial.factors(factors);
          trial.output(output);
        }
        nanos[Math.max(0, i)] = System.nanoTime() - start;
      }
      allocated = memory.getCurrentThreadAllocatedBytes() - allocated;
      collections = collections() - collections;
      Arrays.sort(nanos);
      return new Result(
          bins,
          binsPerTrial,
          initialBins,
          nanos[bins / 2] / 1e3,
          nanos[(int) Math.ceil(0.999 * bins) - 1] / 1e3,
          nanos[bins - 1] / 1e3,
          (double) allocated / bins,
          collections,
          beans().stream().map(GarbageCollectorMXBean::getName).collect(Collectors.joining(", ")));
    }
  }

  private static float[][] counts(ModelSpec spec) {
    Batch batch = MadeUp.batch(spec, TRIALS);
    float[][] counts = new float[TRIALS * spec.bins()][spec.sessions().get(0).neurons()];
    for (int i = 0; i < counts.length; i++) {
      batch.copy(Input.SPIKES, i % spec.bins(), i / spec.bins(), counts[i], 0);
    }
    return counts;
  }

  private static List<GarbageCollectorMXBean> beans() {
    return ManagementFactory.getGarbageCollectorMXBeans();
  }

  private static long collections() {
    return beans().stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
