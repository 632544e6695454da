package org.lfads4j.alignment;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues, largest first, and unit eigenvectors of a symmetric matrix. */
final class SymmetricEigen {
  /** Eigenvalues up to this fraction of the largest say nothing at single precision. */
  static final double RANK_TOLERANCE = 1e-13;

  private final EigenDecomposition_F64<DMatrixRMaj> eigen;
  private final int[] order;

  private SymmetricEigen(EigenDecomposition_F64<DMatrixRMaj> eigen, int[] order) {
    this.eigen = eigen;
    this.order = order;
  }

  static SymmetricEigen of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(matrix.copy())) {
      throw new IllegalStateException(
          "eigenvalues must be found by iteration, got no convergence (" + size + " neurons)");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new SymmetricEigen(eigen, order);
  }

  int size() {
    return order.length;
  }

  double value(int k) {
    return eigen.getEigenvalue(order[k]).getReal();
  }

  double[] vector(int k) {
    return eigen.getEigenVector(order[k]).getData();
  }
}
