package org.lfads4j.data.synthetic;

import java.util.Arrays;

/** What the generated networks do with the activities of one trial, bins x units. */
final class Activity {
  private Activity() {}

  /** Each column to [0, 1] over the trial, in place; one that never changes to 0. */
  static double[][] stretch(double[][] activityTN) {
    for (int n = 0; n < activityTN[0].length; n++) {
      int neuron = n;
      double least = Arrays.stream(activityTN).mapToDouble(a -> a[neuron]).min().orElseThrow();
      double most = Arrays.stream(activityTN).mapToDouble(a -> a[neuron]).max().orElseThrow();
      for (double[] activity : activityTN) {
        activity[n] = most > least ? (activity[n] - least) / (most - least) : 0;
      }
    }
    return activityTN;
  }

  /** Square random mixing weights of variance 1/units, neurons x units. */
  static double[][] mixing(int units, NumpyRandom random) {
    double[][] mixingNN = random.normals(units, units);
    double scale = Math.sqrt(units);
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        mixingNN[i][j] /= scale;
      }
    }
    return mixingNN;
  }

  /** Each bin's activities times the mixing weights. */
  static double[][] mixed(double[][] mixingNN, double[][] activityTN) {
    return Arrays.stream(activityTN).map(a -> product(mixingNN, a)).toArray(double[][]::new);
  }

  static double[] product(double[][] matrix, double[] vector) {
    double[] out = new double[matrix.length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        out[i] += matrix[i][j] * vector[j];
      }
    }
    return out;
  }

  /** Neurons {@code from} to {@code from + count - 1} of each bin, in new arrays. */
  static double[][] columns(double[][] activityTN, int from, int count) {
    return Arrays.stream(activityTN)
        .map(a -> Arrays.copyOfRange(a, from, from + count))
        .toArray(double[][]::new);
  }
}
