package org.lfads4j.cli;

import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A chart of the results.
 *
 * @param file its name in the folder of charts
 * @param chart the chart
 * @param caption one sentence that says what it shows
 */
record Picture(String file, IChart chart, String caption) {}
