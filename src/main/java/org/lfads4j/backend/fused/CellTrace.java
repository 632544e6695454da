package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.kernels.Rows;

/** What a recurrent unit leaves behind on a tile, bin after bin, for the way back. */
final class CellTrace {
  /** Rows whose weight gradients are taken together: enough to pay, few enough to stay near. */
  private static final int GRADIENT_ROWS = 128;

  /** Rows of states and gates that are fetched together on the way back. */
  private static final int FETCHED_ROWS = 48;

  final int rows;
  final Rows state;

  /** The last bins alone: what has gone by is computed again on the way back. */
  final Rows reset;

  final Rows gates;

  /** The gradient that travels back. */
  final Rows d;

  final Rows dReset;
  private final int bins;
  private final boolean reverse;

  CellTrace(Cell cell, int rows, int bins, boolean reverse) {
    this.rows = rows;
    this.bins = bins;
    this.reverse = reverse;
    this.state = Rows.of((bins + 1) * rows, cell.columns());
    this.reset = Rows.of(gradientBins(rows) * rows, cell.columns());
    this.gates = Rows.of(bins * rows, 3 * cell.paddedUnits());
    this.d = Rows.of(rows, cell.columns());
    this.dReset = Rows.of(rows, cell.columns());
  }

  /** Bins whose weight gradients are taken together, counted from where the way back begins. */
  static int gradientBins(int rows) {
    return Math.max(1, GRADIENT_ROWS / rows);
  }

  int firstState() {
    return reverse ? bins * rows * state.stride() : 0;
  }

  /** Where the state before bin t lies, in the direction of travel. */
  int before(int t) {
    return (reverse ? t + 1 : t) * rows * state.stride();
  }

  /** Where the state after bin t lies. */
  int after(int t) {
    return (reverse ? t : t + 1) * rows * state.stride();
  }

  /**
   * Where the reset state of bin t lies. On the way back, bins whose weight gradients are taken
   * together lie behind one another.
   */
  int reset(int t) {
    int kept = gradientBins(rows);
    int place = reverse ? t % kept : kept - 1 - (bins - 1 - t) % kept;
    return place * rows * reset.stride();
  }

  int gates(int t) {
    return t * rows * gates.stride();
  }

  /** Copies what came in from the rows of a state to those of a reset state. */
  void copyExtra(int stateAt, int resetAt, int units, int extra) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          state.values(),
          stateAt + r * state.stride() + units,
          reset.values(),
          resetAt + r * reset.stride() + units,
          extra);
    }
  }

  /**
   * Fetches what the way back needs of bin t and those that follow, at the first of so many bins.
   */
  void fetch(int t) {
    int together = Math.max(1, FETCHED_ROWS / rows);
    int done = reverse ? t : bins - 1 - t;
    if (done % together > 0) {
      return;
    }
    int count = Math.min(together, bins - done);
    int first = reverse ? t : t + 1 - count;
    gates.fetch(gates(first), gates(first + count));
    int states = Math.min(before(first), before(first + count - 1));
    state.fetch(states, states + count * rows * state.stride());
  }

  void clearGradient() {
    Arrays.fill(d.values(), 0);
  }
}
