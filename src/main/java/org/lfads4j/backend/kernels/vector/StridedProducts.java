package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * The product with its left factor where it lies: blocks of 6 rows, and of 4 for the rest, by 2
 * vectors. 12 sums stay in registers while the inner index runs; with more, some would have to be
 * stored where there are 16 vector registers.
 */
final class StridedProducts {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /** Floats of the left factor that are kept in the first cache while panels pass: 16 KiB. */
  private static final int BLOCK = 4096;

  private StridedProducts() {}

  /** The product from a column on. */
  static void multiply(Rows a, Panels weights, Rows start, Rows out, int firstColumn) {
    int rows = out.rows();
    int sixEnd = rows - 4 * ((6 - rows % 6) % 6 / 2);
    int block = Math.max(6, BLOCK / a.stride() / 6 * 6);
    int first = 0;
    do {
      int last = Math.min(first + block, sixEnd);
      int end = last == sixEnd ? rows : last;
      for (int c = firstColumn; c < weights.columns(); c += 2 * L) {
        for (int r = first; r < end; r += r < last ? 6 : 4) {
          block(r < last, a, weights, start, out, r, c);
        }
      }
      first = last;
    } while (first < sixEnd);
  }

  private static void block(
      boolean six, Rows a, Panels weights, Rows start, Rows out, int row, int column) {
    boolean two = weights.columns() - column > L;
    if (six && two) {
      Blocks.stridedSixByTwo(a, weights, start, out, row, column);
    } else if (six) {
      Blocks.stridedSixByOne(a, weights, start, out, row, column);
    } else if (two) {
      Blocks.stridedFourByTwo(a, weights, start, out, row, column);
    } else {
      Blocks.stridedFourByOne(a, weights, start, out, row, column);
    }
  }
}
