package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Rows;

/**
 * Rows of a tile for every bin, T x R x columns: bin after bin in one matrix, with a view of each
 * bin that is made once.
 */
final class BinRows {
  private final Rows all;
  private final int rows;
  private final Rows[] bins;

  private BinRows(Rows all, int bins, int rows) {
    this.all = all;
    this.rows = rows;
    this.bins = new Rows[bins];
    for (int t = 0; t < bins; t++) {
      this.bins[t] = bins(t, t + 1);
    }
  }

  /** Zeros. */
  static BinRows of(int bins, int rows, int columns) {
    return new BinRows(Rows.of(bins * rows, columns), bins, rows);
  }

  /** A view of {@code count} columns from column {@code first} on. */
  BinRows columns(int first, int count) {
    return new BinRows(all.columns(first, count), bins.length, rows);
  }

  /** The rows of all bins. */
  Rows all() {
    return all;
  }

  /** The rows of one bin. */
  Rows bin(int t) {
    return bins[t];
  }

  /** The rows of bins [first, last). */
  Rows bins(int first, int last) {
    return all.rows(first * rows, (last - first) * rows);
  }
}
