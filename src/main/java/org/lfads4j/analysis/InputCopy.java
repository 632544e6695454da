package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * How closely an inferred input follows the spikes of its own bin: the correlation, over trials and
 * bins, of what is quick in either (a bin less the mean of its two neighbours). Slow changes, which
 * any input shares with the counts, fall out.
 *
 * @param input from 0
 * @param neuron the neuron that it follows closest, from 0; -1 for the sum of all
 * @param correlation its size, 0 to 1
 */
record InputCopy(int input, int neuron, double correlation) {
  /** The sum of all neurons. */
  static final int ALL = -1;

  /**
   * The closest, over inputs and neurons.
   *
   * @param inputs trials x bins x inputs
   * @param counts trials x bins x neurons, at least three bins
   */
  static InputCopy closest(Cube inputs, Cube counts) {
    double[][] quickInputs =
        IntStream.range(0, inputs.columns())
            .mapToObj(u -> quick(inputs, u))
            .toArray(double[][]::new);
    InputCopy best = new InputCopy(0, ALL, 0);
    // One neuron at a time: all of them may not fit into memory.
    for (int n = ALL; n < counts.columns(); n++) {
      double[] quickCounts = n == ALL ? sum(counts) : quick(counts, n);
      for (int u = 0; u < quickInputs.length; u++) {
        double size = Math.abs(correlation(quickInputs[u], quickCounts));
        best = size > best.correlation ? new InputCopy(u, n, size) : best;
      }
    }
    return best;
  }

  private static double[] sum(Cube counts) {
    double[] sum = quick(counts, 0);
    for (int n = 1; n < counts.columns(); n++) {
      double[] more = quick(counts, n);
      Arrays.setAll(sum, row -> sum[row] + more[row]);
    }
    return sum;
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
