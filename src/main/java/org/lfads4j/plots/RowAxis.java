package org.lfads4j.plots;

import java.util.List;
import org.knowm.xchart.XYChart;

/** A y axis of rows, counted from 0 at the bottom; few rows are named. */
final class RowAxis {
  private static final int NAMED = 12;
  private static final double PLOT_HEIGHT = HouseStyle.HEIGHT * 0.75;

  private RowAxis() {}

  static void label(XYChart chart, List<String> names) {
    int count = names.size();
    HouseStyle.yRange(chart, -0.5, count - 0.5);
    // Ticks are at least one row apart, because rows are whole numbers. XChart draws no tick at
    // all where the hint exceeds the plot.
    double hint = Math.min(0.8 * PLOT_HEIGHT, Math.max(28, 1.15 * PLOT_HEIGHT / count));
    chart.getStyler().setYAxisTickMarkSpacingHint((int) hint);
    chart.getStyler().setPlotGridLinesVisible(false);
    HouseStyle.yLabels(
        chart,
        value -> {
          long row = Math.round(value);
          boolean named = count <= NAMED && Math.abs(value - row) < 1e-6 && row >= 0 && row < count;
          return named ? names.get((int) row) : TickNumbers.plain(value);
        });
  }
}
