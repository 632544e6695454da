package org.lfads4j.plots;

import java.awt.Color;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;

/** Scores beside those of simpler methods. */
public final class ScoreCharts {
  private static final int MARKER = 9;

  /** Far below the truth a score says no more than that; the axis is kept for the rest. */
  private static final double LEAST = -0.5;

  private ScoreCharts() {}

  /**
   * A place for each score that is a fraction or in bits per spike, a colour for each method. What
   * lies below -0.5 is drawn there.
   *
   * @param scores at least one
   * @throws IllegalArgumentException if there is none
   */
  public static XYChart of(List<Score> scores) {
    List<Score> shown = scores.stream().filter(s -> !s.name().endsWith("_nll")).toList();
    if (shown.isEmpty()) {
      throw new IllegalArgumentException("a chart of scores must show at least one, got none");
    }
    XYChart chart = HouseStyle.chart("scores on validation trials", "", "R2, or bits/spike");
    Iterator<Color> colours = Palette.of(Method.values().length).iterator();
    for (Method method : Method.values()) {
      Color colour = colours.next();
      List<Integer> places =
          IntStream.range(0, shown.size())
              .filter(i -> shown.get(i).of(method).isPresent())
              .boxed()
              .toList();
      if (!places.isEmpty()) {
        double[] x = places.stream().mapToDouble(i -> i + 1).toArray();
        double[] y =
            places.stream()
                .mapToDouble(i -> Math.max(LEAST, shown.get(i).of(method).getAsDouble()))
                .toArray();
        mark(chart.addSeries(method.column().replace('_', ' '), x, y), colour);
      }
    }
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setXAxisMin(0.5);
    chart.getStyler().setXAxisMax(shown.size() + 0.5);
    chart.getStyler().setXAxisLabelRotation(45);
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            x -> {
              int place = (int) Math.rint(x) - 1;
              boolean whole = Math.abs(x - Math.rint(x)) < 1e-9;
              return whole && place >= 0 && place < shown.size()
                  ? shown.get(place).name().replace('_', ' ')
                  : "";
            });
    chart.getStyler().setXAxisMaxLabelCount(shown.size());
    return chart;
  }

  private static void mark(XYSeries series, Color colour) {
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
    series.setLineColor(new Color(0, 0, 0, 0));
  }
}
