package org.lfads4j.data.synthetic;

import java.util.Arrays;

/** A fully connected network of tanh units with random weights, and an input to all of them. */
final class ChaoticNetwork {
  /** Seconds per bin over the time constant of 25 ms. */
  private static final double STEP = 0.01 / 0.025;

  private final double[][] weights;
  private final double[] inputWeights;

  private ChaoticNetwork(double[][] weights, double[] inputWeights) {
    this.weights = weights;
    this.inputWeights = inputWeights;
  }

  /** Weights of variance 1/units, then input weights of variance 1. */
  static ChaoticNetwork draw(int units, NumpyRandom random) {
    double[][] weights = Activity.mixing(units, random);
    return new ChaoticNetwork(weights, random.normals(units));
  }

  double weight(int to, int from) {
    return weights[to][from];
  }

  double inputWeight(int unit) {
    return inputWeights[unit];
  }

  /**
   * Activities tanh(x), bins x units; bin 0 is one Euler step after the start.
   *
   * @param gain g of the recurrent weights
   * @param pulses input to the network, one number per bin
   */
  double[][] run(double[] start, double gain, double[] pulses) {
    double[] x = start;
    double[][] activitiesTN = new double[pulses.length][];
    double[] activity = tanh(x);
    for (int t = 0; t < pulses.length; t++) {
      double[] next = Activity.product(weights, activity);
      for (int i = 0; i < x.length; i++) {
        next[i] = (1 - STEP) * x[i] + STEP * (gain * next[i] + inputWeights[i] * pulses[t]);
      }
      x = next;
      activity = tanh(x);
      activitiesTN[t] = activity;
    }
    return activitiesTN;
  }

  private static double[] tanh(double[] x) {
    return Arrays.stream(x).map(Math::tanh).toArray();
  }
}
