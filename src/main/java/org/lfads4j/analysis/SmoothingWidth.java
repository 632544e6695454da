package org.lfads4j.analysis;

import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * The width of a smoothing kernel, chosen by how likely each count is given those of the bins
 * around it and not its own: the likelihood form of leave-one-out cross-validation (Rudemo 1982,
 * Scandinavian Journal of Statistics 9:65). No truth, no condition and no other trial is needed.
 */
final class SmoothingWidth {
  /** Standard deviations that may be chosen, in bins. */
  static final double[] OFFERED = {0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16};

  /** What an expected count may not fall below. */
  static final double FLOOR = 1e-3;

  /** More trials would not change the choice. */
  private static final int MOST_TRIALS = 100;

  private SmoothingWidth() {}

  /** The best of those offered, in bins. */
  static double chosen(Cube counts) {
    int step = Math.max(1, counts.trials() / MOST_TRIALS);
    double best = OFFERED[0];
    double bestCost = Double.POSITIVE_INFINITY;
    for (double sd : OFFERED) {
      double cost = 0;
      for (int trial = 0; trial < counts.trials(); trial += step) {
        cost += cost(counts.trial(trial), sd);
      }
      if (cost < bestCost) {
        best = sd;
        bestCost = cost;
      }
    }
    return best;
  }

  /** Negative log-likelihood of one trial, bins x neurons, without what is the same for all. */
  private static double cost(double[][] trial, double sd) {
    double cost = 0;
    for (int t = 0; t < trial.length; t++) {
      double[] around = around(trial, t, sd, false);
      for (int n = 0; n < around.length; n++) {
        double expected = Math.max(around[n], FLOOR);
        cost += expected - trial[t][n] * Math.log(expected);
      }
    }
    return cost;
  }

  /**
   * Counts smoothed along time. At the ends of a trial the kernel is cut off, not filled up with
   * copies of the last count, which would weigh as much as all the rest.
   */
  static Cube smooth(Cube counts, double sd) {
    double[][] rows =
        IntStream.range(0, counts.trials())
            .mapToObj(counts::trial)
            .flatMap(
                trial -> IntStream.range(0, trial.length).mapToObj(t -> around(trial, t, sd, true)))
            .toArray(double[][]::new);
    return Rows.cube(counts.trials(), counts.bins(), counts.columns(), rows);
  }

  /** The weighted mean around one bin; 0 where there is nothing around it. */
  private static double[] around(double[][] trial, int t, double sd, boolean itself) {
    int radius = (int) Math.ceil(4 * sd);
    double[] sums = new double[trial[t].length];
    double weights = 0;
    for (int k = Math.max(0, t - radius); k <= Math.min(trial.length - 1, t + radius); k++) {
      double z = (k - t) / sd;
      double weight = k == t && !itself ? 0 : Math.exp(-0.5 * z * z);
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
