package org.lfads4j.plots;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/** How training went, and where trials begin. */
@Internal
public final class FitCharts {
  private static final int LEGEND_ENTRIES = 12;

  /** More trials of a condition, and more conditions, would hide each other. */
  private static final int LINES = 3;

  private static final int CONDITIONS = 8;

  private static final int EPOCHS_WITH_A_START = 20;
  private static final double EPOCHS_WIDTH = 460;
  private static final double TICKS = 74;
  private static final double WIDEST_TICKS = 330;

  private FitCharts() {}

  /**
   * The total cost of training and validation over epochs, logarithmic where every cost is above 0.
   * Where the first epochs of many cost more than twice what later ones do, the lines come in from
   * above the chart.
   *
   * @param train one cost per epoch, in nats per trial, at least one
   * @param validation as many; NaN where an epoch has none
   * @param bestEpoch the epoch whose parameters were kept, counted from 1
   */
  public static XYChart learningCurves(
      List<Double> train, List<Double> validation, OptionalInt bestEpoch) {
    return learningCurves(train, validation, bestEpoch, Map.of());
  }

  /**
   * The same beside the validation costs of other trainings.
   *
   * @param others one cost per epoch, at least one, by what the legend calls the training
   */
  public static XYChart learningCurves(
      List<Double> train,
      List<Double> validation,
      OptionalInt bestEpoch,
      Map<String, List<Double>> others) {
    if (train.isEmpty() || train.size() != validation.size()) {
      throw new IllegalArgumentException(
          "learning curves must hold one training and one validation cost per epoch, got "
              + train.size()
              + " and "
              + validation.size());
    }
    if (bestEpoch.isPresent()
        && (bestEpoch.getAsInt() < 1 || bestEpoch.getAsInt() > train.size())) {
      throw new IllegalArgumentException(
          "best epoch must be from 1 to " + train.size() + ", got " + bestEpoch.getAsInt());
    }
    XYChart chart = HouseStyle.chart("learning curves", "epoch", "cost (nats per trial)");
    int last =
        Math.max(train.size(), others.values().stream().mapToInt(List::size).max().orElse(1));
    List<Color> colours = Palette.of(2 + others.size());
    costs(chart, "training", train, colours.get(0));
    costs(chart, "validation", validation, colours.get(1));
    int next = 2;
    for (Map.Entry<String, List<Double>> other : others.entrySet()) {
      costs(chart, other.getKey(), other.getValue(), colours.get(next++));
    }
    bestEpoch.ifPresent(best -> addBest(chart, best, validation.get(best - 1)));
    double spare = Math.max(0.5, 0.02 * (last - 1));
    HouseStyle.xRange(chart, 1 - spare, last + spare);
    chart
        .getStyler()
        .setXAxisTickMarkSpacingHint(
            (int) Math.min(WIDEST_TICKS, Math.max(TICKS, EPOCHS_WIDTH / (2 * spare + last))));
    CostAxis.apply(chart, seen(train, validation));
    return chart;
  }

  private static void costs(XYChart chart, String name, List<Double> costs, Color colour) {
    double[] epochs = IntStream.rangeClosed(1, costs.size()).mapToDouble(i -> i).toArray();
    HouseStyle.line(chart.addSeries(name, epochs, plain(costs)), colour, HouseStyle.LINE);
  }

  /** The costs that the axis must reach: all, or those after a start that would hide them. */
  private static DoubleStream seen(List<Double> train, List<Double> validation) {
    int start = train.size() < EPOCHS_WITH_A_START ? 0 : train.size() / 20;
    DoubleSummaryStatistics all = costs(train, validation, 0).summaryStatistics();
    DoubleSummaryStatistics later = costs(train, validation, start).summaryStatistics();
    return costs(train, validation, all.getMax() > 2 * later.getMax() ? start : 0);
  }

  private static DoubleStream costs(List<Double> train, List<Double> validation, int from) {
    return Stream.of(train, validation)
        .flatMap(costs -> costs.stream().skip(from))
        .mapToDouble(cost -> cost)
        .filter(Double::isFinite);
  }

  /**
   * The initial conditions of all trials in their first two principal components.
   *
   * @param initialConditions trials x dimensions, at least one of each
   * @param conditions one label per trial, if there are conditions
   */
  public static XYChart initialConditions(
      Grid initialConditions, Optional<List<String>> conditions) {
    PrincipalPlane plane = PrincipalPlane.of(initialConditions);
    XYChart chart =
        HouseStyle.chart(
            "initial conditions",
            axis("first", plane.varianceShare1()),
            axis("second", plane.varianceShare2()));
    int trials = initialConditions.rows();
    Map<String, List<Integer>> groups = groups(conditions, trials);
    List<Color> colours = Palette.of(groups.size());
    int i = 0;
    for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
      double[] x = group.getValue().stream().mapToDouble(plane.first()::get).toArray();
      double[] y = group.getValue().stream().mapToDouble(plane.second()::get).toArray();
      HouseStyle.points(chart.addSeries(group.getKey(), x, y), colours.get(i++));
    }
    chart.getStyler().setMarkerSize(trials <= 100 ? 8 : 6);
    chart.getStyler().setLegendVisible(conditions.isPresent() && groups.size() <= LEGEND_ENTRIES);
    HouseStyle.xRange(chart, NiceRange.around(plane.first().stream().mapToDouble(v -> v)));
    HouseStyle.yRange(chart, NiceRange.around(plane.second().stream().mapToDouble(v -> v)));
    return chart;
  }

  /**
   * Factors of single trials in the plane of their first two principal components: a line for each
   * trial with a dot where it starts, a colour for each condition. Shows up to three trials of each
   * of the first eight conditions.
   *
   * @param factors of at least one trial
   * @param conditions one label per trial, if there are conditions
   */
  public static XYChart factorPlane(Signal factors, Optional<List<String>> conditions) {
    Cube values = factors.values();
    Map<String, List<Integer>> groups = groups(conditions, values.trials());
    groups.keySet().retainAll(groups.keySet().stream().limit(CONDITIONS).toList());
    groups.replaceAll((name, trials) -> trials.subList(0, Math.min(LINES, trials.size())));
    int[] shown = groups.values().stream().flatMap(List::stream).mapToInt(trial -> trial).toArray();
    int bins = values.bins();
    PrincipalPlane plane =
        PrincipalPlane.of(
            Grid.of(shown.length * bins, values.columns(), values.selectTrials(shown).toArray()));
    XYChart chart =
        HouseStyle.chart(
            "factors of single trials",
            axis("first", plane.varianceShare1()),
            axis("second", plane.varianceShare2()));
    List<Color> colours = Palette.of(groups.size());
    int row = 0;
    int colour = 0;
    for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
      double[] startX = new double[group.getValue().size()];
      double[] startY = new double[startX.length];
      for (int i = 0; i < startX.length; i++) {
        double[] x = plain(plane.first().subList(row, row + bins));
        double[] y = plain(plane.second().subList(row, row + bins));
        startX[i] = x[0];
        startY[i] = y[0];
        row += bins;
        XYSeries line = chart.addSeries("line of trial " + group.getValue().get(i), x, y);
        HouseStyle.line(line, colours.get(colour), HouseStyle.lineWidth(shown.length));
        line.setShowInLegend(false);
      }
      HouseStyle.points(chart.addSeries(group.getKey(), startX, startY), colours.get(colour++));
    }
    HouseStyle.finish(chart).getStyler().setMarkerSize(6);
    return chart;
  }

  private static Map<String, List<Integer>> groups(Optional<List<String>> conditions, int trials) {
    return conditions
        .map(c -> Groups.of(c, trials))
        .orElseGet(
            () -> new TreeMap<>(Map.of("trials", IntStream.range(0, trials).boxed().toList())));
  }

  private static void addBest(XYChart chart, int best, double cost) {
    XYSeries series =
        chart.addSeries("best (epoch " + best + ")", new double[] {best}, new double[] {cost});
    HouseStyle.points(series, Palette.INK);
  }

  private static String axis(String component, double share) {
    return component + " principal component (a.u.; " + Math.round(100 * share) + " % of variance)";
  }

  private static double[] plain(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
