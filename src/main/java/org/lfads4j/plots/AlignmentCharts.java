package org.lfads4j.plots;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;

/** Whether sessions agree: before training by their alignment, after it by their factors. */
@Internal
public final class AlignmentCharts {
  private static final int SHOWN = 6;
  private static final int PANELS = 4;
  private static final int LEGEND_ENTRIES = 14;
  private static final double PLOT_SHARE = 0.7;
  private static final int NARROW = 400;

  private AlignmentCharts() {}

  /**
   * One session's matrix as colours: a row per neuron, a column per factor, white where the weight
   * is 0.
   *
   * @param session its name
   * @param neurons one name per neuron
   * @throws IllegalArgumentException if names and neurons differ in number
   */
  public static XYChart matrix(String session, List<String> neurons, Alignment alignment) {
    int factors = alignment.matrix().columns();
    if (alignment.matrix().rows() != neurons.size()) {
      throw new IllegalArgumentException(
          "alignment matrix must have one name per neuron, got "
              + neurons.size()
              + " for "
              + alignment.matrix().rows());
    }
    float[] weights = new float[neurons.size() * factors];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = alignment.matrix().at(i % neurons.size(), i / neurons.size());
    }
    // Factors lie where a signal has its bins, the first around 0.
    Signal signal =
        new Signal(
            "weight", "a.u.", neurons, Cube.of(1, factors, neurons.size(), weights), 1, -0.5);
    NiceRange range =
        NiceRange.aboutZero(IntStream.range(0, weights.length).mapToDouble(i -> weights[i]));
    int width = factors == 1 ? NARROW : HouseStyle.WIDTH;
    HeatChart chart =
        HouseStyle.titled(
            new HeatChart(width, range, ColourScale.SIGNED, "weight (factor per count)"),
            "alignment matrix, " + session,
            "factor",
            "neuron");
    HouseStyle.xRange(chart, signal.startMs(), signal.endMs());
    chart.getStyler().setXAxisTickMarkSpacingHint(Cells.spacing(PLOT_SHARE * width, factors));
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(at -> Cells.label(at, factors, f -> "" + f));
    chart.addHeat(signal, 0);
    chart.getStyler().setLegendVisible(false);
    RowAxis.label(chart, neurons);
    return chart;
  }

  /**
   * The first four factors in the first four conditions, as {@link #reconstruction(Aligned, List,
   * List)} draws them.
   */
  public static XYChart reconstruction(Aligned aligned) {
    return reconstruction(aligned, PANELS, PANELS);
  }

  /**
   * The first factors in the first conditions, as {@link #reconstruction(Aligned, List, List)}
   * draws them.
   *
   * @param factors how many, at least 1; all where there are fewer
   * @param conditions how many, at least 1; all where there are fewer
   */
  public static XYChart reconstruction(Aligned aligned, int factors, int conditions) {
    return reconstruction(
        aligned,
        IntStream.range(0, Math.min(factors, aligned.globalPcs().columns())).boxed().toList(),
        IntStream.range(0, Math.min(conditions, aligned.conditions().size())).boxed().toList());
  }

  /**
   * What alignment matrices make of each session's condition averages, in colour, over the global
   * principal components that they were fitted to, wide and pale (of more than six sessions in
   * black, on top): a grid of factors x conditions. Time runs from left to right within each
   * condition, neighbouring bins averaged where there are more than a cell can show; every factor
   * has a scale of its own.
   *
   * @param factors indices from 0, at least one
   * @param conditions indices from 0 among {@link Aligned#conditions()}, at least one
   * @throws IllegalArgumentException if there is none, or one is out of range
   */
  public static XYChart reconstruction(
      Aligned aligned, List<Integer> factors, List<Integer> conditions) {
    return new ReconstructionGrid(aligned, factors, conditions).chart();
  }

  /**
   * The first six conditions, as {@link #conditionAverages(List, int, List)} draws them.
   *
   * @throws IllegalArgumentException if there is no session or no such factor, or names repeat
   */
  public static XYChart conditionAverages(List<SessionFactors> sessions, int factor) {
    return conditionAverages(sessions, factor, conditions(sessions).stream().limit(SHOWN).toList());
  }

  /**
   * One factor averaged over the trials of some conditions in each session: a colour for each
   * condition, a style of line for each session (up to four; more are all drawn thin). Where
   * sessions agree, lines of one colour lie on each other.
   *
   * @param sessions at least one, of different names
   * @param factor index from 0
   * @param conditions at least one, each of some session
   * @throws IllegalArgumentException if there is no session, no such factor or no such condition,
   *     or names repeat
   */
  public static XYChart conditionAverages(
      List<SessionFactors> sessions, int factor, List<String> conditions) {
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException("sessions must be at least one");
    }
    sessions.forEach(s -> s.factors().requireColumn(factor));
    List<String> names = sessions.stream().map(SessionFactors::session).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("sessions must have different names, got " + names);
    }
    List<String> all = conditions(sessions);
    if (conditions.isEmpty() || !all.containsAll(conditions)) {
      throw new IllegalArgumentException(
          "conditions must be some of " + all + ", got " + conditions);
    }
    Map<String, Color> colours = colours(conditions);
    Signal first = sessions.get(0).factors();
    XYChart chart =
        LineCharts.timeChart(
            first.names().get(factor)
                + (colours.size() < all.size()
                    ? ", mean of " + colours.size() + " of " + all.size() + " conditions"
                    : ", mean of each condition")
                + " in each session",
            first,
            first.axisTitle());
    boolean styled = sessions.size() <= Dashes.ALL.size();
    colours.forEach(
        (condition, colour) -> addEntry(chart, "condition", condition, colour, Dashes.ALL.get(0)));
    for (int s = 0; s < sessions.size(); s++) {
      Dashes style = styled ? Dashes.ALL.get(s) : Dashes.THIN;
      addAverages(chart, sessions.get(s), factor, colours, style);
      if (styled && sessions.size() > 1) {
        addEntry(chart, "session", sessions.get(s).session(), Palette.INK, style);
      }
    }
    HouseStyle.yRange(chart, NiceRange.around(LineCharts.allY(chart)));
    long entries = chart.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).count();
    chart.getStyler().setLegendVisible(entries > 1 && entries <= LEGEND_ENTRIES);
    return chart;
  }

  private static void addAverages(
      XYChart chart, SessionFactors session, int factor, Map<String, Color> colours, Dashes style) {
    Signal factors = session.factors();
    Map<String, List<Integer>> groups = Groups.of(session.conditions(), factors.values().trials());
    groups.keySet().retainAll(colours.keySet());
    groups.forEach(
        (condition, trials) -> {
          XYSeries series =
              style.addTo(
                  chart,
                  session.session() + ", condition " + condition,
                  factors.timesMs(),
                  LineCharts.mean(factors, factor, trials));
          HouseStyle.line(series, colours.get(condition), style.stroke().getLineWidth());
          series.setShowInLegend(false);
        });
  }

  /** A line of the legend of which nothing is drawn. */
  private static void addEntry(
      XYChart chart, String kind, String label, Color colour, Dashes style) {
    double[] x = {chart.getStyler().getXAxisMin(), chart.getStyler().getXAxisMin()};
    XYSeries entry =
        chart.addSeries("legend, " + kind + " " + label, x, new double[] {Double.NaN, Double.NaN});
    HouseStyle.line(entry, colour, style.stroke().getLineWidth());
    entry.setLineStyle(style.stroke());
    entry.setLabel(label);
  }

  private static List<String> conditions(List<SessionFactors> sessions) {
    List<String> all = sessions.stream().flatMap(s -> s.conditions().stream()).distinct().toList();
    return all.stream().sorted(Groups.order(all)).toList();
  }

  private static Map<String, Color> colours(List<String> conditions) {
    List<String> sorted = conditions.stream().distinct().sorted(Groups.order(conditions)).toList();
    List<Color> colours = Palette.of(sorted.size());
    Map<String, Color> out = new LinkedHashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      out.put(sorted.get(i), colours.get(i));
    }
    return out;
  }
}
