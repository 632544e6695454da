package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

final class LineChartsTest {
  private static final Signal FACTORS = Synthetic.factors(6, 10, 3);

  @Test
  void aTrialIsALinePerColumnThroughTheMiddleOfEveryBin() {
    XYChart chart = LineCharts.trial(FACTORS, 2);
    assertEquals("factors, trial 2", chart.getTitle());
    assertEquals("time (ms)", chart.getXAxisTitle());
    assertEquals("factor (a.u.)", chart.getYAxisTitle());
    assertEquals(List.of("factor 0", "factor 1", "factor 2"), names(chart));
    XYSeries second = chart.getSeries("factor 1");
    assertArrayEquals(
        new double[] {-195, -185, -175, -165, -155, -145, -135, -125, -115, -105},
        second.getXData());
    for (int t = 0; t < 10; t++) {
      assertEquals(FACTORS.values().at(2, t, 1), second.getYData()[t]);
    }
    assertTrue(chart.getStyler().isLegendVisible());
    assertEquals(Palette.VERMILLION, second.getLineColor());
  }

  @Test
  void moreThanEightColumnsGetARowEachOfOneScale() {
    Signal many = Synthetic.factors(1, 60, 11);
    XYChart chart = LineCharts.trial(many, 0);
    assertEquals("factor (rows of one scale)", chart.getYAxisTitle());
    assertFalse(chart.getStyler().isLegendVisible());
    double tallest = 0;
    for (int c = 0; c < 11; c++) {
      double[] y = chart.getSeries("factor " + c).getYData();
      double low = java.util.Arrays.stream(y).min().orElseThrow();
      double high = java.util.Arrays.stream(y).max().orElseThrow();
      assertEquals(c, (low + high) / 2, 1e-9);
      tallest = Math.max(tallest, high - low);
      double expected = many.values().at(0, 9, c) - many.values().at(0, 5, c);
      assertEquals(
          (chart.getSeries("factor 0").getYData()[9] - chart.getSeries("factor 0").getYData()[5])
              * expected,
          (y[9] - y[5]) * (many.values().at(0, 9, 0) - many.values().at(0, 5, 0)),
          1e-9);
    }
    assertEquals(0.9, tallest, 1e-9);
    assertEquals(11, colours(chart).size());
  }

  @Test
  void rowsOfConstantsLieFlat() {
    Signal flat = Signal.factors(Synthetic.cube(1, 4, 9, (b, t, f) -> f), 10, 0);
    XYChart chart = LineCharts.trial(flat, 0);
    assertArrayEquals(new double[] {8, 8, 8, 8}, chart.getSeries("factor 8").getYData());
  }

  @Test
  void oneColumnInSeveralTrials() {
    XYChart chart = LineCharts.trials(FACTORS, 1, List.of(4, 0));
    assertEquals("factor 1", chart.getTitle());
    assertEquals(List.of("trial 4", "trial 0"), names(chart));
    assertEquals(FACTORS.values().at(4, 7, 1), chart.getSeries("trial 4").getYData()[7]);
    assertTrue(chart.getStyler().isLegendVisible());
    XYChart one = LineCharts.trials(FACTORS, 1, List.of(3));
    assertFalse(one.getStyler().isLegendVisible());
  }

  @Test
  void conditionsAreAveragedAndCounted() {
    List<String> conditions = List.of("10", "9", "10", "9", "10", "9");
    XYChart chart = LineCharts.conditionAverages(FACTORS, 0, conditions);
    assertEquals("factor 0, mean of each condition", chart.getTitle());
    assertEquals(List.of("9 (n = 3)", "10 (n = 3)"), names(chart));
    double expected =
        (FACTORS.values().at(0, 6, 0) + FACTORS.values().at(2, 6, 0) + FACTORS.values().at(4, 6, 0))
            / 3.0;
    assertEquals(expected, chart.getSeries("10 (n = 3)").getYData()[6], 1e-6);
    XYChart words =
        LineCharts.conditionAverages(FACTORS, 0, List.of("b", "a", "10", "b", "a", "10"));
    assertEquals(List.of("10 (n = 2)", "a (n = 2)", "b (n = 2)"), names(words));
  }

  @Test
  void inputsHaveABandOfOneStandardDeviation() {
    Signal mean = Synthetic.inputs(2, 30, 2);
    Signal variance = Synthetic.variance(mean);
    XYChart chart = LineCharts.inferredInputs(mean, variance, 1);
    assertEquals("inferred inputs, trial 1", chart.getTitle());
    assertEquals("inferred input (a.u.), mean \u00B1 1 sd", chart.getYAxisTitle());
    assertEquals(
        List.of("input 0 \u00B1 1 sd", "input 1 \u00B1 1 sd", "input 0", "input 1"), names(chart));
    XYSeries band = chart.getSeries("input 1 \u00B1 1 sd");
    assertEquals(XYSeriesRenderStyle.PolygonArea, band.getXYSeriesRenderStyle().orElseThrow());
    assertFalse(band.isShowInLegend());
    double sd = Math.sqrt(variance.values().at(1, 20, 1));
    assertEquals(mean.values().at(1, 20, 1) + sd, band.getYData()[20], 1e-6);
    assertEquals(mean.values().at(1, 20, 1) - sd, band.getYData()[59 - 20], 1e-6);
    assertEquals(band.getXData()[20], band.getXData()[59 - 20]);
    assertEquals(mean.values().at(1, 20, 1), chart.getSeries("input 1").getYData()[20]);
    assertTrue(chart.getStyler().getYAxisMax() > band.getYData()[20]);
  }

  @Test
  void whatIsDecodedLiesOverWhatIsKnown() {
    Signal rates = Synthetic.ratesHz(2, 20, 3);
    XYChart chart = LineCharts.decoded(rates, rates, 1);
    assertEquals("rate from factors, trial 1", chart.getTitle());
    assertEquals(
        List.of(
            "neuron 1",
            "neuron 1, decoded",
            "neuron 2",
            "neuron 2, decoded",
            "neuron 3",
            "neuron 3, decoded"),
        names(chart));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,2,1", "1,1,9", "3,1,2", "2,301,40"})
  void oddSizesArePainted(int trials, int bins, int columns) {
    Signal signal = Synthetic.factors(trials, bins, columns);
    Signal variance = Synthetic.variance(signal);
    for (XYChart chart :
        List.of(
            LineCharts.trial(signal, trials - 1),
            LineCharts.trials(signal, columns - 1, List.of(trials - 1)),
            LineCharts.conditionAverages(signal, 0, Synthetic.conditions(trials)),
            LineCharts.inferredInputs(signal, variance, 0),
            LineCharts.decoded(signal, signal, 0))) {
      assertEquals(1280, Charts.image(chart).getWidth());
    }
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertMessage("trial must be from 0 to 5, got 6 (factor)", () -> LineCharts.trial(FACTORS, 6));
    assertMessage(
        "column must be from 0 to 2, got -1 (factor)",
        () -> LineCharts.conditionAverages(FACTORS, -1, Synthetic.conditions(6)));
    assertMessage(
        "trials must name at least one trial", () -> LineCharts.trials(FACTORS, 0, List.of()));
    assertMessage(
        "conditions must hold one label per trial, got 5 for 6 trials",
        () -> LineCharts.conditionAverages(FACTORS, 0, Synthetic.conditions(5)));
    assertMessage(
        "factor must have the shape of factor (6 trials x 10 bins x 3 columns), got 6 trials x 10"
            + " bins x 2 columns",
        () -> LineCharts.inferredInputs(FACTORS, Synthetic.factors(6, 10, 2), 0));
  }

  @Test
  void signalsThatCannotBeDrawnAreRefused() {
    var values = FACTORS.values();
    assertMessage(
        "rate must have one name per column, got 1 for 3",
        () -> Signal.ratesHz(values, List.of("a"), 1, 0));
    assertMessage(
        "rate must have different names, got [a, b, a]",
        () -> Signal.ratesHz(values, List.of("a", "b", "a"), 1, 0));
    assertMessage(
        "factor must hold at least one trial, bin and column, got 0 trials x 1 bins x 1 columns",
        () -> Signal.factors(Synthetic.cube(0, 1, 1, (b, t, f) -> 0), 1, 0));
    assertMessage("binMs must be > 0 and finite, got 0.0", () -> Signal.factors(values, 0, 0));
    assertMessage("startMs must be finite, got NaN", () -> Signal.factors(values, 1, Double.NaN));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  static List<String> names(XYChart chart) {
    return chart.getSeriesCollection().stream().map(XYSeries::getName).toList();
  }

  private static Set<Color> colours(XYChart chart) {
    Set<Color> out = new HashSet<>();
    chart.getSeriesCollection().forEach(s -> out.add(s.getLineColor()));
    return out;
  }
}
