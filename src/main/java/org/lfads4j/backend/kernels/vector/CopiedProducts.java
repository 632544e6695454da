package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * The product with its left factor copied to rows a fixed stride apart, so that one index serves
 * all rows of a block: blocks of 6 rows by 2 vectors; and of 4 for the rest, two steps of the inner
 * index at a time. A last single vector of columns is multiplied without the copy.
 */
final class CopiedProducts {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  private static final ThreadLocal<CopiedRows> COPY = ThreadLocal.withInitial(CopiedRows::new);

  private CopiedProducts() {}

  static void multiply(Rows a, Panels weights, Rows start, Rows out) {
    CopiedRows copy = COPY.get();
    int rows = out.rows();
    int columns = weights.columns() / (2 * L) * (2 * L);
    for (int first = 0; first < rows; ) {
      int count = rowsFrom(rows - first);
      for (int k = 0; k < weights.inner(); k += CopiedRows.MOST_INNER) {
        copy.copy(a, first, count, k, Math.min(CopiedRows.MOST_INNER, weights.inner() - k));
        for (int c = 0; c < columns; c += 2 * L) {
          panel(copy, count, weights, k == 0 ? start : out, out, c);
        }
      }
      first += count;
    }
    if (columns < weights.columns()) {
      StridedProducts.multiply(a, weights, start, out, columns);
    }
  }

  /** How many of the rows that are left to take: never such that 2 remain. */
  private static int rowsFrom(int left) {
    int most = CopiedRows.MOST_ROWS;
    return left <= most ? left : left - most == 2 ? most - 4 : most;
  }

  private static void panel(
      CopiedRows copy, int count, Panels weights, Rows start, Rows out, int column) {
    int sixEnd = count - 4 * ((6 - count % 6) % 6 / 2);
    int inner = copy.inner;
    float[] x = copy.values;
    float[] w = weights.values();
    int at = column * weights.storedInner() + copy.from * 2 * L;
    float[] s = start.values();
    int sStride = start.stride();
    int sAt = start.at(copy.first) + column;
    float[] o = out.values();
    int oStride = out.stride();
    int oAt = out.at(copy.first) + column;
    for (int r = 0; r < count; r += r < sixEnd ? 6 : 4) {
      int i = r * CopiedRows.STRIDE;
      if (r < sixEnd) {
        Blocks.copiedSixByTwo(
            inner, x, i, w, at, s, sAt + r * sStride, sStride, o, oAt + r * oStride, oStride);
      } else {
        Blocks.copiedFourByTwo(
            inner, x, i, w, at, s, sAt + r * sStride, sStride, o, oAt + r * oStride, oStride);
      }
    }
  }
}
