package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

class AlignmentChartsTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "3, 2", "20, 1", "7, 40"})
  void aMatrixHasACellForEachWeightAndWhiteForNone(int neurons, int factors) {
    float[] weights = new float[neurons * factors];
    weights[0] = -2;
    weights[weights.length - 1] = 2;
    XYChart chart =
        AlignmentCharts.matrix(
            "monday",
            Synthetic.names("n", neurons),
            new Alignment(
                Grid.of(neurons, factors, weights),
                Arrays.stream(new double[neurons]).boxed().toList()));
    assertEquals("alignment matrix, monday", chart.getTitle());
    assertEquals("factor", chart.getXAxisTitle());
    assertEquals("neuron", chart.getYAxisTitle());
    assertEquals(-0.5, chart.getStyler().getXAxisMin(), 1e-4);
    assertEquals(factors - 0.5, chart.getStyler().getXAxisMax(), 1e-4);
    BufferedImage image = Charts.image(chart);
    int expected = ColourScale.SIGNED.rgb(weights.length == 1 ? 1 : 0);
    assertEquals(expected, colour(image, chart, 0, 0));
    assertEquals(ColourScale.SIGNED.rgb(1), colour(image, chart, factors - 1, neurons - 1));
    if (neurons > 1 && factors > 1) {
      assertEquals(0xFFFFFF, colour(image, chart, 0, neurons - 1));
    }
  }

  private static int colour(BufferedImage image, XYChart chart, int factor, int neuron) {
    int x = (int) (2 * chart.getScreenXFromChart(factor));
    int y = (int) (2 * chart.getScreenYFromChart(neuron));
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  @Test
  void theGridHasEverySessionOverTheComponents() {
    Aligned aligned = Synthetic.aligned(3, 8, 12);
    XYChart chart = AlignmentCharts.reconstruction(aligned);
    assertEquals("condition averages of 3 sessions, aligned", chart.getTitle());
    assertEquals("condition (time runs within each, means of 3 bins)", chart.getXAxisTitle());
    assertEquals("factor (each on a scale of its own)", chart.getYAxisTitle());
    assertEquals(
        List.of("borders", "global PCs", "aligned 0", "aligned 1", "aligned 2"), names(chart));
    assertEquals(Palette.TRUTH, chart.getSeries("global PCs").getLineColor());
    XYSeries pcs = chart.getSeries("global PCs");
    XYSeries first = chart.getSeries("aligned 0");
    assertEquals("session 1", first.getLabel());
    assertArrayEquals(pcs.getXData(), first.getXData());
    int cell = aligned.globalPcs().bins() / 3 + 1;
    assertEquals(16 * cell, pcs.getXData().length);
    // Factor 2 in condition 45, the second.
    int at = (2 * 4 + 1) * cell;
    double perUnit = slope(aligned.globalPcs(), pcs.getYData(), at, 1, 2);
    assertEquals(
        perUnit, slope(aligned.reconstructions().get(0), first.getYData(), at, 1, 2), 1e-3);
    for (int t = 0; t < cell - 1; t++) {
      assertEquals(1, pcs.getXData()[at + t], 0.5);
      assertEquals(1, pcs.getYData()[at + t], 0.5);
    }
    assertTrue(Double.isNaN(pcs.getYData()[at + cell - 1]));
    // Session 3 lacks the first condition, so that there is no component of it either.
    assertTrue(Double.isNaN(pcs.getYData()[0]));
    assertTrue(Double.isNaN(chart.getSeries("aligned 2").getYData()[0]));
    assertFalse(Double.isNaN(first.getYData()[0]));
    Function<Double, String> x = chart.getStyler().getXAxisTickLabelsFormattingFunction();
    assertEquals(List.of("0", "45", "135"), List.of(x.apply(0.), x.apply(1.), x.apply(3.)));
    Function<Double, String> y = chart.getStyler().getYAxisTickLabelsFormattingFunction();
    assertEquals(List.of("3", "0"), List.of(y.apply(0.), y.apply(3.)));
    assertTrue(chart.getStyler().isLegendVisible());
  }

  /** Chart units for one unit of the factor, from two points of a piece of line. */
  private static double slope(Cube cube, double[] y, int at, int condition, int factor) {
    double rise = point(cube, condition, 10, factor) - point(cube, condition, 0, factor);
    return (y[at + 10] - y[at]) / rise;
  }

  private static double point(Cube cube, int condition, int point, int factor) {
    double sum = 0;
    for (int t = 3 * point; t < 3 * point + 3; t++) {
      sum += cube.at(condition, t, factor);
    }
    return sum / 3;
  }

  @Test
  void manySessionsLieUnderTheComponentsAndOutOfTheLegend() {
    XYChart chart = AlignmentCharts.reconstruction(Synthetic.aligned(20, 3, 2), 9, 9);
    List<String> names = names(chart);
    assertEquals("global PCs", names.get(21));
    assertEquals(
        List.of("global PCs"),
        chart.getSeriesCollection().stream()
            .filter(XYSeries::isShowInLegend)
            .map(XYSeries::getName)
            .toList());
    long black =
        chart.getSeriesCollection().stream()
            .filter(s -> s.getLineColor().equals(Color.BLACK))
            .count();
    assertEquals(1, black);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 9})
  void noSessionIsBlackAndAllDiffer(int count) {
    List<Color> colours = Palette.besideBlack(count);
    assertFalse(colours.contains(Color.BLACK));
    assertTrue(colours.stream().distinct().count() >= count);
  }

  @Test
  void chosenFactorsAndConditionsAreNamedByThemselves() {
    XYChart chart =
        AlignmentCharts.reconstruction(Synthetic.aligned(2, 4, 5), List.of(4, 1), List.of(3));
    Function<Double, String> y = chart.getStyler().getYAxisTickLabelsFormattingFunction();
    assertEquals(List.of("1", "4"), List.of(y.apply(0.), y.apply(1.)));
    assertEquals("135", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(0.));
  }

  @Test
  void aColourIsAConditionAndAStyleASession() {
    XYChart chart = AlignmentCharts.conditionAverages(Synthetic.sessionFactors(3, 4), 1);
    assertEquals("factor 1, mean of each condition in each session", chart.getTitle());
    assertEquals("time (ms)", chart.getXAxisTitle());
    assertEquals("factor (a.u.)", chart.getYAxisTitle());
    XYSeries solid = chart.getSeries("session 1, condition 45");
    XYSeries dashed = chart.getSeries("session 2, condition 45");
    assertEquals(solid.getLineColor(), dashed.getLineColor());
    assertFalse(
        solid.getLineColor().equals(chart.getSeries("session 1, condition 90").getLineColor()));
    assertEquals(100, solid.getXData().length);
    assertEquals(Math.sin(0.05 * 40 + 1.3) + 0.1 * Math.sin(8), solid.getYData()[40], 1e-6);
    assertTrue(Arrays.stream(dashed.getYData()).anyMatch(Double::isNaN));
    assertEquals(
        List.of("0", "45", "90", "135", "session 1", "session 2", "session 3"),
        chart.getSeriesCollection().stream()
            .filter(XYSeries::isShowInLegend)
            .map(XYSeries::getLabel)
            .toList());
  }

  @Test
  void ofManyConditionsTheFirstAreDrawnUnlessOthersAreNamed() {
    List<SessionFactors> sessions = Synthetic.sessionFactors(5, 20);
    XYChart chart = AlignmentCharts.conditionAverages(sessions, 0);
    assertEquals("factor 0, mean of 6 of 20 conditions in each session", chart.getTitle());
    assertEquals(
        List.of("0", "45", "90", "135", "180", "225"),
        chart.getSeriesCollection().stream()
            .filter(XYSeries::isShowInLegend)
            .map(XYSeries::getLabel)
            .toList());
    assertEquals(6 + 5 * 6, chart.getSeriesCollection().size());
    assertTrue(chart.getStyler().isLegendVisible());
    XYChart chosen = AlignmentCharts.conditionAverages(sessions, 0, List.of("855", "90"));
    assertEquals("factor 0, mean of 2 of 20 conditions in each session", chosen.getTitle());
    assertEquals(2 + 5 * 2, chosen.getSeriesCollection().size());
    assertEquals(
        "conditions must be some of [0, 45], got [90]",
        message(
            () ->
                AlignmentCharts.conditionAverages(
                    Synthetic.sessionFactors(1, 2), 0, List.of("90"))));
    assertEquals(
        "conditions must be some of [0, 45], got []",
        message(
            () -> AlignmentCharts.conditionAverages(Synthetic.sessionFactors(1, 2), 0, List.of())));
  }

  @Test
  void dashesLieOnTheLine() {
    double[] x = {0, 10, 20, 30};
    double[] y = {0, 10, -10, 0};
    for (Dashes dashes : Dashes.ALL) {
      XYChart chart = HouseStyle.chart("", "", "");
      HouseStyle.xRange(chart, 0, 30);
      XYSeries series = dashes.addTo(chart, "line", x, y);
      double last = 0;
      for (int i = 0; i < series.getXData().length; i++) {
        double at = series.getXData()[i];
        assertTrue(at >= last);
        last = at;
        double line = at <= 10 ? at : at <= 20 ? 10 - 2 * (at - 10) : at - 30;
        if (!Double.isNaN(series.getYData()[i])) {
          assertEquals(line, series.getYData()[i], 1e-9);
        }
      }
      boolean broken = Arrays.stream(series.getYData()).anyMatch(Double::isNaN);
      assertEquals(!dashes.lengths().isEmpty(), broken);
      XYSeries point = dashes.addTo(chart, "point", new double[] {1}, new double[] {2});
      assertArrayEquals(new double[] {2}, point.getYData());
    }
  }

  @Test
  void manySessionsAreAllThin() {
    XYChart chart = AlignmentCharts.conditionAverages(Synthetic.sessionFactors(5, 2), 0);
    assertEquals(1, chart.getSeries("session 5, condition 45").getLineStyle().getLineWidth());
    assertEquals(2, chart.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).count());
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    Aligned aligned = Synthetic.aligned(1, 2, 3);
    assertEquals(
        "factors must be some from 0 to 2, got [3]",
        message(() -> AlignmentCharts.reconstruction(aligned, List.of(3), List.of(0))));
    assertEquals(
        "conditions must be some from 0 to 1, got []",
        message(() -> AlignmentCharts.reconstruction(aligned, 1, 0)));
    assertEquals(
        "alignment matrix must have one name per neuron, got 1 for 20",
        message(() -> AlignmentCharts.matrix("s", List.of("u1"), aligned.matrices().get(0))));
    assertEquals(
        "sessions must be at least one",
        message(() -> AlignmentCharts.conditionAverages(List.of(), 0)));
    SessionFactors one = Synthetic.sessionFactors(1, 2).get(0);
    assertEquals(
        "sessions must have different names, got [session 1, session 1]",
        message(() -> AlignmentCharts.conditionAverages(List.of(one, one), 0)));
    assertEquals(
        "column must be from 0 to 1, got 2 (factor)",
        message(() -> AlignmentCharts.conditionAverages(List.of(one), 2)));
    assertEquals(
        "conditions must hold one label per trial, got 1 for 20 trials",
        message(() -> new SessionFactors("s", one.factors(), List.of("a"))));
  }

  private static List<String> names(XYChart chart) {
    return chart.getSeriesCollection().stream().map(XYSeries::getName).toList();
  }

  private static String message(Executable refused) {
    return assertThrows(IllegalArgumentException.class, refused).getMessage();
  }
}
