package org.lfads4j.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Rows as EJML's matrices, and what is done to those in more than one place. */
final class Dense {
  /** Entries of a direction that differ by less than this fraction count as equally large. */
  private static final double TIE = 1e-9;

  private Dense() {}

  static DMatrixRMaj of(double[][] rows) {
    DMatrixRMaj out = new DMatrixRMaj(rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, out.data, r * out.numCols, out.numCols);
    }
    return out;
  }

  /** The decomposition of a matrix that has at least as many rows as columns. */
  static QRDecomposition<DMatrixRMaj> qr(DMatrixRMaj matrix) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
    // It returns false for a column that is 0, but the decomposition is still right.
    boolean unused = qr.decompose(matrix.copy());
    return qr;
  }

  /**
   * The columns made orthonormal, in their order; where nothing of a column is left, any is taken.
   */
  static DMatrixRMaj orthonormal(DMatrixRMaj columns) {
    return qr(columns).getQ(null, true);
  }

  /**
   * The same directions with fixed signs: the entry of each column that is largest in magnitude,
   * the first of equals, is positive.
   */
  static DMatrixRMaj signed(DMatrixRMaj columns) {
    DMatrixRMaj out = columns.copy();
    for (int c = 0; c < out.numCols; c++) {
      double largest = 0;
      for (int r = 0; r < out.numRows; r++) {
        double entry = columns.get(r, c);
        largest = Math.abs(entry) > Math.abs(largest) * (1 + TIE) ? entry : largest;
      }
      for (int r = 0; r < out.numRows && largest < 0; r++) {
        out.set(r, c, -out.get(r, c));
      }
    }
    return out;
  }
}
