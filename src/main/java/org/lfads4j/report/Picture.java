package org.lfads4j.report;

import java.util.function.Supplier;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A chart of the results.
 *
 * @param file its name in the folder of charts
 * @param chart makes the chart
 * @param caption one sentence that says what it shows
 * @param isWide whether it needs the whole width of the page: it holds several charts
 */
record Picture(String file, Supplier<IChart> chart, String caption, boolean isWide) {
  Picture(String file, Supplier<IChart> chart, String caption) {
    this(file, chart, caption, false);
  }

  /** The name with characters replaced that are not allowed in file names. */
  static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /** The same chart as that of one of several sessions, in a folder of its own. */
  Picture of(String session, String folder) {
    return new Picture(folder + file, chart, session + ": " + caption, isWide);
  }
}
