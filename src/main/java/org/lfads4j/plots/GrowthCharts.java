package org.lfads4j.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.lfads4j.backend.bench.GrowthBenchmark.Point;
import org.lfads4j.config.Internal;

/** How a training step's time and memory grow with the sizes of data and model. */
@Internal
public final class GrowthCharts {
  private GrowthCharts() {}

  /**
   * Time beside memory, over logarithmic sizes: a line for each size that grows.
   *
   * @param points at least one
   */
  public static ChartGrid growth(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a chart of growth must show at least one point, got 0");
    }
    return ChartGrid.of(
        2,
        chart("time of a training step", "ms", points, Point::msPerStep),
        chart("memory held", "MB of Java heap", points, Point::heapMb));
  }

  private static XYChart chart(
      String title, String yTitle, List<Point> points, ToDoubleFunction<Point> of) {
    XYChart chart = HouseStyle.chart(title, "size", yTitle);
    Map<String, List<Point>> bySize = new LinkedHashMap<>();
    points.forEach(p -> bySize.computeIfAbsent(p.size(), s -> new ArrayList<>()).add(p));
    List<Color> colours = Palette.of(bySize.size());
    int next = 0;
    for (Map.Entry<String, List<Point>> size : bySize.entrySet()) {
      double[] x = size.getValue().stream().mapToDouble(Point::value).toArray();
      double[] y =
          size.getValue().stream().mapToDouble(p -> Math.max(of.applyAsDouble(p), 1)).toArray();
      HouseStyle.line(chart.addSeries(size.getKey(), x, y), colours.get(next++), HouseStyle.LINE);
    }
    IntSummaryStatistics sizes = points.stream().mapToInt(Point::value).summaryStatistics();
    new ValueAxis.Logarithmic(sizes.getMin(), sizes.getMax()).apply(chart);
    CostAxis.apply(chart);
    chart.getStyler().setLegendVisible(true);
    return chart;
  }
}
