package org.lfads4j.plots;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreKind;
import org.lfads4j.config.Internal;

/** Scores beside those of simpler methods. */
@Internal
public final class ScoreCharts {
  private static final int MARKER = 9;

  /** Scores below this value are drawn at it, so that the axis stays readable for the others. */
  private static final double LEAST = -0.5;

  private ScoreCharts() {}

  /**
   * Each score that is better when higher has a place on the x axis; each method has a colour. What
   * lies below -0.5 is drawn there.
   *
   * @param scores at least one
   * @throws IllegalArgumentException if there is none
   */
  public static XYChart of(List<Score> scores) {
    List<Score> shown = shown(scores);
    if (shown.isEmpty()) {
      throw new IllegalArgumentException("a chart of scores must show at least one");
    }
    XYChart chart = HouseStyle.chart("scores on validation trials", "R2, or bits/spike", "");
    for (Method method : Method.values()) {
      List<Integer> places =
          IntStream.range(0, shown.size())
              .filter(i -> shown.get(i).of(method).isPresent())
              .boxed()
              .toList();
      if (!places.isEmpty()) {
        double[] x =
            places.stream()
                .mapToDouble(i -> Math.max(LEAST, shown.get(i).of(method).getAsDouble()))
                .toArray();
        double[] y = places.stream().mapToDouble(i -> shown.size() - i).toArray();
        HouseStyle.points(chart.addSeries(method.title(), x, y), HouseStyle.colour(method));
      }
    }
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setMarkerSize(MARKER);
    HouseStyle.xRange(chart, NiceRange.aroundWithZero(values(shown)));
    HouseStyle.yRange(chart, 0.5, shown.size() + 0.5);
    HouseStyle.yLabels(chart, place -> label(shown, place));
    return chart;
  }

  /** Whether there is one that the chart can show. */
  public static boolean hasAny(List<Score> scores) {
    return !shown(scores).isEmpty();
  }

  private static List<Score> shown(List<Score> scores) {
    return Score.shown(scores).stream()
        .filter(s -> s.kind().better() == ScoreKind.Better.HIGHER)
        .toList();
  }

  private static DoubleStream values(List<Score> scores) {
    return scores.stream()
        .flatMap(score -> score.values().values().stream())
        .mapToDouble(value -> Math.max(LEAST, value));
  }

  /** The score's name at its place; blanks, each of its own length, between the places. */
  private static String label(List<Score> shown, double place) {
    int index = shown.size() - (int) Math.rint(place);
    boolean whole = Math.abs(place - Math.rint(place)) < 1e-6;
    return whole && index >= 0 && index < shown.size()
        ? HouseStyle.tickLabel(shown.get(index).name().replace('_', ' '))
        : " ".repeat(1 + (int) Math.abs(Math.rint(10 * place)));
  }
}
