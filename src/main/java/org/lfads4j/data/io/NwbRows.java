package org.lfads4j.data.io;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Places of rows of a table. */
final class NwbRows {
  private NwbRows() {}

  /** Those that are not among others. */
  static int[] without(int[] rows, int[] others) {
    BitSet kept = new BitSet();
    IntStream.of(others).forEach(kept::set);
    return IntStream.of(rows).filter(row -> !kept.get(row)).toArray();
  }
}
