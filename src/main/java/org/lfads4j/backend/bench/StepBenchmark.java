package org.lfads4j.backend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;

/**
 * A training step (loss, gradients, clip, update) of the backend that is chosen, and of others
 * beside it.
 */
public final class StepBenchmark {
  private static final int WARM_UP = 5;

  /** Engines keep their threads spinning for a while after a call, which would slow the next. */
  private static final long REST_MS = 250;

  private StepBenchmark() {}

  /**
   * What to measure.
   *
   * @param params sizes of the model
   * @param trials B
   * @param bins T
   * @param neurons N
   * @param others what it is compared with
   */
  public record Case(RunParams params, int trials, int bins, int neurons, List<Execution> others) {
    /** Keeps its own copy. */
    public Case {
      others = List.copyOf(others);
    }
  }

  /**
   * What was measured: medians.
   *
   * @param trials B
   * @param bins T
   * @param msPerStep of the backend that is chosen
   * @param gflops 10^9 operations of its matrix products a second
   * @param peakGflops of a large matrix product: the faster of our kernels and of engines
   * @param otherMsPerStep of other backends, by name
   */
  public record Result(
      int trials,
      int bins,
      double msPerStep,
      double gflops,
      double peakGflops,
      Map<String, Double> otherMsPerStep) {
    /** The share of the peak that a step reaches. */
    public double fraction() {
      return gflops / peakGflops;
    }

    /** How many times longer the fastest other backend takes, if there is one. */
    public Optional<Double> speedUp() {
      return otherMsPerStep.values().stream().min(Double::compare).map(ms -> ms / msPerStep);
    }
  }

  /** The operations of a step's matrix products: what GFLOP/s are counted from. */
  public static double operations(RunParams params, int trials, int bins, int neurons) {
    return OperationCount.ofStep(MadeUp.spec(params, bins, neurons), trials);
  }

  /** Measures everything in turn, round after round. */
  public static Result run(Case asked, int rounds, int stepsPerRound) {
    ModelSpec spec = MadeUp.spec(asked.params, asked.bins, asked.neurons);
    Batch batch = MadeUp.batch(spec, asked.trials);
    List<TrainingLoop> others = new ArrayList<>();
    try (Peak peak = new Peak(engines(asked.others));
        TrainingLoop fastest = TrainingLoop.on(spec, batch, Execution.automatic())) {
      asked.others.forEach(execution -> others.add(TrainingLoop.on(spec, batch, execution)));
      fastest.warmUp(WARM_UP);
      others.forEach(other -> other.warmUp(1));
      for (int round = 0; round < rounds; round++) {
        rest();
        peak.measure();
        rest();
        fastest.measure(stepsPerRound);
        others.forEach(
            other -> {
              other.measure(1);
              rest();
            });
      }
      Map<String, Double> otherMs = new TreeMap<>();
      others.forEach(other -> otherMs.put(name(other.placement()), other.medianMs()));
      double operations = OperationCount.ofStep(spec, asked.trials);
      return new Result(
          asked.trials,
          asked.bins,
          fastest.medianMs(),
          operations / (fastest.medianMs() * 1e6),
          peak.gflops(),
          otherMs);
    } finally {
      others.forEach(TrainingLoop::close);
    }
  }

  private static Set<String> engines(List<Execution> executions) {
    return executions.stream()
        .flatMap(execution -> execution.engine().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Placement placement) {
    return placement.backend() + " " + placement.engine();
  }

  private static void rest() {
    try {
      Thread.sleep(REST_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
