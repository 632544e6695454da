package org.lfads4j.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.config.Internal;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationHistory;

/** How a population evolved. The best member of the last generation has a line of its own. */
@Internal
public final class PopulationCharts {
  private static final Color STAYED = new Color(0xBBBBBB);
  private static final String BEST = "best and its line";
  private static final int COLUMNS = 2;
  private static final int MARKER = 6;

  private final PopulationHistory history;
  private final List<Member> line;

  /**
   * Of a population.
   *
   * @param history with at least one generation
   */
  public PopulationCharts(PopulationHistory history) {
    if (history.generations().isEmpty()) {
      throw new IllegalArgumentException("a population must have a generation to be drawn");
    }
    this.history = history;
    this.line = history.best().map(history::lineage).orElse(List.of());
  }

  /** All charts in one picture. */
  public ChartGrid all() {
    List<IChart> charts = new ArrayList<>(List.of(costs(), lineage()));
    charts.addAll(settings());
    return ChartGrid.of(COLUMNS, charts.toArray(IChart[]::new));
  }

  /** The costs of all members by generation, and the lowest of each. */
  public XYChart costs() {
    XYChart chart = chart("population", "cost (nats per trial)");
    addMembers(chart, history.members(), Member::cost);
    double[] bests = history.bests().stream().mapToDouble(v -> v).toArray();
    HouseStyle.line(
        chart.addSeries("lowest", generations(bests.length), bests),
        Palette.VERMILLION,
        HouseStyle.LINE);
    addLine(chart, Member::cost);
    CostAxis.apply(chart);
    return chart;
  }

  /** Who copied whom: a row a member, a line to the one whose state each went on from. */
  public XYChart lineage() {
    XYChart chart = chart("who copied whom", "member");
    Segments stayed = new Segments();
    Segments copied = new Segments();
    for (Member each : history.members()) {
      if (each.generation() > 0) {
        (each.isCopy() ? copied : stayed).add(each);
      }
    }
    stayed.addTo(chart, "went on", STAYED);
    copied.addTo(chart, "copied another", Palette.BLUE);
    addLine(chart, Member::member);
    List<String> names =
        IntStream.range(0, history.last().size()).mapToObj(String::valueOf).toList();
    RowAxis.label(chart, names);
    return chart;
  }

  /** Each setting that was searched, by generation. */
  public ChartGrid hyperparameters() {
    return ChartGrid.of(COLUMNS, settings().toArray(IChart[]::new));
  }

  private List<XYChart> settings() {
    return history.last().get(0).values().keySet().stream().map(this::setting).toList();
  }

  private XYChart setting(String name) {
    String shown = Member.shownName(name);
    XYChart chart = chart(shown, shown);
    addMembers(chart, history.members(), each -> each.values().get(name));
    addLine(chart, each -> each.values().get(name));
    CostAxis.apply(chart);
    return chart;
  }

  private XYChart chart(String title, String yTitle) {
    XYChart chart = HouseStyle.chart(title, "generation", yTitle);
    int last = history.generations().size() - 1;
    double spare = Math.max(0.5, 0.03 * last);
    HouseStyle.xRange(chart, -spare, last + spare);
    RunCharts.wholeTicks(chart, last + 2 * spare);
    chart.getStyler().setMarkerSize(MARKER);
    return chart;
  }

  private static void addMembers(
      XYChart chart, List<Member> members, ToDoubleFunction<Member> value) {
    List<Member> known =
        members.stream().filter(each -> Double.isFinite(value.applyAsDouble(each))).toList();
    if (known.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            "members",
            known.stream().mapToDouble(Member::generation).toArray(),
            known.stream().mapToDouble(value).toArray());
    HouseStyle.points(series, Palette.pale(Palette.BLUE));
  }

  private void addLine(XYChart chart, ToDoubleFunction<Member> value) {
    if (!line.isEmpty()) {
      double[] y = line.stream().mapToDouble(value).toArray();
      HouseStyle.line(
          chart.addSeries(BEST, generations(y.length), y), Palette.INK, HouseStyle.LINE);
    }
  }

  private static double[] generations(int count) {
    return IntStream.range(0, count).mapToDouble(i -> i).toArray();
  }

  /** Lines from members to their donors, as one line with gaps. */
  private static final class Segments {
    private final DoubleStream.Builder x = DoubleStream.builder();
    private final DoubleStream.Builder y = DoubleStream.builder();
    private boolean any;

    void add(Member member) {
      x.add(member.generation() - 1).add(member.generation()).add(member.generation());
      y.add(member.donor()).add(member.member()).add(Double.NaN);
      any = true;
    }

    void addTo(XYChart chart, String name, Color colour) {
      if (any) {
        HouseStyle.line(
            chart.addSeries(name, x.build().toArray(), y.build().toArray()), colour, 1.2f);
      }
    }
  }
}
