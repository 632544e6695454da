package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Rows;

/**
 * The sums that go into a cell's gates.
 *
 * @param all reset gate, update gate and candidate side by side
 * @param candidate the candidate's part of them
 */
record Sums(Rows all, Rows candidate) {
  /** The sums of a cell with so many (padded) units in the first columns of rows. */
  static Sums in(Rows rows, int units) {
    return new Sums(rows.columns(0, 3 * units), rows.columns(2 * units, units));
  }
}
