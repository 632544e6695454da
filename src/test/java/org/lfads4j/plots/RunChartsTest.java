package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.lfads4j.plots.RunCharts.Curve;
import org.lfads4j.plots.RunCharts.Point;

final class RunChartsTest {
  private static Curve curve(String label, double... costs) {
    return Curve.of(
        label, IntStream.rangeClosed(1, costs.length).mapToDouble(i -> i).toArray(), costs);
  }

  private static List<Curve> curves(int count) {
    return IntStream.range(0, count).mapToObj(i -> curve("co_dim=" + i, 9, 8 - i, 7)).toList();
  }

  /** A point a value, in the group "a". */
  private static XYChart scores(Object... values) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(new Point("a", values[i], i));
    }
    return RunCharts.scores("c_co_dim", "co_smoothing", points);
  }

  /** XChart looks for room for its labels, and not always with an end. */
  private static void assertPainted(XYChart chart) {
    int width =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Charts.image(chart).getWidth());
    assertEquals(Charts.SCALE * chart.getWidth(), width);
  }

  @Test
  void curvesAreCostsOverEpochs() {
    XYChart chart =
        RunCharts.learningCurves(List.of(curve("co_dim=0", 900, 850), curve("co_dim=2", 910)));
    assertEquals("validation cost of runs", chart.getTitle());
    assertEquals("epoch", chart.getXAxisTitle());
    assertEquals("cost (nats per trial)", chart.getYAxisTitle());
    assertEquals(List.of("co_dim=0", "co_dim=2"), LineChartsTest.names(chart));
    assertArrayEquals(new double[] {1, 2}, chart.getSeries("co_dim=0").getXData());
    assertArrayEquals(new double[] {900, 850}, chart.getSeries("co_dim=0").getYData());
    assertTrue(chart.getStyler().isLegendVisible());
    assertPainted(chart);
  }

  @Test
  void curvesOfOneNameAreToldApart() {
    XYChart chart = RunCharts.learningCurves(List.of(curve("a", 2, 1), curve("a", 3, 2)));
    assertEquals(List.of("a", "a (2)"), LineChartsTest.names(chart));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 13, 24})
  void aLegendIsThereForSomeRunsAndTakesNoRoomFromThePlot(int runs) {
    XYChart chart = RunCharts.learningCurves(curves(runs));
    boolean legend = runs > 1 && runs <= 12;
    assertEquals(legend, chart.getStyler().isLegendVisible());
    assertEquals(legend, chart.getWidth() > HouseStyle.WIDTH);
    assertPainted(chart);
  }

  @Test
  void aPointARunAndALineThroughTheMeansOfEachSession() {
    XYChart chart =
        RunCharts.scores(
            "c_co_dim",
            "co_smoothing",
            List.of(
                new Point("monday", 2, 0.4),
                new Point("monday", 2, 0.2),
                new Point("monday", 0, 0.1),
                new Point("friday", 0, 0.5)));
    assertEquals("co smoothing over c_co_dim", chart.getTitle());
    assertEquals("c_co_dim", chart.getXAxisTitle());
    assertEquals("co smoothing", chart.getYAxisTitle());
    assertEquals(
        List.of("monday", "monday, runs", "friday", "friday, runs"), LineChartsTest.names(chart));
    assertArrayEquals(new double[] {0, 2}, chart.getSeries("monday").getXData());
    assertArrayEquals(new double[] {0.1, 0.3}, chart.getSeries("monday").getYData(), 1e-12);
    assertArrayEquals(new double[] {0, 2, 2}, chart.getSeries("monday, runs").getXData());
    assertArrayEquals(new double[] {0.1, 0.4, 0.2}, chart.getSeries("monday, runs").getYData());
    assertTrue(chart.getStyler().isLegendVisible());
    assertPainted(chart);
  }

  @Test
  void wordsKeepTheirOrder() {
    XYChart chart = scores("poisson", "gaussian");
    assertArrayEquals(new double[] {0, 1}, chart.getSeries("a").getXData());
    var label = chart.getStyler().getXAxisTickLabelsFormattingFunction();
    assertEquals("poisson", label.apply(0.0));
    assertEquals("gaussian", label.apply(1.0));
    assertFalse(chart.getStyler().isLegendVisible());
    assertPainted(chart);
  }

  @Test
  void longWordsAreCutInTheMiddleAndNarrowPlacesTurnThem() {
    XYChart two = scores("posterior_sample_and_average", "posterior_push_mean");
    var label = two.getStyler().getXAxisTickLabelsFormattingFunction();
    assertEquals("posterior..d_average", label.apply(0.0));
    assertEquals("posterior_push_mean", label.apply(1.0));
    assertEquals(0, two.getStyler().getXAxisLabelRotation());
    assertPainted(two);
    XYChart nine = scores(IntStream.range(0, 9).mapToObj(i -> "long_words_" + i).toArray());
    assertEquals(90, nine.getStyler().getXAxisLabelRotation());
    assertPainted(nine);
  }

  @Test
  void equalRatiosHaveEqualPlacesEachWithItsValue() {
    XYChart chart = scores(1.0, 10.0, 100.0, 1000.0);
    assertArrayEquals(new double[] {0, 1, 2, 3}, chart.getSeries("a").getXData());
    var label = chart.getStyler().getXAxisTickLabelsFormattingFunction();
    assertEquals("1", label.apply(0.0));
    assertEquals("1000", label.apply(3.0));
    assertPainted(chart);
    assertEquals(
        "1E-4", scores(1e-4, 1e-2).getStyler().getXAxisTickLabelsFormattingFunction().apply(0.0));
  }

  @Test
  void otherNumbersThatSpanALotLieBetweenPowersOfTen() {
    XYChart chart = scores(0.001, 0.02, 0.5);
    assertTrue(chart.getStyler().isXAxisLogarithmic());
    assertArrayEquals(new double[] {0.001, 0.02, 0.5}, chart.getSeries("a").getXData());
    assertEquals(0.001, chart.getStyler().getXAxisMin(), 3e-4);
    assertEquals(1, chart.getStyler().getXAxisMax(), 0.3);
    assertPainted(chart);
  }

  @Test
  void oneValueIsPainted() {
    assertPainted(scores(4));
    assertPainted(scores(0));
    assertPainted(scores("true"));
    assertPainted(scores(1e-12, 3.0, 1e12));
  }

  @Test
  void nothingIsRefused() {
    assertEquals(
        "learning curves must show at least one run",
        assertThrows(IllegalArgumentException.class, () -> RunCharts.learningCurves(List.of()))
            .getMessage());
    assertEquals(
        "a score over values must show at least one run",
        assertThrows(IllegalArgumentException.class, () -> RunCharts.scores("a", "b", List.of()))
            .getMessage());
  }
}
