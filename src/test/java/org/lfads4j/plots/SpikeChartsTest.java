package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.lfads4j.data.Cube;

final class SpikeChartsTest {
  private static final Signal COUNTS =
      Signal.counts(Cube.of(1, 3, 2, new float[] {1, 0, 0, 2, 0, 0}), List.of("a", "b"), 10, 100);
  private static final Signal RATES =
      Signal.ratesHz(
          Cube.of(1, 3, 2, new float[] {10, 20, 30, 40, 50, 60}), List.of("a", "b"), 10, 100);

  @Test
  void everySpikeIsATickInItsBinAndRow() {
    XYChart chart = SpikeCharts.raster(COUNTS, 0);
    assertEquals("spikes, trial 0", chart.getTitle());
    assertEquals("time (ms)", chart.getXAxisTitle());
    assertEquals("neuron", chart.getYAxisTitle());
    // a: one spike in the first bin; b: two in the second, a quarter and three quarters through.
    assertArrayEquals(
        new double[] {105, 105, 105, 112.5, 112.5, 112.5, 117.5, 117.5, 117.5},
        chart.getSeries("spikes").getXData());
    assertArrayEquals(
        new double[] {-0.38, 0.38, Double.NaN, 0.62, 1.38, Double.NaN, 0.62, 1.38, Double.NaN},
        chart.getSeries("spikes").getYData(),
        1e-12);
    var label = chart.getStyler().getYAxisTickLabelsFormattingFunction();
    assertEquals("a", label.apply(0.0));
    assertEquals("b", label.apply(1.0));
    assertFalse(chart.getStyler().isLegendVisible());
  }

  @Test
  void aMillionSpikesInABinAreAsManyTicksAsTheChartHasPlaces() {
    float[] million = new float[10 * 2];
    Arrays.fill(million, 1e6f);
    Signal counts = Signal.counts(Cube.of(1, 10, 2, million), List.of("a", "b"), 10, 0);
    double[] x = SpikeCharts.raster(counts, 0).getSeries("spikes").getXData();
    assertEquals(3 * 2 * HouseStyle.WIDTH, x.length);
    assertEquals(100 * 0.5 / HouseStyle.WIDTH, x[0], 1e-9);
    assertEquals(100 * (1 - 0.5 / HouseStyle.WIDTH), x[x.length - 1], 1e-9);
    assertEquals(
        3 * HouseStyle.WIDTH,
        SpikeCharts.neuron(counts, counts, Optional.empty(), 0, 1)
            .getSeries("spikes")
            .getXData()
            .length);
  }

  @Test
  void moreBinsAndNeuronsThanPlacesShareThem() {
    int bins = 3 * HouseStyle.WIDTH;
    int neurons = 2 * HouseStyle.HEIGHT;
    float[] ones = new float[bins * neurons];
    Arrays.fill(ones, 1);
    Signal counts =
        Signal.counts(Cube.of(1, bins, neurons, ones), Synthetic.names("n", neurons), 1, 0);
    assertEquals(
        3 * HouseStyle.WIDTH * HouseStyle.HEIGHT,
        SpikeCharts.raster(counts, 0).getSeries("spikes").getXData().length);
  }

  @Test
  void manyRowsAreNumbered() {
    Signal counts = Synthetic.counts(Synthetic.ratesHz(1, 5, 13));
    XYChart chart = SpikeCharts.raster(counts, 0);
    assertEquals("12", chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(12.0));
  }

  @Test
  void ticksLieOverTheRates() {
    XYChart chart = SpikeCharts.ratesOverSpikes(RATES, COUNTS, 0);
    assertEquals("spikes and rates, trial 0", chart.getTitle());
    assertEquals(List.of("heat", "spikes"), LineChartsTest.names(chart));
    assertFalse(chart.getSeries("heat").isShowInLegend());
    var image = Charts.image(chart);
    int spikeX = (int) (2 * chart.getScreenXFromChart(105));
    int rateX = (int) (2 * chart.getScreenXFromChart(125));
    int y = (int) (2 * chart.getScreenYFromChart(0));
    assertEquals(Palette.INK.getRGB(), image.getRGB(spikeX, y));
    assertEquals(ColourScale.PAPER.rgb(50 / 60.0), image.getRGB(rateX, y) & 0xFFFFFF);
  }

  @Test
  void truthIsWideAndPaleUnderTheInferredRate() {
    Signal rates = Synthetic.ratesHz(2, 20, 3);
    XYChart chart = SpikeCharts.neuron(rates, Synthetic.counts(rates), Optional.of(rates), 1, 2);
    assertEquals("neuron 3, trial 1", chart.getTitle());
    assertEquals("rate (spikes/s)", chart.getYAxisTitle());
    assertEquals(List.of("true rate", "inferred rate", "spikes"), LineChartsTest.names(chart));
    assertEquals(Palette.pale(Palette.INK), chart.getSeries("true rate").getLineColor());
    assertTrue(
        chart.getSeries("true rate").getLineStyle().getLineWidth()
            > chart.getSeries("inferred rate").getLineStyle().getLineWidth());
    assertTrue(chart.getStyler().getYAxisMin() <= 0);
  }

  @Test
  void aNeuronsSpikesLieBelowItsRate() {
    XYChart chart = SpikeCharts.neuron(RATES, COUNTS, Optional.of(RATES), 0, 1);
    assertEquals("b, trial 0", chart.getTitle());
    assertEquals("rate (spikes/s)", chart.getYAxisTitle());
    assertEquals(List.of("true rate", "inferred rate", "spikes"), LineChartsTest.names(chart));
    assertArrayEquals(new double[] {20, 40, 60}, chart.getSeries("inferred rate").getYData());
    assertArrayEquals(new double[] {105, 115, 125}, chart.getSeries("inferred rate").getXData());
    double[] ticks = chart.getSeries("spikes").getYData();
    assertEquals(6, ticks.length);
    assertTrue(ticks[0] < ticks[1] && ticks[1] < 0);
    var label = chart.getStyler().getYAxisTickLabelsFormattingFunction();
    assertEquals("20", label.apply(20.0));
    assertEquals("0", label.apply(0.0));
    assertEquals(" ", label.apply(-5.0));
  }

  @Test
  void realValuedDataAreALine() {
    Signal data =
        new Signal("data", "z", COUNTS.names(), COUNTS.values().map(x -> x - 0.5), 10, 100);
    XYChart chart = SpikeCharts.neuron(RATES, data, Optional.empty(), 0, 0);
    assertEquals(List.of("data", "inferred rate"), LineChartsTest.names(chart));
    assertArrayEquals(new double[] {0.5, -0.5, -0.5}, chart.getSeries("data").getYData());
    var thrown = assertThrows(IllegalArgumentException.class, () -> SpikeCharts.raster(data, 0));
    assertEquals(
        "data must be whole counts >= 0 to be drawn as ticks, got other numbers; draw a heat map",
        thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "1,9", "3,4", "120,301"})
  void silentNeuronsAndOddSizesArePainted(int neurons, int bins) {
    Signal rates = Synthetic.ratesHz(1, bins, neurons);
    Signal silent =
        Signal.counts(rates.values().map(x -> 0), rates.names(), rates.binMs(), rates.startMs());
    for (Signal counts : List.of(silent, Synthetic.counts(rates))) {
      for (XYChart chart :
          List.of(
              SpikeCharts.raster(counts, 0),
              SpikeCharts.heatMap(counts, 0),
              SpikeCharts.ratesOverSpikes(rates, counts, 0),
              SpikeCharts.neuron(rates, counts, Optional.empty(), 0, neurons - 1))) {
        assertEquals(1280, Charts.image(chart).getWidth());
      }
    }
  }
}
