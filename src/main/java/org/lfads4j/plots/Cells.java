package org.lfads4j.plots;

import java.util.function.IntFunction;

/** An axis of cells, counted from 0, each labelled in its middle. */
final class Cells {
  private static final int LABEL_SPACE = 36;

  private Cells() {}

  /**
   * The distance between ticks that makes XChart put one to each cell, or fewer; none where it
   * exceeds the axis, and nothing is found in a plot that is less high than that of the x axis, so
   * that a single cell should not be wide.
   */
  static int spacing(double length, int cells) {
    return (int) Math.min(0.8 * length, Math.max(LABEL_SPACE, 1.05 * length / cells));
  }

  /**
   * The label of a cell; ticks between cells have blank ones. Labels must all differ, those beyond
   * the axis included: XChart draws fewer ticks until they do, for ever if they never do.
   */
  static String label(double at, int cells, IntFunction<String> name) {
    long cell = Math.round(at);
    if (Math.abs(at - cell) < 1e-6 && cell >= 0 && cell < cells) {
      return name.apply((int) cell);
    }
    boolean seen = at > -0.6 && at < cells - 0.4;
    return seen ? " ".repeat(5 + (int) Math.round(4 * at)) : TickNumbers.plain(at) + " ";
  }
}
