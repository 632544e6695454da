package org.lfads4j.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.alignment.AlignedSession;
import org.lfads4j.data.Cube;

/**
 * Factors x conditions in one plot, so that all share one legend and their edges meet: a row for
 * each factor, the first at the top, and within it a piece of line for each condition.
 */
final class ReconstructionGrid {
  /** Share of a cell that its lines take. */
  private static final double FILLED = 0.84;

  /** A cell shows no more points: those of single bins would lie too close to tell lines apart. */
  private static final int POINTS = 25;

  private static final String COMPONENTS = "global PCs";
  private static final int FEW = 6;
  private static final int NARROW = 480;
  private static final int CELL_WIDTH = 110;
  private static final int CELL_HEIGHT = 75;
  private static final int BESIDE = 210;
  private static final int BELOW = 110;
  private static final int LEGEND_ENTRIES = 14;

  private final Aligned aligned;
  private final List<Integer> factors;
  private final List<Integer> conditions;
  private final int together;
  private final Cube components;
  private final List<Cube> reconstructions;

  ReconstructionGrid(Aligned aligned, List<Integer> factors, List<Integer> conditions) {
    requireSome("factors", factors, aligned.globalPcs().columns());
    requireSome("conditions", conditions, aligned.conditions().size());
    this.aligned = aligned;
    this.factors = factors;
    this.conditions = conditions;
    int bins = aligned.globalPcs().bins();
    this.together = (bins + POINTS - 1) / POINTS;
    this.components = averaged(aligned.globalPcs());
    this.reconstructions = aligned.reconstructions().stream().map(this::averaged).toList();
  }

  /** Means over groups of bins; the last group may be smaller. */
  private Cube averaged(Cube cube) {
    if (together <= 1) {
      return cube;
    }
    int points = (cube.bins() + together - 1) / together;
    float[] means = new float[cube.trials() * points * cube.columns()];
    for (int c = 0; c < cube.trials(); c++) {
      for (int t = 0; t < cube.bins(); t++) {
        int point = t / together;
        int count = Math.min(together, cube.bins() - point * together);
        for (int f = 0; f < cube.columns(); f++) {
          means[(c * points + point) * cube.columns() + f] += cube.at(c, t, f) / count;
        }
      }
    }
    return Cube.adopt(cube.trials(), points, cube.columns(), means);
  }

  private static void requireSome(String what, List<Integer> chosen, int count) {
    if (chosen.isEmpty() || chosen.stream().anyMatch(i -> i < 0 || i >= count)) {
      throw new IllegalArgumentException(
          what + " must be some from 0 to " + (count - 1) + ", got " + chosen);
    }
  }

  XYChart chart() {
    int least = conditions.size() == 1 ? NARROW : HouseStyle.WIDTH;
    int width = Math.max(least, BESIDE + CELL_WIDTH * conditions.size());
    int height = Math.max(HouseStyle.HEIGHT, BELOW + CELL_HEIGHT * factors.size());
    int sessions = aligned.sessions().size();
    XYChart chart =
        HouseStyle.titled(
            new XYChart(width, height),
            sessions == 1
                ? "condition averages, aligned"
                : "condition averages of " + sessions + " sessions, aligned",
            "condition (time runs within each"
                + (together > 1 ? ", means of " + together + " bins)" : ")"),
            "factor (each on a scale of its own)");
    addBorders(chart);
    boolean few = sessions <= FEW;
    // A wide line is visible below a few lines, but not below many.
    if (few) {
      HouseStyle.truth(lines(chart, COMPONENTS, components));
    }
    List<Color> colours = Palette.besideBlack(sessions);
    for (int s = 0; s < sessions; s++) {
      AlignedSession session = aligned.sessions().get(s);
      XYSeries series = lines(chart, "aligned " + s, reconstructions.get(s));
      series.setLabel(session.name());
      HouseStyle.line(series, colours.get(s), few ? 1.3f : 0.8f);
      series.setShowInLegend(sessions < LEGEND_ENTRIES);
    }
    if (!few) {
      HouseStyle.line(lines(chart, COMPONENTS, components), Color.BLACK, HouseStyle.LINE);
    }
    HouseStyle.xRange(chart, -0.5, conditions.size() - 0.5);
    HouseStyle.yRange(chart, -0.5, factors.size() - 0.5);
    chart.getStyler().setPlotGridLinesVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(Cells.spacing(width - BESIDE, conditions.size()));
    chart.getStyler().setYAxisTickMarkSpacingHint(Cells.spacing(height - BELOW, factors.size()));
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            at ->
                Cells.label(
                    at, conditions.size(), i -> aligned.conditions().get(conditions.get(i))));
    HouseStyle.yLabels(
        chart,
        at -> Cells.label(at, factors.size(), i -> "" + factors.get(factors.size() - 1 - i)));
    return chart;
  }

  private void addBorders(XYChart chart) {
    double top = factors.size() - 0.5;
    List<Double> x = new ArrayList<>(List.of(-0.5));
    List<Double> y = new ArrayList<>(List.of(Double.NaN));
    for (int c = 1; c < conditions.size(); c++) {
      x.addAll(List.of(c - 0.5, c - 0.5, c - 0.5));
      y.addAll(List.of(-0.5, top, Double.NaN));
    }
    for (int f = 1; f < factors.size(); f++) {
      x.addAll(List.of(-0.5, conditions.size() - 0.5, -0.5));
      y.addAll(List.of(f - 0.5, f - 0.5, Double.NaN));
    }
    XYSeries borders = add(chart, "borders", x, y);
    HouseStyle.line(borders, Palette.GRID, 0.8f);
    borders.setShowInLegend(false);
  }

  private XYSeries lines(XYChart chart, String name, Cube averages) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    int bins = averages.bins();
    for (int f = 0; f < factors.size(); f++) {
      double[] ends = ends(factors.get(f));
      double unit = FILLED / (ends[1] > ends[0] ? ends[1] - ends[0] : 1);
      double middle = (ends[0] + ends[1]) / 2;
      for (int c = 0; c < conditions.size(); c++) {
        for (int t = 0; t < bins; t++) {
          x.add(c + FILLED * ((t + 0.5) / bins - 0.5));
          double value = averages.at(conditions.get(c), t, factors.get(f));
          y.add(factors.size() - 1 - f + unit * (value - middle));
        }
        x.add(c + 0.5);
        y.add(Double.NaN);
      }
    }
    return add(chart, name, x, y);
  }

  /** The least and the largest that any line of a factor shows. */
  private double[] ends(int factor) {
    DoubleStream values =
        Stream.concat(Stream.of(components), reconstructions.stream())
            .flatMapToDouble(
                cube ->
                    conditions.stream()
                        .flatMapToDouble(
                            c -> Arrays.stream(cube.trial(c)).mapToDouble(bin -> bin[factor])));
    double[] finite = values.filter(Double::isFinite).toArray();
    return finite.length == 0
        ? new double[] {0, 0}
        : new double[] {
          Arrays.stream(finite).min().orElseThrow(), Arrays.stream(finite).max().orElseThrow()
        };
  }

  private static XYSeries add(XYChart chart, String name, List<Double> x, List<Double> y) {
    return chart.addSeries(
        name,
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
