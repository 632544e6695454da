package org.lfads4j.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.lfads4j.config.Internal;

/** Many runs beside one another. */
@Internal
public final class RunCharts {
  private static final int LEGEND_ENTRIES = 12;
  private static final int MARKER = 8;
  private static final int LETTER = 7;
  private static final int LEGEND_LINE = 40;
  private static final int WIDEST_LEGEND = 480;

  /** The usual distance of ticks, and the width of the plot, in about as many units. */
  private static final double TICKS = 74;

  private static final double PLOT = 520;

  private RunCharts() {}

  /**
   * The validation cost of one run.
   *
   * @param label of the run
   * @param epochs from 1
   * @param costs as many, nats per trial
   */
  public record Curve(String label, List<Double> epochs, List<Double> costs) {
    /** A curve from arrays. */
    public static Curve of(String label, double[] epochs, double[] costs) {
      return new Curve(
          label, Arrays.stream(epochs).boxed().toList(), Arrays.stream(costs).boxed().toList());
    }
  }

  /**
   * The score of one run.
   *
   * @param group runs of one group are joined by a line
   * @param value of the hyperparameter: a number, or a word
   * @param score of the run
   */
  public record Point(String group, Object value, double score) {}

  /**
   * Validation costs over epochs, one line a run.
   *
   * @param curves at least one
   */
  public static XYChart learningCurves(List<Curve> curves) {
    requireSome("learning curves", curves);
    List<String> names = IntStream.range(0, curves.size()).mapToObj(i -> name(i, curves)).toList();
    XYChart chart = chart("validation cost of runs", "epoch", "cost (nats per trial)", names);
    List<Color> colours = Palette.of(curves.size());
    int last = 1;
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      HouseStyle.line(
          chart.addSeries(names.get(i), plain(curve.epochs), plain(curve.costs)),
          colours.get(i),
          HouseStyle.lineWidth(curves.size()));
      last = (int) Math.max(last, curve.epochs.get(curve.epochs.size() - 1));
    }
    double spare = Math.max(0.5, 0.02 * (last - 1));
    HouseStyle.xRange(chart, 1 - spare, last + spare);
    wholeTicks(chart, last - 1 + 2 * spare);
    CostAxis.apply(chart);
    return chart;
  }

  /** Each series needs its own name, and two runs may have the same one. */
  private static String name(int i, List<Curve> curves) {
    String label = curves.get(i).label;
    long before = curves.subList(0, i).stream().filter(c -> c.label.equals(label)).count();
    return before == 0 ? label : label + " (" + (before + 1) + ")";
  }

  /** A legend of many or long names makes the chart wider, not the plot narrower. */
  private static XYChart chart(String title, String xTitle, String yTitle, List<String> names) {
    boolean legend = names.size() > 1 && names.size() <= LEGEND_ENTRIES;
    int letters = legend ? names.stream().mapToInt(String::length).max().orElse(0) : 0;
    int beside = legend ? Math.min(WIDEST_LEGEND, LEGEND_LINE + LETTER * letters) : 0;
    XYChart chart =
        HouseStyle.titled(
            new XYChart(HouseStyle.WIDTH + beside, HouseStyle.HEIGHT), title, xTitle, yTitle);
    chart.getStyler().setLegendVisible(legend);
    return chart;
  }

  /** No ticks between whole numbers. */
  static void wholeTicks(XYChart chart, double span) {
    chart
        .getStyler()
        .setXAxisTickMarkSpacingHint((int) Math.min(PLOT, Math.max(TICKS, PLOT / span)));
  }

  /**
   * A score over the values of a hyperparameter: a point a run, and a line through the means of
   * each group.
   *
   * @param parameter page name of the hyperparameter
   * @param score its name
   * @param points at least one
   */
  public static XYChart scores(String parameter, String score, List<Point> points) {
    requireSome("a score over values", points);
    Map<String, List<Point>> groups = new LinkedHashMap<>();
    points.forEach(
        point -> groups.computeIfAbsent(point.group, unused -> new ArrayList<>()).add(point));
    String name = score.replace('_', ' ');
    XYChart chart =
        chart(name + " over " + parameter, parameter, name, List.copyOf(groups.keySet()));
    ValueAxis axis = ValueAxis.of(points.stream().map(Point::value).toList());
    List<Color> colours = Palette.of(groups.size());
    int i = 0;
    for (Map.Entry<String, List<Point>> group : groups.entrySet()) {
      Color colour = colours.get(i++);
      Map<Double, List<Double>> byPlace = new TreeMap<>();
      for (Point point : group.getValue()) {
        byPlace
            .computeIfAbsent(axis.place(point.value), unused -> new ArrayList<>())
            .add(point.score);
      }
      addMeans(chart, group.getKey(), colour, byPlace);
      addPoints(chart, group.getKey(), colour, byPlace);
    }
    chart.getStyler().setMarkerSize(MARKER);
    axis.apply(chart);
    HouseStyle.yRange(
        chart,
        NiceRange.around(points.stream().mapToDouble(Point::score).filter(Double::isFinite)));
    return chart;
  }

  private static void addMeans(
      XYChart chart, String group, Color colour, Map<Double, List<Double>> byPlace) {
    double[] x = byPlace.keySet().stream().mapToDouble(v -> v).toArray();
    double[] y =
        byPlace.values().stream()
            .mapToDouble(scores -> scores.stream().mapToDouble(v -> v).average().orElse(Double.NaN))
            .toArray();
    HouseStyle.line(chart.addSeries(group, x, y), colour, HouseStyle.LINE);
  }

  private static void addPoints(
      XYChart chart, String group, Color colour, Map<Double, List<Double>> byPlace) {
    double[] x =
        byPlace.entrySet().stream()
            .flatMapToDouble(e -> e.getValue().stream().mapToDouble(unused -> e.getKey()))
            .toArray();
    double[] y =
        byPlace.values().stream().flatMapToDouble(s -> s.stream().mapToDouble(v -> v)).toArray();
    var series = chart.addSeries(group + ", runs", x, y);
    HouseStyle.points(series, colour);
    series.setShowInLegend(false);
  }

  private static void requireSome(String what, List<?> given) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException(what + " must show at least one run");
    }
  }

  private static double[] plain(List<Double> values) {
    return IntStream.range(0, values.size()).mapToDouble(values::get).toArray();
  }
}
