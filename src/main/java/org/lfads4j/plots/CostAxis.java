package org.lfads4j.plots;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/**
 * A y axis for costs, or times, or memory: logarithmic where the largest is at least twice the
 * smallest and all are above 0, else linear, since a narrow logarithmic axis has too few round
 * numbers to label.
 */
final class CostAxis {
  private CostAxis() {}

  static void apply(XYChart chart) {
    apply(chart, LineCharts.allY(chart));
  }

  /** For the costs that must be visible; lines may leave the chart. */
  static void apply(XYChart chart, DoubleStream seen) {
    double[] costs = seen.filter(Double::isFinite).sorted().toArray();
    boolean logarithmic =
        costs.length > 0 && costs[0] > 0 && costs[costs.length - 1] >= 2 * costs[0];
    if (logarithmic) {
      applyLogarithmic(chart, costs[0], costs[costs.length - 1]);
    } else {
      HouseStyle.yRange(chart, NiceRange.around(Arrays.stream(costs)));
    }
  }

  private static void applyLogarithmic(XYChart chart, double low, double high) {
    boolean decades = high > 10 * low;
    double lowUnit = Math.pow(10, Math.floor(Math.log10(low)));
    double highUnit = Math.pow(10, Math.floor(Math.log10(high)));
    double bottom = decades ? lowUnit : Math.floor(low / lowUnit) * lowUnit;
    double top = decades && high > highUnit ? 10 * highUnit : Math.ceil(high / highUnit) * highUnit;
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(decades);
    // A little beyond the round numbers, because XChart draws no tick at the very end.
    double spare = Math.pow(top / bottom, 0.015);
    chart.getStyler().setYAxisMin(bottom / spare);
    chart.getStyler().setYAxisMax(top * spare);
  }
}
