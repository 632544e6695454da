package org.lfads4j.plots;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * A style of line. XChart strokes a line point by point and begins the dashes anew at each, so that
 * dense points look solid: here the line itself is broken, and only the legend's is stroked.
 *
 * @param stroke the legend's
 * @param lengths lengths that are drawn and left out in turn, in parts of {@value #PARTS} of the
 *     axis; none for a solid line
 */
record Dashes(BasicStroke stroke, List<Double> lengths) {
  private static final int PARTS = 160;

  /** The styles for the first, second, third and fourth thing. */
  static final List<Dashes> ALL =
      List.of(
          new Dashes(HouseStyle.solid(HouseStyle.LINE), List.of()),
          new Dashes(stroke(6, 4), List.of(2.6, 1.7)),
          new Dashes(stroke(0.5f, 4), List.of(0.2, 1.5)),
          new Dashes(stroke(9, 4, 0.5f, 4), List.of(4.5, 1.6, 0.2, 1.6)));

  /** A solid line, thin. */
  static final Dashes THIN = new Dashes(HouseStyle.solid(1), List.of());

  private static BasicStroke stroke(float... dashes) {
    return new BasicStroke(
        HouseStyle.LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  /** Adds a line in this style; x rises. */
  XYSeries addTo(XYChart chart, String name, double[] x, double[] y) {
    if (lengths.isEmpty() || x.length < 2) {
      return chart.addSeries(name, x, y);
    }
    double part = (chart.getStyler().getXAxisMax() - chart.getStyler().getXAxisMin()) / PARTS;
    List<Double> outX = new ArrayList<>();
    List<Double> outY = new ArrayList<>();
    double from = x[0];
    int next = 0;
    for (int i = 0; from < x[x.length - 1]; i++) {
      double to = Math.min(x[x.length - 1], from + part * lengths.get(i % lengths.size()));
      if (i % 2 == 0) {
        add(outX, outY, from, between(x, y, from));
        while (next < x.length && x[next] <= from) {
          next++;
        }
        while (next < x.length && x[next] < to) {
          add(outX, outY, x[next], y[next]);
          next++;
        }
        add(outX, outY, to, between(x, y, to));
        add(outX, outY, to, Double.NaN);
      }
      from = to;
    }
    return chart.addSeries(
        name,
        outX.stream().mapToDouble(Double::doubleValue).toArray(),
        outY.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void add(List<Double> outX, List<Double> outY, double x, double y) {
    outX.add(x);
    outY.add(y);
  }

  private static double between(double[] x, double[] y, double at) {
    int right = 1;
    while (right < x.length - 1 && x[right] < at) {
      right++;
    }
    double share = (at - x[right - 1]) / (x[right] - x[right - 1]);
    return y[right - 1] + share * (y[right] - y[right - 1]);
  }
}
