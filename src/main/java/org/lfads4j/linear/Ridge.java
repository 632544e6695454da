package org.lfads4j.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Regression of targets on inputs, both centred, decomposed once and solved for any ridge penalty:
 * weights = V (S + penalty)<sup>-1</sup> V' X'Y with X'X = V S V'; or, where there are fewer rows
 * than inputs, X' U (S + penalty)<sup>-1</sup> U'Y with XX' = U S U', which is the same. The
 * intercept is not penalised. Without a penalty this is least squares.
 */
public final class Ridge {
  private final double[] inputMeans;
  private final double[] targetMeans;
  private final SymmetricEigen eigen;

  /** V, or X'U. */
  private final DMatrixRMaj outward;

  /** V'X'Y, or U'Y. */
  private final DMatrixRMaj inward;

  private Ridge(double[][] inputs, double[][] targets) {
    this.inputMeans = Columns.means(inputs);
    this.targetMeans = Columns.means(targets);
    DMatrixRMaj x = Dense.of(Columns.centred(inputs));
    DMatrixRMaj y = Dense.of(Columns.centred(targets));
    DMatrixRMaj gram = SymmetricEigen.gram(x);
    this.eigen = SymmetricEigen.of(gram);
    if (x.numCols <= x.numRows) {
      this.outward = eigen.vectors();
      DMatrixRMaj cross = CommonOps_DDRM.multTransA(x, y, null);
      this.inward = CommonOps_DDRM.multTransA(outward, cross, null);
      for (int n = 0; n < x.numCols; n++) {
        if (gram.get(n, n) == 0) {
          // A constant input; a small penalty would magnify the rounding of the eigenvectors.
          CommonOps_DDRM.scaleRow(0, outward, n);
        }
      }
    } else {
      this.outward = CommonOps_DDRM.multTransA(x, eigen.vectors(), null);
      this.inward = CommonOps_DDRM.multTransA(eigen.vectors(), y, null);
    }
  }

  /** Rows x inputs and rows x targets, as many rows of each, at least one of everything. */
  public static Ridge of(double[][] inputs, double[][] targets) {
    return new Ridge(inputs, targets);
  }

  /**
   * The map of least squared error plus {@code penalty} times the sum of squared weights. A
   * constant input gets the weight 0. Without a penalty, directions in which the inputs do not vary
   * at single precision get no weight, so the solution is the one of least norm; MATLAB's backslash
   * would give one with as few weights as the rank, which depends on the order of the inputs.
   */
  public LinearMap solve(double penalty) {
    double least = SymmetricEigen.RANK_TOLERANCE * eigen.value(0);
    DMatrixRMaj scaled = inward.copy();
    for (int k = 0; k < eigen.count(); k++) {
      double stiffness = eigen.value(k) + penalty;
      CommonOps_DDRM.scaleRow(stiffness > least ? 1 / stiffness : 0, scaled, k);
    }
    double[][] weights = CommonOps_DDRM.mult(outward, scaled, null).get2DData();
    double[] shift = LinearMap.product(new double[][] {inputMeans}, weights)[0];
    return new LinearMap(
        weights,
        IntStream.range(0, shift.length).mapToDouble(k -> targetMeans[k] - shift[k]).toArray());
  }

  /**
   * The regression with the penalty that cross-validation chose.
   *
   * @param map fitted to all rows
   * @param penalty the one chosen
   * @param scores the mean over folds for each penalty offered, in that order
   */
  public record Chosen(LinearMap map, double penalty, List<Double> scores) {
    /** Copies the list. */
    public Chosen {
      scores = List.copyOf(scores);
    }
  }

  /**
   * Fits each penalty to the rows outside each fold, scores it on those inside, and fits the
   * penalty of the best mean score, the first of equals, to all rows.
   *
   * @param penalties at least one
   * @param folds how many; below 2 the first penalty is taken untested
   * @param foldOf the fold of a row, from 0
   * @param score of the true targets and those predicted; higher is better
   */
  public static Chosen crossValidated(
      double[][] inputs,
      double[][] targets,
      List<Double> penalties,
      int folds,
      IntUnaryOperator foldOf,
      ToDoubleBiFunction<double[][], double[][]> score) {
    double[] means = new double[penalties.size()];
    for (int f = 0; f < folds && folds > 1; f++) {
      int fold = f;
      IntPredicate inside = row -> foldOf.applyAsInt(row) == fold;
      Ridge rest = of(rows(inputs, inside.negate()), rows(targets, inside.negate()));
      double[][] insideInputs = rows(inputs, inside);
      double[][] insideTargets = rows(targets, inside);
      for (int p = 0; p < means.length; p++) {
        double[][] predicted = rest.solve(penalties.get(p)).predict(insideInputs);
        means[p] += score.applyAsDouble(insideTargets, predicted) / folds;
      }
    }
    int best = 0;
    List<Double> scores = new ArrayList<>();
    for (int p = 0; p < means.length; p++) {
      scores.add(means[p]);
      best = means[p] > means[best] ? p : best;
    }
    double penalty = penalties.get(best);
    return new Chosen(of(inputs, targets).solve(penalty), penalty, scores);
  }

  private static double[][] rows(double[][] all, IntPredicate chosen) {
    return IntStream.range(0, all.length)
        .filter(chosen)
        .mapToObj(row -> all[row])
        .toArray(double[][]::new);
  }
}
