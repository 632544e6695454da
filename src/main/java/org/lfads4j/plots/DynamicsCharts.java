package org.lfads4j.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.dynamics.Eigenvalue;
import org.lfads4j.dynamics.FixedPoint;
import org.lfads4j.dynamics.Mode;
import org.lfads4j.dynamics.UpdateMap;

/** What a trained generator does by itself. */
@Internal
public final class DynamicsCharts {
  private static final Color TRAJECTORY = new Color(0xB9D3E6);
  private static final Color FLOW = new Color(0x9A9A9A);
  private static final int SIDE = 480;
  private static final int MARKER = 9;

  /** Trials that are drawn, evenly chosen. */
  private static final int TRIALS = 30;

  /** Unstable modes that are drawn at a point. */
  private static final int MODES = 3;

  /** A mode reaches this part of the chart's range to either side. */
  private static final double REACH = 0.07;

  /** Arrows along each side. */
  private static final int ARROWS = 19;

  /** Pieces of the circle in the complex plane. */
  private static final int CIRCLE = 3600;

  private DynamicsCharts() {}

  /**
   * Trajectories and points in a plane. Outliers are left out.
   *
   * @param states trials x bins x units of each session
   * @param modes of each of the first points; the unstable ones are drawn as lines
   */
  public static XYChart points(
      StatePlane plane, List<Cube> states, List<FixedPoint> points, List<List<Mode>> modes) {
    XYChart chart = plane("fixed points", plane);
    Lines trials = trajectories(plane, states);
    trials.addTo(chart, "trials", TRAJECTORY, 1);
    addPoints(chart, plane, trials, points, modes);
    return chart;
  }

  /**
   * Where states in a plane go in the next bins: arrows, the longer the faster, with trajectories
   * and points over them.
   */
  public static XYChart flow(
      StatePlane plane,
      List<Cube> states,
      UpdateMap map,
      List<FixedPoint> points,
      List<List<Mode>> modes) {
    XYChart chart = plane("flow", plane);
    Lines trials = trajectories(plane, states);
    arrows(plane, map, trials).addTo(chart, "flow", FLOW, 1);
    trials.addTo(chart, "trials", TRAJECTORY, 1);
    addPoints(chart, plane, trials, points, modes);
    return chart;
  }

  /**
   * Eigenvalues of all points in the complex plane, with the part that is in sight of the circle
   * within which modes decay.
   *
   * @param points at least one
   */
  public static XYChart eigenvalues(List<FixedPoint> points) {
    XYChart chart =
        HouseStyle.titled(
            new XYChart(SIDE + 150, SIDE), "eigenvalues", "real part", "imaginary part");
    List<Eigenvalue> all = points.stream().flatMap(p -> p.eigenvalues().stream()).toList();
    double low = all.stream().mapToDouble(Eigenvalue::real).min().orElse(0);
    double high = Math.max(1, all.stream().mapToDouble(Eigenvalue::real).max().orElse(1));
    double tall = all.stream().mapToDouble(Eigenvalue::imaginary).max().orElse(0);
    double half = 1.1 * Math.max(0.05, Math.max(tall, (high - low) / 2));
    double middle = (low + high) / 2;
    addCircle(chart, middle, half);
    addEigenvalues(chart, points, FixedPoint::isStable, "at stable points", Palette.BLUE);
    addEigenvalues(
        chart, points, point -> !point.isStable(), "at unstable points", Palette.VERMILLION);
    chart.getStyler().setMarkerSize(6);
    HouseStyle.xRange(chart, middle - half, middle + half);
    HouseStyle.yRange(chart, -half, half);
    return chart;
  }

  private static void addCircle(XYChart chart, double middle, double half) {
    Lines circle = new Lines();
    for (int i = 0; i <= CIRCLE; i++) {
      double angle = 2 * Math.PI * i / CIRCLE;
      double[] place = {Math.cos(angle), Math.sin(angle)};
      if (Math.abs(place[0] - middle) <= half && Math.abs(place[1]) <= half) {
        circle.to(place);
      } else {
        circle.end();
      }
    }
    circle.addTo(chart, "magnitude 1", Palette.SOFT_INK, 1);
  }

  /**
   * Points over an input that is held at different values: their place along a principal component.
   *
   * @param input which one, from 0
   */
  public static XYChart sweep(StatePlane plane, List<FixedPoint> points, int input) {
    XYChart chart =
        HouseStyle.chart(
            "fixed points by input", "input " + input + " (a.u.)", plane.titles().get(0));
    addKinds(
        chart,
        points,
        point -> new double[] {point.inputs().get(input), plane.place(state(point))[0]});
    HouseStyle.xRange(
        chart, NiceRange.around(points.stream().mapToDouble(p -> p.inputs().get(input))));
    HouseStyle.yRange(
        chart, NiceRange.around(points.stream().mapToDouble(p -> plane.place(state(p))[0])));
    return chart;
  }

  private static XYChart plane(String title, StatePlane plane) {
    return HouseStyle.titled(
        new XYChart(SIDE + 170, SIDE), title, plane.titles().get(0), plane.titles().get(1));
  }

  private static Lines trajectories(StatePlane plane, List<Cube> states) {
    int trials = states.stream().mapToInt(Cube::trials).sum();
    int each = Math.max(1, (trials + TRIALS - 1) / TRIALS);
    Lines lines = new Lines();
    for (Cube cube : states) {
      for (int trial = 0; trial < cube.trials(); trial += each) {
        for (double[] state : cube.trial(trial)) {
          lines.to(plane.place(state));
        }
        lines.end();
      }
    }
    return lines;
  }

  /** Arrows on a grid over the trajectories; the longest is as long as the grid is wide. */
  private static Lines arrows(StatePlane plane, UpdateMap map, Lines trials) {
    NiceRange rangeX = NiceRange.around(trials.x());
    NiceRange rangeY = NiceRange.around(trials.y());
    double cellX = (rangeX.high() - rangeX.low()) / ARROWS;
    double cellY = (rangeY.high() - rangeY.low()) / ARROWS;
    List<double[]> froms = new ArrayList<>();
    List<double[]> steps = new ArrayList<>();
    double longest = 0;
    for (int i = 0; i < ARROWS * ARROWS; i++) {
      int row = i / ARROWS;
      int column = i % ARROWS;
      double[] from = {rangeX.low() + (column + 0.5) * cellX, rangeY.low() + (row + 0.5) * cellY};
      double[] to = plane.place(map.next(plane.state(from[0], from[1])));
      double[] step = {(to[0] - from[0]) / cellX, (to[1] - from[1]) / cellY};
      froms.add(from);
      steps.add(step);
      longest = Math.max(longest, Math.hypot(step[0], step[1]));
    }
    Lines lines = new Lines();
    for (int i = 0; i < froms.size() && longest > 0; i++) {
      double[] from = froms.get(i);
      double dx = steps.get(i)[0] / longest;
      double dy = steps.get(i)[1] / longest;
      double[] tip = {from[0] + dx * cellX, from[1] + dy * cellY};
      lines.to(from);
      for (double side : new double[] {1, -1}) {
        lines.to(tip);
        lines.to(
            new double[] {
              tip[0] - 0.3 * (dx - side * 0.6 * dy) * cellX,
              tip[1] - 0.3 * (dy + side * 0.6 * dx) * cellY
            });
      }
      lines.end();
    }
    return lines;
  }

  private static void addPoints(
      XYChart chart,
      StatePlane plane,
      Lines trials,
      List<FixedPoint> points,
      List<List<Mode>> modes) {
    List<FixedPoint> near = points.stream().filter(point -> !point.isOutlier()).toList();
    List<double[]> places = near.stream().map(point -> plane.place(state(point))).toList();
    NiceRange rangeX =
        NiceRange.around(
            DoubleStream.concat(trials.x(), places.stream().mapToDouble(place -> place[0])));
    NiceRange rangeY =
        NiceRange.around(
            DoubleStream.concat(trials.y(), places.stream().mapToDouble(place -> place[1])));
    double reach = REACH * Math.max(rangeX.high() - rangeX.low(), rangeY.high() - rangeY.low());
    Lines unstable = new Lines();
    for (int p = 0; p < modes.size(); p++) {
      if (!points.get(p).isOutlier()) {
        double[] place = plane.place(state(points.get(p)));
        modes.get(p).stream()
            .filter(mode -> !mode.eigenvalue().isStable())
            .limit(MODES)
            .forEach(mode -> addMode(unstable, plane, place, mode, reach));
      }
    }
    unstable.addTo(chart, "unstable modes", Palette.VERMILLION, 1.4f);
    addKinds(chart, near, point -> plane.place(state(point)));
    HouseStyle.xRange(chart, rangeX);
    HouseStyle.yRange(chart, rangeY);
  }

  /** A line through the point along the mode; of a mode that turns, along both its axes. */
  private static void addMode(
      Lines lines, StatePlane plane, double[] place, Mode mode, double reach) {
    for (double[] axis : mode.axes()) {
      double[] along = plane.direction(axis);
      lines.to(new double[] {place[0] - reach * along[0], place[1] - reach * along[1]});
      lines.to(new double[] {place[0] + reach * along[0], place[1] + reach * along[1]});
      lines.end();
    }
  }

  private interface Place {
    double[] of(FixedPoint point);
  }

  private static void addKinds(XYChart chart, List<FixedPoint> points, Place place) {
    chart.getStyler().setMarkerSize(points.size() <= 100 ? MARKER : MARKER - 3);
    add(chart, "slow", points, p -> !p.isFixed(), place, SeriesMarkers.DIAMOND, Palette.SOFT_INK);
    add(
        chart,
        "unstable",
        points,
        p -> p.isFixed() && !p.isStable(),
        place,
        HollowCircle.MARKER,
        Palette.VERMILLION);
    add(
        chart,
        "stable",
        points,
        p -> p.isFixed() && p.isStable(),
        place,
        SeriesMarkers.CIRCLE,
        Palette.INK);
  }

  private static void add(
      XYChart chart,
      String name,
      List<FixedPoint> points,
      Predicate<FixedPoint> kind,
      Place place,
      Marker marker,
      Color colour) {
    List<double[]> places = points.stream().filter(kind).map(place::of).toList();
    if (!places.isEmpty()) {
      XYSeries series =
          chart.addSeries(
              name,
              places.stream().mapToDouble(each -> each[0]).toArray(),
              places.stream().mapToDouble(each -> each[1]).toArray());
      HouseStyle.points(series, colour);
      series.setMarker(marker);
    }
  }

  private static void addEigenvalues(
      XYChart chart,
      List<FixedPoint> points,
      Predicate<FixedPoint> chosen,
      String name,
      Color colour) {
    List<Eigenvalue> all =
        points.stream().filter(chosen).flatMap(point -> point.eigenvalues().stream()).toList();
    if (!all.isEmpty()) {
      HouseStyle.points(
          chart.addSeries(
              name,
              all.stream().mapToDouble(Eigenvalue::real).toArray(),
              all.stream().mapToDouble(Eigenvalue::imaginary).toArray()),
          colour);
    }
  }

  private static double[] state(FixedPoint point) {
    return point.state().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Lines that are drawn as one, with gaps. */
  private static final class Lines {
    private final List<double[]> places = new ArrayList<>();

    void to(double[] place) {
      places.add(place);
    }

    void end() {
      places.add(new double[] {Double.NaN, Double.NaN});
    }

    DoubleStream x() {
      return places.stream().mapToDouble(place -> place[0]);
    }

    DoubleStream y() {
      return places.stream().mapToDouble(place -> place[1]);
    }

    void addTo(XYChart chart, String name, Color colour, float width) {
      if (!places.isEmpty()) {
        HouseStyle.line(chart.addSeries(name, x().toArray(), y().toArray()), colour, width);
      }
    }
  }
}
