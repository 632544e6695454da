package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.lfads4j.data.Cube;
import org.lfads4j.dynamics.Eigenvalue;
import org.lfads4j.dynamics.FixedPoint;
import org.lfads4j.dynamics.Mode;
import org.lfads4j.dynamics.UpdateMap;

class DynamicsChartsTest {
  /** Two trials that lie along the second unit, then the first. */
  private static final Cube STATES =
      Cube.of(2, 3, 3, new float[] {0, 4, 0, 0, 0, 0, 0, -4, 0, 1, 0, 0, 0, 0, 0, -1, 0, 0});

  private static StatePlane plane() {
    List<double[]> rows = new ArrayList<>(List.of(STATES.trial(0)));
    rows.addAll(List.of(STATES.trial(1)));
    return StatePlane.ofComponents(rows.toArray(double[][]::new), 0, 1);
  }

  private static FixedPoint point(
      double first, double second, boolean isFixed, double distance, double... eigenvalues) {
    double rest = isFixed ? 0 : 0.01;
    return new FixedPoint(
        List.of(first, second, 0.0),
        List.of(first),
        new FixedPoint.Motion(rest, rest, rest),
        distance,
        1,
        DoubleStream.of(eigenvalues).mapToObj(e -> new Eigenvalue(e, 0)).toList());
  }

  private static List<FixedPoint> points() {
    return List.of(
        point(0, 2, true, 0, 0.9),
        point(0, -2, true, 0, 1.2, 0.5),
        point(0.5, 0, false, 0, 0.99),
        point(0, 90, true, 3, 0.9));
  }

  @Test
  void trialsAndPointsLieInThePlaneOfTheComponents() {
    XYChart chart =
        DynamicsCharts.points(plane(), List.of(STATES), points(), Collections.emptyList());
    assertEquals("principal component 0 (a.u.; 94 % of variance)", chart.getXAxisTitle());
    double[] trials = chart.getSeries("trials").getXData();
    assertArrayEquals(new double[] {4, 0, -4, Double.NaN, 0, 0, 0, Double.NaN}, trials, 1e-12);
    assertArrayEquals(new double[] {2}, chart.getSeries("stable").getXData(), 1e-12);
    assertArrayEquals(new double[] {-2}, chart.getSeries("unstable").getXData(), 1e-12);
    assertSame(HollowCircle.MARKER, chart.getSeries("unstable").getMarker());
    assertArrayEquals(new double[] {0.5}, chart.getSeries("slow").getYData(), 1e-12);
    assertTrue(chart.getStyler().getXAxisMax() < 10, "the outlier is left out");
    assertTrue(Charts.png(chart).length > 0);
  }

  @Test
  void unstableModesAreLinesThroughTheirPoint() {
    Mode unstable =
        new Mode(0, new Eigenvalue(1.2, 0), new double[][] {{0, 1, 0}, new double[3]}, List.of());
    Mode stable =
        new Mode(1, new Eigenvalue(0.5, 0), new double[][] {{1, 0, 0}, new double[3]}, List.of());
    XYChart chart =
        DynamicsCharts.points(
            plane(),
            List.of(STATES),
            points(),
            List.of(List.of(stable), List.of(unstable, stable)));
    double[] x = chart.getSeries("unstable modes").getXData();
    double[] y = chart.getSeries("unstable modes").getYData();
    assertEquals(3, x.length);
    assertEquals(-2, (x[0] + x[1]) / 2, 1e-12);
    assertTrue(x[1] > x[0]);
    assertEquals(0, y[0], 1e-12);
    assertEquals(0, y[1], 1e-12);
  }

  @Test
  void arrowsGoWhereStatesGo() {
    UpdateMap halving =
        new UpdateMap() {
          @Override
          public int units() {
            return 3;
          }

          @Override
          public double[] next(double[] state) {
            return DoubleStream.of(state).map(v -> v / 2).toArray();
          }

          @Override
          public double[][] jacobian(double[] state) {
            return new double[][] {{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}};
          }
        };
    XYChart chart = DynamicsCharts.flow(plane(), List.of(STATES), halving, List.of(), List.of());
    double[] x = chart.getSeries("flow").getXData();
    double[] y = chart.getSeries("flow").getYData();
    assertEquals(19 * 19 * 6, x.length);
    for (int i = 0; i < x.length; i += 6) {
      assertTrue(Math.abs(x[i + 1]) <= Math.abs(x[i]) + 1e-12, "towards 0");
      assertTrue(Math.abs(y[i + 1]) <= Math.abs(y[i]) + 1e-12, "towards 0");
      assertTrue(Double.isNaN(x[i + 5]));
    }
    assertNull(chart.getSeries("stable"));
  }

  @Test
  void eigenvaluesLieInSight() {
    XYChart chart = DynamicsCharts.eigenvalues(points());
    assertArrayEquals(new double[] {1.2, 0.5}, chart.getSeries("at unstable points").getXData(), 0);
    assertArrayEquals(
        new double[] {0.9, 0.99, 0.9}, chart.getSeries("at stable points").getXData(), 0);
    double left = chart.getStyler().getXAxisMin();
    double right = chart.getStyler().getXAxisMax();
    assertTrue(left < 0.5 && right > 1.2);
    for (double x : chart.getSeries("magnitude 1").getXData()) {
      assertTrue(Double.isNaN(x) || (x >= left && x <= right));
    }
    assertTrue(Charts.png(chart).length > 0);
  }

  @Test
  void aSweepHasItsInputOnTheXAxis() {
    XYChart chart = DynamicsCharts.sweep(plane(), points().subList(0, 3), 0);
    assertArrayEquals(new double[] {0.5}, chart.getSeries("slow").getXData(), 0);
    assertArrayEquals(new double[] {2}, chart.getSeries("stable").getYData(), 1e-12);
  }
}
