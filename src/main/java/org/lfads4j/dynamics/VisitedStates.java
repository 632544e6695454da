package org.lfads4j.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/** The states of a generator in all bins of trials, and those that it started from. */
@Internal
public final class VisitedStates {
  /** About so many speeds are enough for their median. */
  private static final int SPEEDS = 100_000;

  private final List<Run> runs;
  private final long count;
  private final int units;
  private final double spread;
  private final double speed;

  /**
   * The trials of one session.
   *
   * @param starts trials x units
   * @param states trials x bins x units
   */
  public record Run(Grid starts, Cube states) {
    private long count() {
      return (long) states.trials() * (states.bins() + 1);
    }

    /** A state by its number: of each trial its start, then its bins. */
    private double at(long number, int unit) {
      int trial = (int) (number / (states.bins() + 1));
      int bin = (int) (number % (states.bins() + 1)) - 1;
      return bin < 0 ? starts.at(trial, unit) : states.at(trial, bin, unit);
    }

    private DoubleStream values(int unit) {
      return LongStream.range(0, count()).mapToDouble(n -> at(n, unit));
    }

    /** The distances moved in the bins of every so manieth trial. */
    private DoubleStream speeds(int stride) {
      long bins = states.bins();
      return LongStream.range(0, (states.trials() + stride - 1) / stride * bins)
          .map(n -> n / bins * stride * (bins + 1) + n % bins + 1)
          .mapToDouble(n -> norm(states.columns(), j -> at(n, j) - at(n - 1, j)));
    }
  }

  private VisitedStates(List<Run> runs) {
    this.runs = runs;
    this.units = runs.get(0).states.columns();
    this.count = runs.stream().mapToLong(Run::count).sum();
    double meanSquare = norm(units, this::standardDeviation);
    this.spread = meanSquare > 0 ? meanSquare : 1;
    int stride = (int) (count / SPEEDS) + 1;
    double[] speeds = runs.stream().flatMapToDouble(run -> run.speeds(stride)).sorted().toArray();
    this.speed = speeds[speeds.length / 2];
  }

  /**
   * Of one or more sessions.
   *
   * @param runs each with at least one trial and bin
   */
  public static VisitedStates of(List<Run> runs) {
    return new VisitedStates(List.copyOf(runs));
  }

  /** The bins of a trial. */
  int bins() {
    return runs.get(0).states.bins();
  }

  /** The root mean square distance of the states from their mean; 1 if they are all the same. */
  double spread() {
    return spread;
  }

  /** The median distance that a state moves in a bin. */
  double speed() {
    return speed;
  }

  /** States drawn at random, in an order that the seed decides. */
  public double[][] sample(int size, long seed) {
    return IntStream.range(0, size).mapToObj(i -> drawn(i, seed)).toArray(double[][]::new);
  }

  /** A state drawn at random, with each start's own number. */
  double[] drawn(int start, long seed) {
    RandomStream stream =
        new RandomStream(seed, RandomStream.Phase.POSTERIOR, RandomStream.Use.START_STATE);
    long number = (long) (stream.uniform(start, 0) * count);
    int r = 0;
    while (number >= runs.get(r).count()) {
      number -= runs.get(r++).count();
    }
    Run run = runs.get(r);
    long within = number;
    return IntStream.range(0, units).mapToDouble(j -> run.at(within, j)).toArray();
  }

  /**
   * The same with noise.
   *
   * @param noise its standard deviation, in units of the root mean variance of the generator's
   *     units
   */
  double[] start(int start, double noise, long seed) {
    double[] state = drawn(start, seed);
    float[] normals = new float[units];
    new RandomStream(seed, RandomStream.Phase.POSTERIOR, RandomStream.Use.START_NOISE)
        .normals(start, normals, 0, units);
    double sd = noise * spread / Math.sqrt(units);
    Arrays.setAll(state, j -> state[j] + sd * normals[j]);
    return state;
  }

  private double standardDeviation(int unit) {
    double mean = values(unit).sum() / count;
    return Math.sqrt(values(unit).map(v -> (v - mean) * (v - mean)).sum() / count);
  }

  private DoubleStream values(int unit) {
    return runs.stream().flatMapToDouble(run -> run.values(unit));
  }

  private static double norm(int units, IntToDoubleFunction value) {
    double sum = 0;
    for (int j = 0; j < units; j++) {
      double each = value.applyAsDouble(j);
      sum += each * each;
    }
    return Math.sqrt(sum);
  }
}
