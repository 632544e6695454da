package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * How closely an inferred input follows the spikes of its own bin: the correlation, over trials and
 * bins, of what is quick in either (a bin less the mean of its two neighbours). Slow changes, which
 * any input shares with the counts, fall out.
 *
 * <p>Quick changes that neurons share are no copies. How much an input could follow spikes by these
 * alone is known from the neurons themselves: for the sum of all, the root of its reliability (that
 * of two halves of the neurons, after Spearman and Brown); for one neuron, its correlation with the
 * others over that root.
 *
 * @param input from 0
 * @param neuron the neuron that it follows closest beyond what neurons share, from 0; -1 for the
 *     sum of all
 * @param correlation its size, 0 to 1
 * @param shared how much of it quick changes that neurons share would give at most, 0 to 1
 */
record InputCopy(int input, int neuron, double correlation, double shared) {
  /** The sum of all neurons. */
  static final int ALL = -1;

  /** Below this neurons share next to nothing, and a division by it would only magnify noise. */
  private static final double LEAST_ROOT = 0.3;

  /** What no quick change that neurons share explains. */
  double excess() {
    return correlation - shared;
  }

  /**
   * The closest beyond what neurons share, over inputs and neurons.
   *
   * @param inputs trials x bins x inputs
   * @param counts trials x bins x neurons, at least three bins
   */
  static InputCopy closest(Cube inputs, Cube counts) {
    double[][] quickInputs =
        IntStream.range(0, inputs.columns())
            .mapToObj(u -> quick(inputs, u))
            .toArray(double[][]::new);
    double[] all = sumOfEverySecond(counts, 0);
    double[] otherHalf = sumOfEverySecond(counts, 1);
    double agreement = Math.max(0, correlation(all, otherHalf));
    add(all, otherHalf);
    double root = Math.sqrt(2 * agreement / (1 + agreement));
    InputCopy best = new InputCopy(0, ALL, 0, 1);
    // One neuron at a time: all of them may not fit into memory.
    for (int n = ALL; n < counts.columns(); n++) {
      double[] own = n == ALL ? all : quick(counts, n);
      double shared = n == ALL ? root : sharedBy(own, all, root);
      for (int u = 0; u < quickInputs.length; u++) {
        double size = Math.abs(correlation(quickInputs[u], own));
        InputCopy copy = new InputCopy(u, n, size, shared);
        best = copy.excess() > best.excess() ? copy : best;
      }
    }
    return best;
  }

  /** How much of one neuron is shared with the others, which are all without it. */
  private static double sharedBy(double[] own, double[] all, double root) {
    double[] others = new double[all.length];
    Arrays.setAll(others, row -> all[row] - own[row]);
    return Math.min(1, Math.abs(correlation(own, others)) / Math.max(root, LEAST_ROOT));
  }

  /** Of every second neuron from a first one on. */
  private static double[] sumOfEverySecond(Cube counts, int first) {
    double[] sum = new double[counts.trials() * (counts.bins() - 2)];
    for (int n = first; n < counts.columns(); n += 2) {
      add(sum, quick(counts, n));
    }
    return sum;
  }

  private static void add(double[] to, double[] more) {
    Arrays.setAll(to, row -> to[row] + more[row]);
  }

  /** Of one column: (trials x inner bins). */
  private static double[] quick(Cube cube, int c) {
    int inner = cube.bins() - 2;
    double[] out = new double[cube.trials() * inner];
    for (int row = 0; row < out.length; row++) {
      int trial = row / inner;
      int t = row % inner + 1;
      out[row] = cube.at(trial, t, c) - (cube.at(trial, t - 1, c) + cube.at(trial, t + 1, c)) / 2.0;
    }
    return out;
  }

  /** Of series whose mean is taken as 0; 0 where one does not move. */
  private static double correlation(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
