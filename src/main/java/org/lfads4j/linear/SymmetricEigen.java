package org.lfads4j.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues of a symmetric matrix, largest first, and their unit eigenvectors: all of them or the
 * leading ones. The sign of a vector is fixed: its entry of largest magnitude (the first of equals)
 * is positive.
 */
public final class SymmetricEigen {
  /** Eigenvalues up to this fraction of the largest say nothing at single precision. */
  static final double RANK_TOLERANCE = 1e-13;

  private final double[] values;
  private final DMatrixRMaj vectors;

  /** The vectors are columns. */
  SymmetricEigen(double[] values, DMatrixRMaj vectors) {
    this.values = values;
    this.vectors = Dense.signed(vectors);
  }

  /**
   * The leading eigenvalues of a symmetric matrix.
   *
   * @param count how many, 1 to the number of rows
   */
  public static SymmetricEigen leading(double[][] matrix, int count) {
    DMatrixRMaj whole = Dense.of(matrix);
    return KrylovEigen.isFaster(whole.numRows, count)
        ? KrylovEigen.leading(
                block -> CommonOps_DDRM.mult(whole, block, null), whole.numRows, count)
            .orElseGet(() -> of(whole).first(count))
        : of(whole).first(count);
  }

  /** Those of X'X or XX', whichever is smaller. */
  static SymmetricEigen ofGram(DMatrixRMaj rows, int count) {
    int size = Math.min(rows.numRows, rows.numCols);
    if (KrylovEigen.isFaster(size, count)) {
      UnaryOperator<DMatrixRMaj> times =
          rows.numCols <= rows.numRows
              ? block ->
                  CommonOps_DDRM.multTransA(rows, CommonOps_DDRM.mult(rows, block, null), null)
              : block ->
                  CommonOps_DDRM.mult(rows, CommonOps_DDRM.multTransA(rows, block, null), null);
      return KrylovEigen.leading(times, size, count).orElseGet(() -> of(gram(rows)).first(count));
    }
    return of(gram(rows)).first(count);
  }

  /** X'X or XX', whichever is smaller. */
  static DMatrixRMaj gram(DMatrixRMaj rows) {
    return rows.numCols <= rows.numRows
        ? CommonOps_DDRM.multInner(rows, null)
        : CommonOps_DDRM.multOuter(rows, null);
  }

  /** All of them. */
  static SymmetricEigen of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(matrix.copy())) {
      throw new IllegalStateException(
          "eigenvalues must be found by iteration, got no convergence (" + size + " columns)");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    DMatrixRMaj vectors = new DMatrixRMaj(size, size);
    for (int k = 0; k < size; k++) {
      CommonOps_DDRM.insert(eigen.getEigenVector(order[k]), vectors, 0, k);
    }
    return new SymmetricEigen(
        Arrays.stream(order).mapToDouble(k -> eigen.getEigenvalue(k).getReal()).toArray(), vectors);
  }

  private SymmetricEigen first(int count) {
    return new SymmetricEigen(
        Arrays.copyOf(values, count),
        CommonOps_DDRM.extract(vectors, 0, vectors.numRows, 0, count));
  }

  /** How many eigenvalues were found. */
  int count() {
    return values.length;
  }

  /** The eigenvalue of rank k, 0 the largest. */
  public double value(int k) {
    return values[k];
  }

  /** How many of those found are above 0 at single precision. */
  public int rank() {
    return (int) Arrays.stream(values).filter(v -> v > RANK_TOLERANCE * values[0]).count();
  }

  /** The eigenvectors as columns. */
  DMatrixRMaj vectors() {
    return vectors;
  }

  /** The unit eigenvector of rank k, 0 that of the largest eigenvalue. */
  public double[] vector(int k) {
    return CommonOps_DDRM.extractColumn(vectors, k, null).getData();
  }

  /**
   * Whether no eigenvalue of a symmetric matrix is at or below a number, 0 or less; found without
   * the eigenvalues, by whether a Cholesky decomposition succeeds.
   */
  public static boolean isAbove(double least, double[][] matrix) {
    DMatrixRMaj shifted = Dense.of(matrix);
    for (int i = 0; i < shifted.numRows; i++) {
      shifted.add(i, i, -least);
    }
    return DecompositionFactory_DDRM.chol(shifted.numRows, true).decompose(shifted);
  }
}
