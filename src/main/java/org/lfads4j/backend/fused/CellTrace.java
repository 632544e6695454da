package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.kernels.Rows;

/** What a recurrent unit computes on a tile, bin after bin, and the way back needs again. */
final class CellTrace {
  /** Rows whose weight gradients are computed together; these still fit in the cache. */
  private static final int GRADIENT_ROWS = 128;

  /** Rows of states and gates that are fetched together on the way back. */
  private static final int FETCHED_ROWS = 48;

  /** The gradient on its way back through the bins: of the state, and of the inputs of the bin. */
  final Rows d;

  final Rows dState;
  final Rows dExtra;

  final Rows dReset;
  private final int rows;
  private final int bins;
  private final boolean reverse;

  /** One more than there are bins: the state before the first, and after each. */
  private final BinRows states;

  private final BinRows stateExtras;

  /** The last bins alone: the way back computes the others again. */
  private final BinRows resets;

  private final BinRows resetExtras;
  private final BinRows gates;
  private final Sums[] sums;

  CellTrace(Cell cell, int rows, int bins, boolean reverse) {
    this.rows = rows;
    this.bins = bins;
    this.reverse = reverse;
    int units = cell.paddedUnits();
    int extra = cell.columns() - units;
    this.states = BinRows.of(bins + 1, rows, cell.columns());
    this.stateExtras = states.columns(units, extra);
    this.resets = BinRows.of(gradientBins(rows), rows, cell.columns());
    this.resetExtras = resets.columns(units, extra);
    this.gates = BinRows.of(bins, rows, 3 * units);
    this.sums = new Sums[bins];
    Arrays.setAll(sums, t -> Sums.in(gates.bin(t), units));
    this.d = Rows.of(rows, cell.columns());
    this.dState = d.columns(0, units);
    this.dExtra = d.columns(units, extra);
    this.dReset = Rows.of(rows, cell.columns());
  }

  /** Bins whose weight gradients are computed together, from where the way back begins. */
  static int gradientBins(int rows) {
    return Math.max(1, GRADIENT_ROWS / rows);
  }

  /** The state that the first step starts from. */
  Rows firstState() {
    return states.bin(reverse ? bins : 0);
  }

  /** The state before bin t, in the direction in which the unit runs. */
  Rows before(int t) {
    return states.bin(reverse ? t + 1 : t);
  }

  /** The state after bin t. */
  Rows after(int t) {
    return states.bin(reverse ? t : t + 1);
  }

  /** The states before bins [first, last), bin after bin. */
  Rows before(int first, int last) {
    int later = reverse ? 1 : 0;
    return states.bins(first + later, last + later);
  }

  /** The states after bins [first, last), bin after bin. */
  Rows after(int first, int last) {
    int later = reverse ? 0 : 1;
    return states.bins(first + later, last + later);
  }

  /** The columns behind the state before bin t: the inputs of this bin. */
  Rows extra(int t) {
    return stateExtras.bin(reverse ? t + 1 : t);
  }

  /** The same for all bins, of a unit that runs forward. */
  BinRows extras() {
    return stateExtras;
  }

  /** The reset state of bin t, with a copy of the inputs of the bin behind it. */
  Rows reset(int t) {
    return resets.bin(resetPlace(t));
  }

  /** Copies the inputs of bin t behind its reset state. */
  void copyExtra(int t) {
    resetExtras.bin(resetPlace(t)).copy(extra(t));
  }

  /** The reset states of bins [first, last), whose weight gradients are computed together. */
  Rows reset(int first, int last) {
    int place = resetPlace(first);
    return resets.bins(place, place + last - first);
  }

  private int resetPlace(int t) {
    int kept = gradientBins(rows);
    return reverse ? t % kept : kept - 1 - (bins - 1 - t) % kept;
  }

  /** The gates of bin t. */
  Sums gates(int t) {
    return sums[t];
  }

  /** The gates of bins [first, last). */
  Rows gates(int first, int last) {
    return gates.bins(first, last);
  }

  /** Fetches what the way back needs of several bins, when it comes to the first of them, t. */
  void fetch(int t) {
    int together = Math.max(1, FETCHED_ROWS / rows);
    int done = reverse ? t : bins - 1 - t;
    if (done % together > 0) {
      return;
    }
    int count = Math.min(together, bins - done);
    int first = reverse ? t : t + 1 - count;
    gates(first, first + count).fetch();
    before(first, first + count).fetch();
  }
}
