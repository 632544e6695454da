package org.lfads4j.plots;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lfads4j.PoissonCount;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;

/** Smooth rates, spikes drawn from them, and everything a chart may show; the same every time. */
final class Synthetic {
  static final double BIN_MS = 10;
  static final double START_MS = -200;

  private Synthetic() {}

  static Signal ratesHz(int trials, int bins, int neurons) {
    return Signal.ratesHz(
        cube(
            trials,
            bins,
            neurons,
            (b, t, n) ->
                25 * Math.exp(1.2 * Math.sin(0.07 * t + 0.9 * n + 0.6 * (b % 4)) + 0.03 * n)),
        names("neuron ", neurons),
        BIN_MS,
        START_MS);
  }

  static Signal counts(Signal ratesHz) {
    SplittableRandom random = new SplittableRandom(5);
    Cube counts = ratesHz.values().map(rate -> PoissonCount.of(rate * BIN_MS / 1000, random));
    return Signal.counts(counts, ratesHz.names(), BIN_MS, START_MS);
  }

  static Signal factors(int trials, int bins, int factors) {
    return Signal.factors(
        cube(
            trials,
            bins,
            factors,
            (b, t, f) ->
                0.4 * Math.sin(0.04 * (f + 1) * t + b % 4) * Math.exp(-t / 150.0) - 0.1 * f),
        BIN_MS,
        START_MS);
  }

  static Signal inputs(int trials, int bins, int inputs) {
    return Signal.inputs(
        cube(
            trials,
            bins,
            inputs,
            (b, t, u) -> Math.exp(-Math.pow((t - 30 - 20 * u) / 6.0, 2)) * (u == 1 ? -0.5 : 0.8)),
        BIN_MS,
        START_MS);
  }

  static Signal variance(Signal inputs) {
    return new Signal(
        "posterior variance",
        "a.u.",
        inputs.names(),
        inputs.values().map(x -> 0.02 + 0.05 * x * x),
        inputs.binMs(),
        inputs.startMs());
  }

  /** Sessions of unequal neurons that see the same latents; the last lacks condition 0. */
  static List<Trials> sessions(int sessions, int conditions) {
    return IntStream.range(0, sessions)
        .mapToObj(
            s -> {
              SplittableRandom random = new SplittableRandom(s);
              int first = sessions > 1 && s == sessions - 1 ? 1 : 0;
              int neurons = 20 + 7 * (s % 4);
              int kinds = conditions - first;
              double[] phases = random.doubles(neurons, -3, 3).toArray();
              Cube counts =
                  cube(
                      12 * kinds,
                      60,
                      neurons,
                      (b, t, n) -> {
                        double at = 0.11 * t + 2.5 * (first + b % kinds);
                        double log = Math.sin(at + phases[n]) + 0.5 * Math.sin(1.7 * at * (n % 3));
                        return PoissonCount.of(0.4 * Math.exp(log), random);
                      });
              return Trials.of(counts, BIN_MS)
                  .withSession("session " + (s + 1))
                  .withConditions(
                      IntStream.range(0, counts.trials())
                          .mapToObj(b -> "" + 45 * (first + b % kinds))
                          .toList());
            })
        .toList();
  }

  static Aligned aligned(int sessions, int conditions, int factors) {
    return AlignmentApproach.named("ridgeRegressGlobalPCs")
        .align(sessions(sessions, conditions), factors, Map.of());
  }

  /** Factors that agree among sessions up to a little. */
  static List<SessionFactors> sessionFactors(int sessions, int conditions) {
    return IntStream.range(0, sessions)
        .mapToObj(
            s ->
                new SessionFactors(
                    "session " + (s + 1),
                    Signal.factors(
                        cube(
                            20,
                            100,
                            2,
                            (b, t, f) ->
                                Math.sin(0.05 * t + 1.3 * (b % conditions))
                                    + 0.1 * Math.sin(0.2 * t + 2 * s)),
                        BIN_MS,
                        START_MS),
                    IntStream.range(0, 20).mapToObj(b -> "" + 45 * (b % conditions)).toList()))
        .toList();
  }

  static Grid initialConditions(int trials, int dimensions) {
    SplittableRandom random = new SplittableRandom(9);
    float[] values = new float[trials * dimensions];
    for (int b = 0; b < trials; b++) {
      for (int z = 0; z < dimensions; z++) {
        double centre = z < 2 ? 2 * Math.cos(Math.PI / 2 * (b % 4) - Math.PI / 2 * z) : 0;
        values[b * dimensions + z] = (float) (centre + random.nextDouble(-0.6, 0.6));
      }
    }
    return Grid.of(trials, dimensions, values);
  }

  static List<String> conditions(int trials) {
    List<String> names = List.of("down", "left", "right", "up");
    return IntStream.range(0, trials).mapToObj(b -> names.get(b % 4)).toList();
  }

  static List<Double> costs(int epochs, double floor, double wiggle) {
    return IntStream.range(0, epochs)
        .mapToObj(e -> floor + 900 * Math.exp(-e / 12.0) + wiggle * Math.sin(1.7 * e) + 0.3 * e)
        .toList();
  }

  static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  static Cube cube(int trials, int bins, int columns, Value value) {
    float[] out = new float[trials * bins * columns];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) value.at(i / columns / bins, i / columns % bins, i % columns);
    }
    return Cube.of(trials, bins, columns, out);
  }

  interface Value {
    double at(int trial, int bin, int column);
  }
}
