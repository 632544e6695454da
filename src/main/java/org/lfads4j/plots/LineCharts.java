package org.lfads4j.plots;

import static org.lfads4j.plots.HouseStyle.lineWidth;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lfads4j.config.Internal;

/** Lines over time: single trials, averages of conditions, inferred inputs, rates beside truth. */
@Internal
public final class LineCharts {
  static final String TIME = "time (ms)";

  /** More lines than this are drawn one above the other, each on its own row. */
  private static final int OVERLAID = 8;

  private LineCharts() {}

  /**
   * All columns of one trial: up to eight over each other, more in rows of one common scale.
   *
   * @param trial index from 0
   */
  public static XYChart trial(Signal signal, int trial) {
    signal.requireTrial(trial);
    return signal.names().size() <= OVERLAID ? overlaid(signal, trial) : rows(signal, trial);
  }

  /**
   * One column in several trials.
   *
   * @param column index from 0
   * @param trials indices from 0, at least one, all different
   */
  public static XYChart trials(Signal signal, int column, List<Integer> trials) {
    signal.requireColumn(column);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("trials must name at least one trial");
    }
    trials.forEach(signal::requireTrial);
    XYChart chart = timeChart(signal.names().get(column), signal, signal.axisTitle());
    List<Color> colours = Palette.of(trials.size());
    for (int i = 0; i < trials.size(); i++) {
      int trial = trials.get(i);
      XYSeries series =
          chart.addSeries("trial " + trial, signal.timesMs(), signal.line(trial, column));
      HouseStyle.line(series, colours.get(i), lineWidth(trials.size()));
    }
    return finished(chart);
  }

  /**
   * One column averaged over the trials of each condition.
   *
   * @param column index from 0
   * @param conditions one label per trial
   */
  public static XYChart conditionAverages(Signal signal, int column, List<String> conditions) {
    signal.requireColumn(column);
    Map<String, List<Integer>> groups = Groups.of(conditions, signal.values().trials());
    XYChart chart =
        timeChart(
            signal.names().get(column) + ", mean of each condition", signal, signal.axisTitle());
    List<Color> colours = Palette.of(groups.size());
    int i = 0;
    for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
      String name = group.getKey() + " (n = " + group.getValue().size() + ")";
      XYSeries series =
          chart.addSeries(name, signal.timesMs(), mean(signal, column, group.getValue()));
      HouseStyle.line(series, colours.get(i++), lineWidth(groups.size()));
    }
    return finished(chart);
  }

  /**
   * Inferred inputs of one trial, each a line with a band of one posterior standard deviation to
   * either side.
   *
   * @param mean the inputs' posterior means
   * @param variance their posterior variances, of the same shape
   * @param trial index from 0
   */
  public static XYChart inferredInputs(Signal mean, Signal variance, int trial) {
    mean.requireTrial(trial);
    mean.requireSameShape(variance);
    XYChart chart =
        timeChart(
            mean.quantity() + "s, trial " + trial, mean, mean.axisTitle() + ", mean \u00B1 1 sd");
    List<Color> colours = Palette.of(mean.names().size());
    for (int u = 0; u < mean.names().size(); u++) {
      double[] centre = mean.line(trial, u);
      double[] sd = Arrays.stream(variance.line(trial, u)).map(Math::sqrt).toArray();
      band(chart, mean.names().get(u) + " \u00B1 1 sd", mean.timesMs(), centre, sd)
          .setFillColor(Palette.translucent(colours.get(u), 60));
    }
    for (int u = 0; u < mean.names().size(); u++) {
      XYSeries series = chart.addSeries(mean.names().get(u), mean.timesMs(), mean.line(trial, u));
      HouseStyle.line(series, colours.get(u), HouseStyle.LINE);
    }
    return finished(chart);
  }

  /**
   * What is known beside the spikes in one trial, wide and pale, and what was decoded of it.
   *
   * @param decoded what a readout makes of it
   * @param known of the same shape and unit
   * @param trial index from 0
   */
  public static XYChart decoded(Signal decoded, Signal known, int trial) {
    decoded.requireTrial(trial);
    decoded.requireSameShape(known);
    XYChart chart =
        timeChart(
            decoded.quantity() + " from factors, trial " + trial, decoded, decoded.axisTitle());
    List<Color> colours = Palette.of(decoded.names().size());
    for (int c = 0; c < decoded.names().size(); c++) {
      String name = decoded.names().get(c);
      HouseStyle.truth(
          chart.addSeries(name, known.timesMs(), known.line(trial, c)), colours.get(c));
      HouseStyle.line(
          chart.addSeries(name + ", decoded", decoded.timesMs(), decoded.line(trial, c)),
          colours.get(c),
          HouseStyle.LINE);
    }
    return finished(chart);
  }

  /**
   * A trial that still runs: its columns so far, over the time of the whole trial.
   *
   * @param soFar one trial of the bins so far
   */
  public static XYChart running(String title, Signal soFar, double startMs, double endMs) {
    XYChart chart = trial(soFar, 0);
    chart.setTitle(title);
    HouseStyle.xRange(chart, startMs, endMs);
    return chart;
  }

  static XYChart timeChart(String title, Signal signal, String yTitle) {
    XYChart chart = HouseStyle.chart(title, TIME, yTitle);
    HouseStyle.xRange(chart, signal.startMs(), signal.endMs());
    return chart;
  }

  static DoubleStream allY(XYChart chart) {
    return chart.getSeriesCollection().stream().flatMapToDouble(s -> Arrays.stream(s.getYData()));
  }

  private static XYChart overlaid(Signal signal, int trial) {
    XYChart chart = timeChart(signal.quantity() + "s, trial " + trial, signal, signal.axisTitle());
    List<Color> colours = Palette.of(signal.names().size());
    for (int c = 0; c < signal.names().size(); c++) {
      XYSeries series =
          chart.addSeries(signal.names().get(c), signal.timesMs(), signal.line(trial, c));
      HouseStyle.line(series, colours.get(c), HouseStyle.LINE);
    }
    return finished(chart);
  }

  private static XYChart rows(Signal signal, int trial) {
    int count = signal.names().size();
    XYChart chart =
        timeChart(
            signal.quantity() + "s, trial " + trial,
            signal,
            signal.quantity() + " (rows of one scale)");
    double widest = 0;
    for (int c = 0; c < count; c++) {
      double[] ends = ends(signal.line(trial, c));
      widest = Math.max(widest, ends[1] - ends[0]);
    }
    double rowsPerUnit = widest > 0 ? 0.9 / widest : 0;
    List<Color> colours = Palette.of(count);
    for (int c = 0; c < count; c++) {
      double[] line = signal.line(trial, c);
      double[] ends = ends(line);
      double middle = (ends[0] + ends[1]) / 2;
      double row = c;
      double[] placed = Arrays.stream(line).map(y -> row + (y - middle) * rowsPerUnit).toArray();
      XYSeries series = chart.addSeries(signal.names().get(c), signal.timesMs(), placed);
      HouseStyle.line(series, colours.get(c), lineWidth(count));
    }
    chart.getStyler().setLegendVisible(false);
    RowAxis.label(chart, signal.names());
    return chart;
  }

  private static double[] ends(double[] line) {
    return new double[] {
      Arrays.stream(line).min().orElseThrow(), Arrays.stream(line).max().orElseThrow()
    };
  }

  static double[] mean(Signal signal, int column, List<Integer> trials) {
    return IntStream.range(0, signal.values().bins())
        .mapToDouble(
            t ->
                trials.stream()
                    .mapToDouble(b -> signal.values().at(b, t, column))
                    .average()
                    .orElseThrow())
        .toArray();
  }

  private static XYSeries band(
      XYChart chart, String name, double[] timesMs, double[] centre, double[] half) {
    int n = timesMs.length;
    double[] x = new double[2 * n];
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      x[i] = timesMs[i];
      y[i] = centre[i] + half[i];
      x[2 * n - 1 - i] = timesMs[i];
      y[2 * n - 1 - i] = centre[i] - half[i];
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setLineColor(new Color(0, 0, 0, 0));
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
    return series;
  }

  private static XYChart finished(XYChart chart) {
    HouseStyle.yRange(chart, NiceRange.around(allY(chart)));
    HouseStyle.legend(chart);
    return chart;
  }
}
