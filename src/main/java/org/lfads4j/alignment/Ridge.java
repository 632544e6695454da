package org.lfads4j.alignment;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Ridge regression whose penalty is chosen by cross-validation. Every tenth row is a fold; the
 * weights are fitted to the other folds and tested on it, and the penalty of the least mean squared
 * error, averaged over folds, is refitted to all rows. The original has it the other way round: it
 * fits to one tenth of the rows and tests on nine, and so chooses for far fewer rows than it uses.
 *
 * @param normalizeEach whether every neuron is divided by its own standard deviation, or all by one
 */
record Ridge(boolean normalizeEach) implements Regression {
  /** Fifteen from 1e-5 to 100, evenly spaced in the logarithm. */
  static final List<Double> PENALTIES =
      IntStream.range(0, 15).mapToObj(k -> Math.pow(10, -5 + k / 2.0)).toList();

  private static final int FOLDS = 10;

  @Override
  public Fitted fit(DMatrixRMaj neurons, DMatrixRMaj targets) {
    DMatrixRMaj x = neurons.copy();
    double[] unused = Centring.columns(x);
    double[] sd = deviations(x);
    CommonOps_DDRM.divideCols(x, sd);
    double penalty = best(x, targets);
    DMatrixRMaj weights = CentredRegression.of(x, targets).solve(penalty);
    CommonOps_DDRM.divideRows(sd, weights);
    return new Fitted(weights, OptionalDouble.of(penalty));
  }

  /** Divided by rows - 1; 1 where nothing varies, which leaves the weight at 0. */
  private double[] deviations(DMatrixRMaj centred) {
    double[] squares = new double[centred.numCols];
    for (int n = 0; n < centred.numCols; n++) {
      for (int r = 0; r < centred.numRows; r++) {
        squares[n] += centred.get(r, n) * centred.get(r, n);
      }
    }
    double all = IntStream.range(0, squares.length).mapToDouble(n -> squares[n]).sum();
    return IntStream.range(0, squares.length)
        .mapToDouble(
            n ->
                normalizeEach
                    ? deviation(squares[n], centred.numRows)
                    : deviation(all, centred.getNumElements()))
        .toArray();
  }

  private static double deviation(double squares, int count) {
    return squares > 0 ? Math.sqrt(squares / (count - 1)) : 1;
  }

  private static double best(DMatrixRMaj x, DMatrixRMaj y) {
    double[] errors = new double[PENALTIES.size()];
    int folds = Math.min(FOLDS, x.numRows);
    for (int fold = 0; fold < folds && folds > 1; fold++) {
      int tested = fold;
      int[] test = IntStream.range(0, x.numRows).filter(r -> r % folds == tested).toArray();
      int[] rest = IntStream.range(0, x.numRows).filter(r -> r % folds != tested).toArray();
      CentredRegression fit = CentredRegression.of(rows(x, rest), rows(y, rest));
      DMatrixRMaj testX = rows(x, test);
      DMatrixRMaj testY = rows(y, test);
      for (int p = 0; p < errors.length; p++) {
        errors[p] += fit.error(fit.solve(PENALTIES.get(p)), testX, testY) / folds;
      }
    }
    int best = 0;
    for (int p = 1; p < errors.length; p++) {
      best = errors[p] < errors[best] ? p : best;
    }
    return PENALTIES.get(best);
  }

  private static DMatrixRMaj rows(DMatrixRMaj from, int[] rows) {
    DMatrixRMaj out = new DMatrixRMaj(rows.length, from.numCols);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(from.data, rows[i] * from.numCols, out.data, i * from.numCols, from.numCols);
    }
    return out;
  }
}
