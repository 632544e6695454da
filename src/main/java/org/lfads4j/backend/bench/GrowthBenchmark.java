package org.lfads4j.backend.bench;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.backend.Batch;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;

/** How time and memory of a training step grow with one size at a time. */
public final class GrowthBenchmark {
  private static final int TRIALS = 64;
  private static final int BINS = 100;
  private static final int NEURONS = 50;

  /** Steps before anything is measured, in which Java compiles the code. */
  private static final int COMPILE_STEPS = 50;

  /** Steps of a point before those that are measured: the first ones allocate memory. */
  private static final int WARM_UP = 2;

  /** Steps of a point that are measured in each round. */
  private static final int STEPS = 2;

  private GrowthBenchmark() {}

  /** What grows. */
  public enum Size {
    /** Trials of a batch, B. */
    TRIALS("c_batch_size", List.of(16, 32, 64, 128, 256, 512)),
    /** Bins of a trial, T. */
    BINS("bins", List.of(25, 50, 100, 200, 400)),
    /** Neurons, N. */
    NEURONS("neurons", List.of(25, 50, 100, 200, 400)),
    /** Units of the generator, G. */
    GENERATOR("c_gen_dim", List.of(50, 100, 200, 400)),
    /** Threads, at most as many as processors. */
    THREADS("threads", List.of(1, 2, 4, 8, 16));

    private final String label;
    private final List<Integer> values;

    Size(String label, List<Integer> values) {
      this.label = label;
      this.values = values;
    }

    /** The name to print. */
    public String label() {
      return label;
    }

    /** The values that are measured on this machine. */
    public List<Integer> measured() {
      int processors = Runtime.getRuntime().availableProcessors();
      return this == THREADS ? values.stream().filter(v -> v <= processors).toList() : values;
    }
  }

  /**
   * One point.
   *
   * @param size what grows
   * @param value its value; all else is at its default, with 64 trials, 100 bins and 50 neurons
   * @param msPerStep median
   * @param heapMb held on the Java heap after a step
   */
  public record Point(String size, int value, double msPerStep, double heapMb) {}

  /** Measures all points in turn, round after round. */
  public static List<Point> run(int rounds) {
    List<Growing> all = new ArrayList<>();
    for (Size size : Size.values()) {
      size.measured().forEach(value -> all.add(new Growing(size, value)));
    }
    new Growing(Size.TRIALS, TRIALS).measure(COMPILE_STEPS);
    for (int round = 0; round < rounds; round++) {
      all.forEach(growing -> growing.measure(STEPS));
    }
    return all.stream().map(Growing::point).toList();
  }

  /** One point while it is measured. */
  private static final class Growing {
    private final Size size;
    private final int value;
    private final Seconds seconds = new Seconds();
    private double heapMb;

    private Growing(Size size, int value) {
      this.size = size;
      this.value = value;
    }

    private void measure(int steps) {
      RunParams defaults = RunParams.defaults();
      RunParams params = size == Size.GENERATOR ? defaults.withGenDim(value) : defaults;
      ModelSpec spec =
          MadeUp.spec(
              params, size == Size.BINS ? value : BINS, size == Size.NEURONS ? value : NEURONS);
      Batch batch = MadeUp.batch(spec, size == Size.TRIALS ? value : TRIALS);
      double before = usedMb();
      try (TrainingLoop loop = TrainingLoop.on(spec, batch, execution(size, value))) {
        loop.warmUp(WARM_UP);
        loop.measure(steps, seconds);
        heapMb = usedMb() - before;
      }
    }

    private Point point() {
      return new Point(size.label(), value, seconds.median() * 1e3, heapMb);
    }
  }

  private static Execution execution(Size size, int value) {
    return size == Size.THREADS ? Execution.automatic().withThreads(value) : Execution.automatic();
  }

  private static double usedMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
