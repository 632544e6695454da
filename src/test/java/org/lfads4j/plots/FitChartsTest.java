package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.backend.bench.GrowthBenchmark;
import org.lfads4j.data.Grid;

final class FitChartsTest {
  @Test
  void growthIsALineForEachSizeInTimeAndInMemory() {
    ChartGrid panels =
        GrowthCharts.growth(
            List.of(
                new GrowthBenchmark.Point("bins", 50, 10, 20),
                new GrowthBenchmark.Point("bins", 100, 20, 40),
                new GrowthBenchmark.Point("neurons", 25, 9, 0.2)));
    XYChart time = (XYChart) panels.charts().get(0);
    XYChart memory = (XYChart) panels.charts().get(1);
    assertArrayEquals(new double[] {9}, time.getSeries("neurons").getYData());
    assertArrayEquals(new double[] {1}, memory.getSeries("neurons").getYData());
    assertArrayEquals(new double[] {10, 20}, time.getSeries("bins").getYData());
    assertEquals("ms", time.getYAxisTitle());
    assertEquals("MB of Java heap", memory.getYAxisTitle());
  }

  @Test
  void learningCurvesShowBothCostsAndTheBestEpoch() {
    XYChart chart =
        FitCharts.learningCurves(
            List.of(900.0, 500.0, 300.0), List.of(950.0, 520.0, 610.0), OptionalInt.of(2));
    assertEquals("epoch", chart.getXAxisTitle());
    assertEquals("cost (nats per trial)", chart.getYAxisTitle());
    assertEquals(List.of("training", "validation", "best (epoch 2)"), LineChartsTest.names(chart));
    assertArrayEquals(new double[] {1, 2, 3}, chart.getSeries("training").getXData());
    assertArrayEquals(new double[] {900, 500, 300}, chart.getSeries("training").getYData());
    assertArrayEquals(new double[] {2}, chart.getSeries("best (epoch 2)").getXData());
    assertArrayEquals(new double[] {520}, chart.getSeries("best (epoch 2)").getYData());
    assertTrue(chart.getStyler().isYAxisLogarithmic());
    assertEquals(300, chart.getStyler().getYAxisMin(), 10);
    assertEquals(1000, chart.getStyler().getYAxisMax(), 30);
    assertTrue(chart.getStyler().isLegendVisible());
  }

  @ParameterizedTest
  @CsvSource({"-5,100,false", "0,100,false", "100,150,false", "100,250,true", "1,5000,true"})
  void theAxisIsLogarithmicWhereThatHelps(double low, double high, boolean logarithmic) {
    XYChart chart =
        FitCharts.learningCurves(List.of(high, low), List.of(high, low), OptionalInt.empty());
    assertEquals(logarithmic, chart.getStyler().isYAxisLogarithmic());
    assertTrue(chart.getStyler().getYAxisMin() <= low);
    assertTrue(chart.getStyler().getYAxisMax() >= high);
    assertEquals(1280, Charts.image(chart).getWidth());
  }

  @Test
  void aDearStartDoesNotHideWhatFollows() {
    List<Double> costs = IntStream.range(0, 40).mapToObj(i -> i < 2 ? 5000.0 : 300.0 - i).toList();
    XYChart chart = FitCharts.learningCurves(costs, costs, OptionalInt.empty());
    assertFalse(chart.getStyler().isYAxisLogarithmic());
    assertTrue(chart.getStyler().getYAxisMax() < 320, "" + chart.getStyler().getYAxisMax());
    assertArrayEquals(new double[] {5000, 5000, 298}, firstThree(chart), 0);
    XYChart few =
        FitCharts.learningCurves(costs.subList(0, 10), costs.subList(0, 10), OptionalInt.empty());
    assertTrue(few.getStyler().getYAxisMax() >= 5000);
  }

  private static double[] firstThree(XYChart chart) {
    return java.util.Arrays.copyOf(chart.getSeries("training").getYData(), 3);
  }

  @Test
  void oneEpochAndMissingCostsArePainted() {
    XYChart one = FitCharts.learningCurves(List.of(5.0), List.of(5.0), OptionalInt.of(1));
    assertEquals(1280, Charts.image(one).getWidth());
    XYChart missing =
        FitCharts.learningCurves(
            List.of(5.0, 4.0), List.of(Double.NaN, Double.NaN), OptionalInt.empty());
    assertEquals(1280, Charts.image(missing).getWidth());
  }

  @Test
  void curvesThatDisagreeAreRefused() {
    assertEquals(
        "learning curves must hold one training and one validation cost per epoch, got 1 and 2",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    FitCharts.learningCurves(List.of(1.0), List.of(1.0, 2.0), OptionalInt.empty()))
            .getMessage());
    assertEquals(
        "best epoch must be from 1 to 1, got 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> FitCharts.learningCurves(List.of(1.0), List.of(1.0), OptionalInt.of(2)))
            .getMessage());
  }

  @Test
  void initialConditionsLieInTheirPrincipalPlane() {
    // Along (3, 4)/5 with spread 10, across it with spread 1.
    float[] values = {6, 8, -6, -8, -0.8f, 0.6f, 0.8f, -0.6f};
    XYChart chart =
        FitCharts.initialConditions(
            Grid.of(4, 2, values), Optional.of(List.of("go", "go", "stop", "stop")));
    assertEquals(List.of("go", "stop"), LineChartsTest.names(chart));
    assertArrayEquals(new double[] {10, -10}, chart.getSeries("go").getXData(), 1e-5);
    assertArrayEquals(new double[] {0, 0}, chart.getSeries("go").getYData(), 1e-5);
    assertArrayEquals(new double[] {0, 0}, chart.getSeries("stop").getXData(), 1e-5);
    assertArrayEquals(new double[] {1, -1}, absFirst(chart.getSeries("stop").getYData()), 1e-5);
    assertEquals("first principal component (a.u.; 99 % of variance)", chart.getXAxisTitle());
    assertEquals("second principal component (a.u.; 1 % of variance)", chart.getYAxisTitle());
    assertTrue(chart.getStyler().isLegendVisible());
  }

  @Test
  void factorsOfSingleTrialsLieInTheirPrincipalPlane() {
    Signal factors = Synthetic.factors(24, 5, 3);
    List<String> conditions =
        IntStream.range(0, 24).mapToObj(trial -> trial % 2 == 0 ? "go" : "stop").toList();
    XYChart chart = FitCharts.factorPlane(factors, Optional.of(conditions));
    List<XYSeries> lines =
        chart.getSeriesCollection().stream().filter(s -> !s.isShowInLegend()).toList();
    assertEquals(6, lines.size(), "three trials of each condition");
    assertTrue(lines.stream().allMatch(line -> line.getXData().length == 5));
    XYSeries second = chart.getSeries("line of trial 3");
    assertEquals(chart.getSeries("stop").getMarkerColor(), second.getLineColor());
    assertEquals(second.getXData()[0], chart.getSeries("stop").getXData()[1]);
    assertEquals(second.getYData()[0], chart.getSeries("stop").getYData()[1]);
    assertTrue(chart.getStyler().isLegendVisible());
    XYChart alone = FitCharts.factorPlane(Synthetic.factors(1, 1, 1), Optional.empty());
    assertFalse(alone.getStyler().isLegendVisible());
    assertEquals(1280, Charts.image(alone).getWidth());
  }

  private static double[] absFirst(double[] pair) {
    return pair[0] < 0 ? new double[] {-pair[0], -pair[1]} : pair;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "5,1", "2,2", "300,64"})
  void oddSizesArePainted(int trials, int dimensions) {
    XYChart chart =
        FitCharts.initialConditions(
            Synthetic.initialConditions(trials, dimensions), Optional.empty());
    assertEquals(trials, chart.getSeries("trials").getXData().length);
    assertFalse(chart.getStyler().isLegendVisible());
    assertEquals(1280, Charts.image(chart).getWidth());
  }

  @Test
  void nothingIsRefused() {
    assertEquals(
        "initial conditions must hold at least one trial and dimension, got 3 rows x 0 columns",
        assertThrows(
                IllegalArgumentException.class,
                () -> FitCharts.initialConditions(Grid.of(3, 0, new float[0]), Optional.empty()))
            .getMessage());
  }
}
