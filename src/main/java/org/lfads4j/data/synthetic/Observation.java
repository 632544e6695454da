package org.lfads4j.data.synthetic;

import java.util.function.DoubleUnaryOperator;

/**
 * What is seen of activities that lie in [0, 1], one trial (bins x neurons) at a time, drawn neuron
 * by neuron and within each bin by bin.
 */
@FunctionalInterface
interface Observation {
  double[][] of(double[][] activityTN, NumpyRandom random);

  /** Spike counts per bin. */
  static Observation poisson(double maxRateHz) {
    return (activityTN, random) ->
        each(activityTN, a -> random.poisson(a * maxRateHz * FixedBins.SECONDS));
  }

  /** The rate in spikes per second with normal noise of half the highest rate. */
  static Observation gaussian(double maxRateHz) {
    double deviation = 5 * maxRateHz * Math.sqrt(FixedBins.SECONDS);
    return (activityTN, random) ->
        each(activityTN, a -> a * maxRateHz + deviation * random.normal());
  }

  private static double[][] each(double[][] activityTN, DoubleUnaryOperator seen) {
    int neurons = activityTN[0].length;
    double[][] out = new double[activityTN.length][neurons];
    for (int n = 0; n < neurons; n++) {
      for (int t = 0; t < activityTN.length; t++) {
        out[t][n] = seen.applyAsDouble(activityTN[t][n]);
      }
    }
    return out;
  }
}
