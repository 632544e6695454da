package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;

final class HeatMapTest {
  /** Rates 0, 1, 2, ... so that every cell has a colour of its own and the scale ends at 100. */
  private static Signal steps(int bins, int neurons) {
    return Signal.ratesHz(
        Synthetic.cube(2, bins, neurons, (b, t, n) -> 100.0 * (t * neurons + n) / (bins * neurons)),
        Synthetic.names("n", neurons),
        20,
        -60);
  }

  @ParameterizedTest
  @CsvSource({"13,7,1", "13,7,2", "1,1,2", "1,5,2", "31,1,1", "97,41,2"})
  void everyCellIsOneColourOfTheScaleUpToItsEdges(int bins, int neurons, int scale) {
    Signal signal = steps(bins, neurons);
    XYChart chart = SpikeCharts.heatMap(signal, 0);
    assertCells(signal, chart, Charts.image(chart, scale), scale, 0);
  }

  @Test
  void moreBinsThanPixelsAreDrawnAsMeans() {
    // 0 and 100 in turn, in twice as many bins as the picture may have cells.
    Signal signal =
        Signal.ratesHz(
            Synthetic.cube(1, 4800, 1, (b, t, n) -> 100.0 * (t % 2)), List.of("a"), 1, 0);
    BufferedImage image = HeatImage.of(signal, 0, new NiceRange(0, 100, 20), ColourScale.VIRIDIS);
    assertEquals(2400, image.getWidth());
    assertEquals(1200, image.getHeight());
    for (int x : List.of(0, 1, 1200, 2399)) {
      assertEquals(ColourScale.VIRIDIS.rgb(0.5), 0xFFFFFF & image.getRGB(x, 7), "at " + x);
    }
  }

  @Test
  void pngHoldsThePictureAtTwiceTheSize() throws IOException {
    Signal signal = steps(13, 7);
    XYChart chart = SpikeCharts.heatMap(signal, 1);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Charts.png(chart)));
    assertCells(signal, chart, image, 2, 0);
  }

  @Test
  void pdfHoldsThePictureWithoutSeams() throws IOException {
    Signal signal = steps(13, 7);
    XYChart chart = SpikeCharts.heatMap(signal, 0);
    try (PDDocument document = Loader.loadPDF(Charts.pdf(chart))) {
      assertEquals(1, document.getNumberOfPages());
      BufferedImage image = new PDFRenderer(document).renderImage(0, 2);
      assertEquals(2 * chart.getWidth(), image.getWidth());
      // Renderers of PDF blend the two cells where an edge crosses a pixel; they add nothing else.
      assertCells(signal, chart, image, 2, 12);
    }
  }

  /**
   * Checks every pixel inside the plot: in the middle of a cell it has the cell's colour, within a
   * pixel of an edge that of one of the cells there, or with a {@code blend} above 0 one between.
   */
  private static void assertCells(
      Signal signal, XYChart chart, BufferedImage image, int scale, int blend) {
    int bins = signal.values().bins();
    int neurons = signal.names().size();
    double left = scale * chart.getScreenXFromChart(signal.startMs());
    double right = scale * chart.getScreenXFromChart(signal.endMs());
    double top = scale * chart.getScreenYFromChart(neurons - 0.5);
    double bottom = scale * chart.getScreenYFromChart(-0.5);
    assertTrue(right - left > 300 * scale && bottom - top > 200 * scale);
    double reach = blend > 0 ? 2 : 0.6;
    double high = range(signal).high();
    for (int y = (int) top + 3; y < bottom - 3; y++) {
      for (int x = (int) left + 3; x < right - 3; x++) {
        int[] around = new int[4];
        for (int i = 0; i < 4; i++) {
          double px = x + 0.5 + (i % 2 == 0 ? -reach : reach);
          double py = y + 0.5 + (i < 2 ? -reach : reach);
          int t = (int) ((px - left) / (right - left) * bins);
          int n = (int) ((bottom - py) / (bottom - top) * neurons);
          around[i] = ColourScale.VIRIDIS.rgb(signal.values().at(0, t, n) / high);
        }
        int got = image.getRGB(x, y) & 0xFFFFFF;
        boolean fits = blend > 0 ? isBetween(got, around, blend) : isOneOf(got, around);
        if (!fits) {
          fail("pixel " + x + ", " + y + " has the colour of no cell: " + Integer.toHexString(got));
        }
      }
    }
  }

  private static boolean isOneOf(int got, int[] colours) {
    return Arrays.stream(colours).anyMatch(c -> c == got);
  }

  private static boolean isBetween(int got, int[] colours, int tolerance) {
    for (int shift = 0; shift <= 16; shift += 8) {
      int at = shift;
      int channel = got >> at & 0xFF;
      int low = Arrays.stream(colours).map(c -> c >> at & 0xFF).min().orElseThrow();
      int high = Arrays.stream(colours).map(c -> c >> at & 0xFF).max().orElseThrow();
      // In the middle of a cell low equals high, and the colour is exact but for rounding.
      int spare = low == high ? 2 : tolerance;
      if (channel < low - spare || channel > high + spare) {
        return false;
      }
    }
    return true;
  }

  private static NiceRange range(Signal signal) {
    int neurons = signal.names().size();
    return NiceRange.aroundWithZero(
        IntStream.range(0, signal.values().bins() * neurons)
            .mapToDouble(i -> signal.values().at(0, i / neurons, i % neurons)));
  }

  @Test
  void axesSayTimeNeuronAndTrial() {
    XYChart chart = SpikeCharts.heatMap(steps(13, 7), 1);
    assertEquals("rates, trial 1", chart.getTitle());
    assertEquals("time (ms)", chart.getXAxisTitle());
    assertEquals("neuron", chart.getYAxisTitle());
    assertEquals(-60, chart.getStyler().getXAxisMin(), 1e-3);
    assertEquals(200, chart.getStyler().getXAxisMax(), 1e-3);
    assertEquals(-0.5, chart.getStyler().getYAxisMin(), 1e-3);
    assertEquals(6.5, chart.getStyler().getYAxisMax(), 1e-3);
    assertFalse(chart.getStyler().isLegendVisible());
    assertEquals("n7", chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(6.0));
  }

  @Test
  void theColourBarRunsFromOneEndOfTheScaleToTheOther() {
    XYChart chart = SpikeCharts.heatMap(steps(13, 7), 0);
    BufferedImage image = Charts.image(chart);
    int x = 2 * (chart.getWidth() - 84 + 6);
    int top = (int) (2 * chart.getScreenYFromChart(6.5)) + 4;
    int bottom = (int) (2 * chart.getScreenYFromChart(-0.5)) - 4;
    assertNear(ColourScale.VIRIDIS.rgb(1), image.getRGB(x, top));
    assertNear(ColourScale.VIRIDIS.rgb(0.5), image.getRGB(x, (top + bottom) / 2));
    assertNear(ColourScale.VIRIDIS.rgb(0), image.getRGB(x, bottom));
  }

  private static void assertNear(int expected, int got) {
    for (int shift = 0; shift <= 16; shift += 8) {
      assertEquals(expected >> shift & 0xFF, got >> shift & 0xFF, 8);
    }
  }

  @Test
  void theChartKeepsItsSizeHoweverOftenItIsPainted() {
    XYChart chart = SpikeCharts.heatMap(steps(3, 2), 0);
    BufferedImage first = Charts.image(chart);
    BufferedImage second = Charts.image(chart);
    assertEquals(640, chart.getWidth());
    assertEquals(400, chart.getHeight());
    assertEquals(first.getRGB(640, 400), second.getRGB(640, 400));
    assertEquals(first.getWidth(), second.getWidth());
  }

  @Test
  void aMissingNumberIsGrey() {
    Signal signal =
        Signal.ratesHz(
            Synthetic.cube(1, 1, 2, (b, t, n) -> n == 0 ? Double.NaN : 5), List.of("a", "b"), 1, 0);
    XYChart chart = SpikeCharts.heatMap(signal, 0);
    BufferedImage image = Charts.image(chart);
    int x = (int) (2 * chart.getScreenXFromChart(0.5));
    int y = (int) (2 * chart.getScreenYFromChart(0));
    assertEquals(ColourScale.MISSING, image.getRGB(x, y) & 0xFFFFFF);
  }
}
