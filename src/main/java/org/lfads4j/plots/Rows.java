package org.lfads4j.plots;

import java.util.List;
import org.knowm.xchart.XYChart;

/** A y axis of rows numbered from 1 at the bottom; few rows are named. */
final class Rows {
  private static final int NAMED = 12;
  private static final double PLOT_HEIGHT = HouseStyle.HEIGHT * 0.75;

  private Rows() {}

  static void label(XYChart chart, List<String> names) {
    int count = names.size();
    HouseStyle.yRange(chart, 0.5, count + 0.5);
    // At least one row between two ticks: there is no row two and a half.
    chart.getStyler().setYAxisTickMarkSpacingHint((int) Math.max(28, PLOT_HEIGHT / count));
    chart.getStyler().setPlotGridLinesVisible(false);
    HouseStyle.yLabels(
        chart,
        value -> {
          long row = Math.round(value);
          if (Math.abs(value - row) > 1e-6 || row < 1 || row > count) {
            return "";
          }
          return count <= NAMED ? names.get((int) row - 1) : Long.toString(row);
        });
  }
}
