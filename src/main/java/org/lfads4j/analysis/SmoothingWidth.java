package org.lfads4j.analysis;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * The width of a smoothing kernel, chosen by how likely each count is, given the counts of the bins
 * around it but not its own: the likelihood form of leave-one-out cross-validation (Rudemo 1982,
 * Scandinavian Journal of Statistics 9:65). It needs no true rates, no conditions and no other
 * trials.
 */
final class SmoothingWidth {
  /** Standard deviations that may be chosen, in bins. */
  static final double[] OFFERED = {0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16};

  /** What an expected count may not fall below. */
  static final double FLOOR = 1e-3;

  /** More trials would not change the choice. */
  private static final int MOST_TRIALS = 100;

  private SmoothingWidth() {}

  /** The one of those offered, in bins, by which other bins foretell a count best. */
  static double chosen(Cube counts) {
    return best(sd -> -cost(counts, sd));
  }

  /** The one of those offered, in bins, that scores highest; the first of equals. */
  static double best(DoubleUnaryOperator score) {
    double best = OFFERED[0];
    double bestScore = Double.NEGATIVE_INFINITY;
    for (double sd : OFFERED) {
      double its = score.applyAsDouble(sd);
      if (its > bestScore) {
        best = sd;
        bestScore = its;
      }
    }
    return best;
  }

  private static double cost(Cube counts, double sd) {
    double[] others = kernel(sd);
    others[others.length / 2] = 0;
    int step = Math.max(1, counts.trials() / MOST_TRIALS);
    double cost = 0;
    for (int trial = 0; trial < counts.trials(); trial += step) {
      cost += cost(counts.trial(trial), others);
    }
    return cost;
  }

  /** Negative log-likelihood of one trial, bins x neurons, without what is the same for all. */
  private static double cost(double[][] trial, double[] others) {
    double cost = 0;
    for (int t = 0; t < trial.length; t++) {
      double[] around = around(trial, t, others);
      for (int n = 0; n < around.length; n++) {
        double expected = Math.max(around[n], FLOOR);
        cost += expected - trial[t][n] * Math.log(expected);
      }
    }
    return cost;
  }

  /**
   * Counts smoothed along time. At the ends of a trial the kernel is cut off. It is not filled up
   * with copies of the last count, which would then weigh as much as all others.
   */
  static Cube smooth(Cube counts, double sd) {
    double[] kernel = kernel(sd);
    double[][] rows =
        IntStream.range(0, counts.trials())
            .mapToObj(counts::trial)
            .flatMap(
                trial -> IntStream.range(0, trial.length).mapToObj(t -> around(trial, t, kernel)))
            .toArray(double[][]::new);
    return SampleRows.cube(counts.trials(), counts.bins(), counts.columns(), rows);
  }

  private static double[] kernel(double sd) {
    return Smoothing.weights(sd, (int) Math.ceil(4 * sd));
  }

  /** The weighted mean around one bin; 0 where there is nothing around it. */
  private static double[] around(double[][] trial, int t, double[] kernel) {
    int radius = kernel.length / 2;
    double[] sums = new double[trial[t].length];
    double weights = 0;
    for (int k = Math.max(0, t - radius); k <= Math.min(trial.length - 1, t + radius); k++) {
      double weight = kernel[k - t + radius];
      weights += weight;
      for (int n = 0; n < sums.length; n++) {
        sums[n] += weight * trial[k][n];
      }
    }
    for (int n = 0; n < sums.length && weights > 0; n++) {
      sums[n] /= weights;
    }
    return sums;
  }
}
