package org.lfads4j.linear;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Principal component analysis: the orthogonal directions in which rows vary most, largest first.
 * Found by the eigenvalues of the smaller Gram matrix, columns x columns or rows x rows; few
 * directions of large data without that matrix ({@link KrylovEigen}).
 */
public final class Pca {
  private final double[] means;
  private final DMatrixRMaj axes;
  private final double[] variances;
  private final double totalVariance;
  private final int rank;

  private Pca(
      double[] means, DMatrixRMaj axes, double[] variances, double totalVariance, int rank) {
    this.means = means;
    this.axes = axes;
    this.variances = variances;
    this.totalVariance = totalVariance;
    this.rank = rank;
  }

  /**
   * The first components.
   *
   * @param rows at least one
   * @param count how many, 1 to the number of columns
   */
  public static Pca of(double[][] rows, int count) {
    DMatrixRMaj x = Dense.of(Columns.centred(rows));
    int found = Math.min(count, x.numRows);
    SymmetricEigen eigen = SymmetricEigen.ofGram(x, found);
    DMatrixRMaj axes = eigen.vectors();
    if (x.numCols > x.numRows) {
      DMatrixRMaj along = new DMatrixRMaj(x.numCols, count);
      CommonOps_DDRM.insert(CommonOps_DDRM.multTransA(x, axes, null), along, 0, 0);
      axes = Dense.signed(Dense.orthonormal(along));
    }
    double divisor = Math.max(1, x.numRows - 1);
    double norm = NormOps_DDRM.normF(x);
    // Rounding may leave the eigenvalue of an empty direction just below zero.
    double[] variances =
        IntStream.range(0, count)
            .mapToDouble(k -> k < found ? Math.max(0, eigen.value(k)) / divisor : 0)
            .toArray();
    return new Pca(Columns.means(rows), axes, variances, norm * norm / divisor, eigen.rank());
  }

  /** The mean row, which is subtracted before projecting. */
  public double[] means() {
    return means.clone();
  }

  /** The unit direction of rank k, 0 that of the largest variance. */
  public double[] component(int k) {
    return CommonOps_DDRM.extractColumn(axes, k, null).getData();
  }

  /** The variance along each component (divided by rows - 1), in squared units of the data. */
  public double[] variances() {
    return variances.clone();
  }

  /** The sum of the variances of all columns. */
  public double totalVariance() {
    return totalVariance;
  }

  /** The number of components along which the rows vary at single precision. */
  public int rank() {
    return rank;
  }

  /** The coordinates of rows, rows x components. */
  public double[][] project(double[][] rows) {
    return LinearMap.product(Columns.less(rows, means), axes.get2DData());
  }
}
