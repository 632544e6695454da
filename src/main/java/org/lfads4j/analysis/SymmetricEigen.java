package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues, largest first, and unit eigenvectors (rows) of a symmetric matrix. */
final class SymmetricEigen {
  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  static SymmetricEigen of(double[][] matrix) {
    int size = matrix.length;
    if (size == 0) {
      return new SymmetricEigen(new double[0], new double[0][]);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(new DMatrixRMaj(matrix))) {
      throw new IllegalStateException(
          "eigenvalues must be found by iteration, got no convergence (" + size + " columns)");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values =
        Arrays.stream(order).mapToDouble(k -> eigen.getEigenvalue(k).getReal()).toArray();
    double[][] vectors =
        Arrays.stream(order)
            .mapToObj(k -> eigen.getEigenVector(k).getData().clone())
            .toArray(double[][]::new);
    return new SymmetricEigen(values, vectors);
  }

  /** The eigenvalue of rank k, 0 the largest. */
  double value(int k) {
    return values[k];
  }

  /** The unit eigenvector of rank k; not to be changed. */
  double[] vector(int k) {
    return vectors[k];
  }

  int size() {
    return values.length;
  }
}
