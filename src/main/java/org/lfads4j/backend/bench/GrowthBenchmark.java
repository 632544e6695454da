package org.lfads4j.backend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** How time and memory of a training step grow with one size at a time. */
public final class GrowthBenchmark {
  private static final int WARM_UP = 4;

  private GrowthBenchmark() {}

  /** What grows. */
  public enum Size {
    /** B. */
    TRIALS("c_batch_size", List.of(16, 32, 64, 128, 256, 512)),
    /** T. */
    BINS("bins", List.of(25, 50, 100, 200, 400)),
    /** N. */
    NEURONS("neurons", List.of(25, 50, 100, 200, 400)),
    /** G. */
    GENERATOR("c_gen_dim", List.of(50, 100, 200, 400)),
    /** Threads, up to the machine's. */
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

    /** What is measured on this machine. */
    public List<Integer> measured() {
      int processors = Runtime.getRuntime().availableProcessors();
      return this == THREADS ? values.stream().filter(v -> v <= processors).toList() : values;
    }
  }

  /**
   * One point.
   *
   * @param size what grows
   * @param value how large it is; everything else is as by default, 64 trials, 100 bins, 50 neurons
   * @param msPerStep median
   * @param heapMb held on the Java heap after a step
   */
  public record Point(String size, int value, double msPerStep, double heapMb) {}

  /** Measures every size, one point after the other. */
  public static List<Point> run(int steps) {
    List<Point> points = new ArrayList<>();
    for (Size size : Size.values()) {
      for (int value : size.measured()) {
        points.add(point(size, value, steps));
      }
    }
    return points;
  }

  private static Point point(Size size, int value, int steps) {
    RunParams defaults = RunParams.defaults();
    RunParams params = size == Size.GENERATOR ? defaults.withGenDim(value) : defaults;
    ModelSpec spec =
        MadeUp.spec(params, size == Size.BINS ? value : 100, size == Size.NEURONS ? value : 50);
    Batch batch = MadeUp.batch(spec, size == Size.TRIALS ? value : 64);
    Seconds seconds = new Seconds();
    double before = heapMb();
    try (FusedBackend automatic = FusedBackend.create(spec, List.of());
        FusedBackend backend = size == Size.THREADS ? automatic.withThreads(value) : automatic) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      AdamState adam = backend.newAdamState();
      step(backend, adam, batch, WARM_UP, Optional.empty());
      step(backend, adam, batch, steps, Optional.of(seconds));
      return new Point(size.label(), value, seconds.median() * 1e3, heapMb() - before);
    }
  }

  private static void step(
      FusedBackend backend, AdamState adam, Batch batch, int times, Optional<Seconds> seconds) {
    Runnable step =
        () -> {
          NoiseKey key = NoiseKey.ofStep(0, 0, batch.trials());
          try (Gradients gradients = backend.lossAndGradients(batch, RampWeights.FULL, key)) {
            double scale = 1 / Math.max(gradients.globalNorm(), 1);
            adam.update(gradients, scale, 1e-3, 0.9f, 0.999f, 0.1);
          }
        };
    seconds.ifPresentOrElse(
        s -> s.measure(times, step),
        () -> {
          for (int i = 0; i < times; i++) {
            step.run();
          }
        });
  }

  private static double heapMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
