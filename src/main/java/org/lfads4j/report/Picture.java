package org.lfads4j.report;

import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.plots.ChartGrid;

/**
 * A chart of the results.
 *
 * @param file its name in the folder of charts
 * @param chart the chart
 * @param caption one sentence that says what it shows
 */
record Picture(String file, IChart chart, String caption) {
  /** The name with characters replaced that are not allowed in file names. */
  static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /** The same chart as that of one of several sessions, in a folder of its own. */
  Picture of(String session, String folder) {
    return new Picture(folder + file, chart, session + ": " + caption);
  }

  /** Whether it needs the whole width of the page: it holds several charts. */
  boolean isWide() {
    return chart instanceof ChartGrid;
  }
}
