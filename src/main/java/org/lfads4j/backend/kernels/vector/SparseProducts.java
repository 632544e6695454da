package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;

/** Products that leave out what is zero in their left factor. */
final class SparseProducts {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  private SparseProducts() {}

  static void multiply(SparseRows a, int firstRow, Panels weights, Rows start, Rows out) {
    int eights = weights.columns() / (8 * L) * 8 * L;
    for (int c = 0; c < weights.columns(); c += c < eights ? 8 * L : 2 * L) {
      boolean two = weights.columns() - c > L;
      for (int r = 0; r < out.rows(); r++) {
        if (c < eights) {
          Blocks.sparseEight(a, firstRow + r, weights, start, out, r, c);
        } else if (two) {
          Blocks.sparseTwo(a, firstRow + r, weights, start, out, r, c);
        } else {
          Blocks.sparseOne(a, firstRow + r, weights, start, out, r, c);
        }
      }
    }
  }

  static void multiplyTransposed(SparseRows a, int firstRow, Rows d, Panels out) {
    int eights = out.columns() / (8 * L) * 8 * L;
    for (int c = 0; c < out.columns(); c += c < eights ? 8 * L : 2 * L) {
      boolean two = out.columns() - c > L;
      for (int r = 0; r < d.rows(); r++) {
        if (c < eights) {
          Blocks.sparseTransposedEight(a, firstRow + r, d, r, out, c);
        } else if (two) {
          Blocks.sparseTransposedTwo(a, firstRow + r, d, r, out, c);
        } else {
          Blocks.sparseTransposedOne(a, firstRow + r, d, r, out, c);
        }
      }
    }
  }
}
