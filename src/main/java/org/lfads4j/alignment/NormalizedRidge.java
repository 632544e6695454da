package org.lfads4j.alignment;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lfads4j.linear.Columns;
import org.lfads4j.linear.Ridge;

/**
 * Ridge regression on neurons divided by their standard deviations, whose penalty is chosen by
 * cross-validation. Every tenth row is a fold; the weights are fitted to the other folds and tested
 * on it, and the penalty of the least mean squared error, averaged over folds, is refitted to all
 * rows. The original does the reverse: it fits to one tenth of the rows and tests on nine tenths,
 * so its penalty suits far fewer rows than it is then used for.
 */
final class NormalizedRidge {
  /** Fifteen from 1e-5 to 100, evenly spaced in the logarithm. */
  private static final List<Double> PENALTIES =
      IntStream.range(0, 15).mapToObj(k -> StrictMath.pow(10, -5 + k / 2.0)).toList();

  private static final int FOLDS = 10;

  private NormalizedRidge() {}

  /**
   * Weights for rows x neurons and rows x targets, as many rows of each.
   *
   * @param each whether every neuron is divided by its own standard deviation, or all by one
   */
  static Fitted fit(double[][] neurons, double[][] targets, boolean each) {
    double[][] centred = Columns.centred(neurons);
    double[] sd = deviations(centred, each);
    int folds = Math.min(FOLDS, neurons.length);
    Ridge.Chosen chosen =
        Ridge.crossValidated(
            Columns.over(centred, sd),
            targets,
            PENALTIES,
            folds,
            row -> row % folds,
            (truth, predicted) -> -squares(truth, predicted));
    double[][] weights = chosen.map().weights();
    for (int n = 0; n < sd.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        weights[n][k] /= sd[n];
      }
    }
    return new Fitted(weights, OptionalDouble.of(chosen.penalty()));
  }

  /** Divided by rows - 1; 1 where nothing varies, which leaves the weight at 0. */
  private static double[] deviations(double[][] centred, boolean each) {
    double[] squares = Columns.squares(centred);
    double all = Arrays.stream(squares).sum();
    return Arrays.stream(squares)
        .map(
            own ->
                each
                    ? deviation(own, centred.length)
                    : deviation(all, centred.length * squares.length))
        .toArray();
  }

  private static double deviation(double squares, int count) {
    return squares > 0 ? Math.sqrt(squares / (count - 1)) : 1;
  }

  /** The mean squared error over rows and targets. */
  private static double squares(double[][] truth, double[][] predicted) {
    double sum = 0;
    for (int r = 0; r < truth.length; r++) {
      for (int k = 0; k < truth[r].length; k++) {
        double miss = truth[r][k] - predicted[r][k];
        sum += miss * miss;
      }
    }
    return sum / (truth.length * (double) truth[0].length);
  }
}
