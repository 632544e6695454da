package org.lfads4j.backend.kernels.vector;

import org.lfads4j.backend.kernels.Rows;

/** A part of a left factor, copied to rows a fixed stride apart. */
final class CopiedRows {
  /** An odd number of cache lines. */
  static final int STRIDE = 528;

  /** Rows that are copied at once. */
  static final int MOST_ROWS = 48;

  /** Inner steps that are copied at once. */
  static final int MOST_INNER = 512;

  final float[] values = new float[MOST_ROWS * STRIDE];

  /** The row that comes first in the copy. */
  int first;

  /** The inner step that comes first in the copy. */
  int from;

  /** Inner steps in the copy; of an odd number the last is zero. */
  int inner;

  void copy(Rows a, int firstRow, int rows, int firstInner, int count) {
    first = firstRow;
    from = firstInner;
    inner = count + (count & 1);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a.values(), a.at(firstRow + r) + firstInner, values, r * STRIDE, count);
      values[r * STRIDE + count] = 0;
    }
  }
}
