package org.lfads4j.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** Many runs beside one another. */
public final class RunCharts {
  private static final int LEGEND_ENTRIES = 12;
  private static final int MARKER = 8;

  /** Positive values that span so much are drawn on a logarithmic axis. */
  private static final double LOGARITHMIC_SPAN = 20;

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
    XYChart chart = HouseStyle.chart("validation cost of runs", "epoch", "cost (nats per trial)");
    List<Color> colours = Palette.of(curves.size());
    int last = 1;
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      HouseStyle.line(
          chart.addSeries(name(i, curves), plain(curve.epochs), plain(curve.costs)),
          colours.get(i),
          HouseStyle.lineWidth(curves.size()));
      last = (int) Math.max(last, curve.epochs.get(curve.epochs.size() - 1));
    }
    chart.getStyler().setLegendVisible(curves.size() <= LEGEND_ENTRIES);
    double spare = Math.max(0.5, 0.02 * (last - 1));
    HouseStyle.xRange(chart, 1 - spare, last + spare);
    CostAxis.apply(chart);
    return chart;
  }

  /** Series need names of their own; two runs may be called alike. */
  private static String name(int i, List<Curve> curves) {
    String label = curves.get(i).label;
    long before = curves.subList(0, i).stream().filter(c -> c.label.equals(label)).count();
    return before == 0 ? label : label + " (" + (before + 1) + ")";
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
    XYChart chart =
        HouseStyle.chart(
            score.replace('_', ' ') + " over " + parameter, parameter, score.replace('_', ' '));
    boolean numbers = points.stream().allMatch(point -> point.value instanceof Number);
    List<Object> words =
        new ArrayList<>(new TreeSet<>(points.stream().map(p -> p.value.toString()).toList()));
    Map<String, List<Point>> groups = new LinkedHashMap<>();
    points.forEach(
        point -> groups.computeIfAbsent(point.group, unused -> new ArrayList<>()).add(point));
    List<Color> colours = Palette.of(groups.size());
    int i = 0;
    for (Map.Entry<String, List<Point>> group : groups.entrySet()) {
      Color colour = colours.get(i++);
      TreeMap<Double, List<Double>> byPlace = new TreeMap<>();
      for (Point point : group.getValue()) {
        double place =
            numbers ? ((Number) point.value).doubleValue() : words.indexOf(point.value.toString());
        byPlace.computeIfAbsent(place, unused -> new ArrayList<>()).add(point.score);
      }
      addMeans(chart, group.getKey(), colour, byPlace);
      addPoints(chart, group.getKey(), colour, byPlace);
    }
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setLegendVisible(groups.size() > 1 && groups.size() <= LEGEND_ENTRIES);
    if (numbers) {
      numberAxis(chart, points);
    } else {
      wordAxis(chart, words);
    }
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

  private static void numberAxis(XYChart chart, List<Point> points) {
    double[] x =
        points.stream()
            .mapToDouble(point -> ((Number) point.value).doubleValue())
            .sorted()
            .toArray();
    double low = x[0];
    double high = x[x.length - 1];
    if (low > 0 && high >= LOGARITHMIC_SPAN * low) {
      chart.getStyler().setXAxisLogarithmic(true);
      double spare = Math.pow(high / low, 0.03);
      chart.getStyler().setXAxisMin(low / spare);
      chart.getStyler().setXAxisMax(high * spare);
    } else {
      double spare = high > low ? 0.05 * (high - low) : Math.max(1e-3, 0.5 * Math.abs(low));
      HouseStyle.xRange(chart, low - spare, high + spare);
    }
  }

  /** A place for each word; blanks, each of its own length, between the places. */
  private static void wordAxis(XYChart chart, List<Object> words) {
    HouseStyle.xRange(chart, -0.5, words.size() - 0.5);
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            place -> {
              int index = (int) Math.rint(place);
              boolean whole = Math.abs(place - index) < 1e-6;
              return whole && index >= 0 && index < words.size()
                  ? words.get(index).toString()
                  : " ".repeat(1 + (int) Math.abs(Math.rint(10 * place)));
            });
    chart.getStyler().setXAxisMaxLabelCount(2 * words.size() + 1);
  }

  private static void requireSome(String what, List<?> given) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException(what + " must show at least one run, got none");
    }
  }

  private static double[] plain(List<Double> values) {
    return IntStream.range(0, values.size()).mapToDouble(values::get).toArray();
  }
}
