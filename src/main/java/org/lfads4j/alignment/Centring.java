package org.lfads4j.alignment;

import org.ejml.data.DMatrixRMaj;

/** Takes the mean off every column. */
final class Centring {
  /** What is left of a constant after rounding is smaller than this fraction of it. */
  private static final double ROUNDING = 1e-12;

  private Centring() {}

  /**
   * Centres the columns in place and returns their means. A constant column becomes exactly 0, so
   * that nothing is fitted to its rounding.
   */
  static double[] columns(DMatrixRMaj rows) {
    double[] means = new double[rows.numCols];
    for (int c = 0; c < rows.numCols; c++) {
      double largest = 0;
      for (int r = 0; r < rows.numRows; r++) {
        means[c] += rows.get(r, c) / rows.numRows;
        largest = Math.max(largest, Math.abs(rows.get(r, c)));
      }
      double left = 0;
      for (int r = 0; r < rows.numRows; r++) {
        rows.set(r, c, rows.get(r, c) - means[c]);
        left = Math.max(left, Math.abs(rows.get(r, c)));
      }
      if (left <= ROUNDING * largest) {
        for (int r = 0; r < rows.numRows; r++) {
          rows.set(r, c, 0);
        }
      }
    }
    return means;
  }
}
