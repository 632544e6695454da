package org.lfads4j.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The leading eigenvalues of a large symmetric matrix by block Lanczos iteration with full
 * reorthogonalisation (Golub and Van Loan, Matrix Computations, 4th edition, section 10.3.6). The
 * matrix is only ever multiplied by a few columns. Stops when the residual of every leading pair is
 * below {@link #TOLERANCE} of the largest eigenvalue: directions whose eigenvalues differ by a
 * hundredth of it are then right to single precision. The start is random and always the same.
 */
final class KrylovEigen {
  private static final double TOLERANCE = 1e-9;

  /** Columns of a block. Of more equal eigenvalues than this, some may not be found. */
  private static final int WIDTH = 16;

  /** The eigenvalues of the projected matrix are computed after so many blocks. */
  private static final int BLOCKS_BETWEEN_CHECKS = 5;

  /** Smaller matrices are decomposed as a whole. */
  private static final int LEAST_SIZE = 1500;

  /** With fewer rows for each eigenvalue, a decomposition of the whole matrix is as fast. */
  private static final int LEAST_ROWS_FOR_EACH = 75;

  private final UnaryOperator<DMatrixRMaj> times;
  private final List<DMatrixRMaj> basis = new ArrayList<>();

  private KrylovEigen(UnaryOperator<DMatrixRMaj> times) {
    this.times = times;
  }

  /** Whether this finds the leading eigenvalues faster than a decomposition of the whole matrix. */
  static boolean isFaster(int size, int count) {
    return size >= LEAST_SIZE && LEAST_ROWS_FOR_EACH * count <= size;
  }

  /**
   * The leading eigenvalues; empty if half of all directions are not enough to find them.
   *
   * @param times the matrix times columns
   */
  static Optional<SymmetricEigen> leading(UnaryOperator<DMatrixRMaj> times, int size, int count) {
    return new KrylovEigen(times).leading(size, count);
  }

  private Optional<SymmetricEigen> leading(int size, int count) {
    DMatrixRMaj block =
        Dense.orthonormal(RandomMatrices_DDRM.rectangle(size, WIDTH, -1, 1, new Random(1)));
    DMatrixRMaj projected = new DMatrixRMaj(0, 0);
    while (2 * (projected.numRows + WIDTH) <= size) {
      basis.add(block);
      DMatrixRMaj next = times.apply(block);
      projected = grown(projected, takeOut(next));
      takeOut(next);
      QRDecomposition<DMatrixRMaj> qr = Dense.qr(next);
      if (basis.size() % BLOCKS_BETWEEN_CHECKS == 0) {
        SymmetricEigen ritz = SymmetricEigen.of(projected);
        if (isFound(ritz, qr.getR(null, true), count)) {
          return Optional.of(inSpace(ritz, count));
        }
      }
      block = qr.getQ(null, true);
      // Columns that the QR decomposition made up, where nothing was left, lie in any direction.
      takeOut(block);
      block = Dense.orthonormal(block);
    }
    return Optional.empty();
  }

  /** Takes the directions of the basis out of the columns; how much of each there was. */
  private DMatrixRMaj takeOut(DMatrixRMaj columns) {
    DMatrixRMaj amounts = new DMatrixRMaj(basis.size() * WIDTH, WIDTH);
    for (int b = 0; b < basis.size(); b++) {
      DMatrixRMaj amount = CommonOps_DDRM.multTransA(basis.get(b), columns, null);
      CommonOps_DDRM.multAdd(-1, basis.get(b), amount, columns);
      CommonOps_DDRM.insert(amount, amounts, b * WIDTH, 0);
    }
    return amounts;
  }

  /** The symmetric matrix with columns, and their mirror image, at its end. */
  private static DMatrixRMaj grown(DMatrixRMaj symmetric, DMatrixRMaj columns) {
    DMatrixRMaj out = new DMatrixRMaj(columns.numRows, columns.numRows);
    CommonOps_DDRM.insert(CommonOps_DDRM.transpose(columns, null), out, symmetric.numRows, 0);
    CommonOps_DDRM.insert(columns, out, 0, symmetric.numRows);
    CommonOps_DDRM.insert(symmetric, out, 0, 0);
    return out;
  }

  private static boolean isFound(SymmetricEigen ritz, DMatrixRMaj rest, int count) {
    int rows = ritz.count();
    if (count > rows) {
      return false;
    }
    DMatrixRMaj last = CommonOps_DDRM.extract(ritz.vectors(), rows - WIDTH, rows, 0, count);
    double residual = NormOps_DDRM.normF(CommonOps_DDRM.mult(rest, last, null));
    return residual <= TOLERANCE * Math.abs(ritz.value(0));
  }

  private SymmetricEigen inSpace(SymmetricEigen ritz, int count) {
    DMatrixRMaj vectors = new DMatrixRMaj(basis.get(0).numRows, count);
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] = ritz.value(k);
    }
    for (int b = 0; b < basis.size(); b++) {
      CommonOps_DDRM.multAdd(
          basis.get(b),
          CommonOps_DDRM.extract(ritz.vectors(), b * WIDTH, (b + 1) * WIDTH, 0, count),
          vectors);
    }
    return new SymmetricEigen(values, vectors);
  }
}
