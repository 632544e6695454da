package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.lfads4j.analysis.Method;

final class ChartsTest {
  @TempDir Path folder;
  private final XYChart chart = LineCharts.trial(Synthetic.factors(1, 20, 3), 0);

  @Test
  void theNameDecidesTheFormat() throws IOException {
    Path png = folder.resolve("new/chart.PNG");
    Charts.save(chart, png);
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(1280, image.getWidth());
    assertEquals(800, image.getHeight());
    Path pdf = folder.resolve("chart.pdf");
    Charts.save(chart, pdf);
    byte[] bytes = Files.readAllBytes(pdf);
    assertEquals("%PDF", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
    assertTrue(bytes.length > 4000);
    assertEquals(
        "chart file must end in .png or .pdf, got chart.svg",
        assertThrows(IllegalArgumentException.class, () -> Charts.save(chart, Path.of("chart.svg")))
            .getMessage());
  }

  @Test
  void numbersOnAxesHaveNoSeparatorsAsInTables() {
    XYStyler styler = chart.getStyler();
    for (String pattern :
        List.of(styler.getXAxisDecimalPattern(), styler.getYAxisDecimalPattern())) {
      var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(styler.getLocale()));
      assertEquals("1000", format.format(1000));
      assertEquals("-12500.25", format.format(-12500.25));
      assertEquals("0.3", format.format(0.1 + 0.2));
    }
  }

  @Test
  void anOldFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("chart.png"), "old");
    Charts.save(chart, file);
    assertArrayEquals(Charts.png(chart), Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("plain"), "x");
    Path file = notAFolder.resolve("chart.pdf");
    assertEquals(
        "chart must go to a file that can be written, got "
            + file
            + " (java.nio.file.FileAlreadyExistsException: "
            + notAFolder
            + ")",
        assertThrows(UncheckedIOException.class, () -> Charts.save(chart, file)).getMessage());
  }

  @Test
  void thePaperIsWhiteToItsEdges() {
    BufferedImage image = Charts.image(chart);
    for (int x = 0; x < image.getWidth(); x++) {
      assertEquals(Color.WHITE.getRGB(), image.getRGB(x, 0));
      assertEquals(Color.WHITE.getRGB(), image.getRGB(x, image.getHeight() - 1));
    }
  }

  @Test
  void theLocaleChangesNoPixel() {
    Locale before = Locale.getDefault();
    byte[] english = Charts.png(chart);
    try {
      Locale.setDefault(Locale.GERMANY);
      assertArrayEquals(english, Charts.png(LineCharts.trial(Synthetic.factors(1, 20, 3), 0)));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aUsersChartTakesTheStyle() {
    XYChart own = new XYChart(300, 200);
    assertEquals(own, HouseStyle.apply(own));
    assertEquals(Color.WHITE, own.getStyler().getChartBackgroundColor());
    assertEquals(Palette.BLUE, own.getStyler().getSeriesColors()[0]);
  }

  @Test
  void aFinishedChartEndsOnRoundNumbersWithAnyLongLegendBelow() {
    XYChart own = HouseStyle.chart("curve", "epoch", "cost");
    XYSeries unused = own.addSeries("a", new double[] {1, 297}, new double[] {-0.2, 1.9});
    HouseStyle.truth(own.addSeries("b", new double[] {1, 297}, new double[] {0, 1}));
    assertEquals(own, HouseStyle.finish(own));
    XYStyler styler = own.getStyler();
    assertEquals(0, styler.getXAxisMin(), 0.02 * 300);
    assertEquals(300, styler.getXAxisMax(), 0.02 * 300);
    assertTrue(styler.getYAxisMin() <= -0.2 && styler.getYAxisMax() >= 1.9);
    assertEquals(LegendPosition.OutsideE, styler.getLegendPosition());
    assertEquals(Palette.TRUTH, own.getSeries("b").getLineColor());
    HouseStyle.estimate(
        own.addSeries(
            "of the posterior means over all trials", new double[] {0}, new double[] {0}));
    assertEquals(LegendPosition.OutsideS, HouseStyle.finish(own).getStyler().getLegendPosition());
  }

  @Test
  void comparedChartsHaveRoomForAll() {
    XYChart low = HouseStyle.finish(withLine(-3, 1));
    XYChart high = HouseStyle.finish(withLine(0, 8));
    HouseStyle.sameScale(low, high);
    for (XYChart each : List.of(low, high)) {
      assertTrue(each.getStyler().getYAxisMin() <= -3);
      assertTrue(each.getStyler().getYAxisMax() >= 8);
    }
    assertEquals(low.getStyler().getYAxisMin(), high.getStyler().getYAxisMin());
  }

  private static XYChart withLine(double from, double to) {
    XYChart own = HouseStyle.chart("", "", "");
    XYSeries unused = own.addSeries("a", new double[] {0, 1}, new double[] {from, to});
    return own;
  }

  @Test
  void truthAndModelHaveTheirColoursInEveryChart() {
    assertEquals(Palette.TRUTH, HouseStyle.colour(Method.TRUE_RATES));
    assertEquals(Palette.ESTIMATE, HouseStyle.colour(Method.LFADS));
    assertEquals(
        Method.values().length,
        Stream.of(Method.values()).map(HouseStyle::colour).distinct().count());
  }

  @Test
  void panelsPaintEveryChartInItsCell() {
    XYChart heat = SpikeCharts.heatMap(Synthetic.ratesHz(1, 4, 3), 0);
    ChartGrid panels = ChartGrid.of(2, chart, heat, chart);
    assertEquals(1280, panels.getWidth());
    assertEquals(800, panels.getHeight());
    assertEquals(List.of(chart, heat, chart), panels.charts());
    BufferedImage whole = Charts.image(panels);
    BufferedImage alone = Charts.image(heat);
    for (int y = 0; y < alone.getHeight(); y += 7) {
      for (int x = 0; x < alone.getWidth(); x += 7) {
        assertEquals(alone.getRGB(x, y), whole.getRGB(1280 + x, y));
      }
    }
    assertEquals(Color.WHITE.getRGB(), whole.getRGB(1900, 1200));
    assertEquals(640, ChartGrid.of(5, chart).getWidth());
    byte[] pdf = Charts.pdf(panels);
    assertEquals("%PDF", new String(pdf, 0, 4, StandardCharsets.US_ASCII));
    assertEquals(
        "columns must be >= 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> ChartGrid.of(0, chart)).getMessage());
    assertEquals(
        "panels must hold at least one chart",
        assertThrows(IllegalArgumentException.class, () -> ChartGrid.of(1)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0.13,0.87,0.1,0.9,0.1",
    "-3,17,-5,20,5",
    "5,5,4.4,5.6,0.2",
    "0,0,-0.6,0.6,0.2",
    "1e-7,3e-7,1e-7,3e-7,5e-8",
    "999,1001,999,1001,0.5"
  })
  void rangesEndOnRoundNumbers(double low, double high, double from, double to, double step) {
    NiceRange range = NiceRange.around(DoubleStream.of(low, Double.NaN, high));
    double tolerance = step * 1e-6;
    assertEquals(from, range.low(), tolerance);
    assertEquals(to, range.high(), tolerance);
    assertEquals(step, range.step(), tolerance);
  }

  @Test
  void aRangeOfNothingIsZeroToOne() {
    assertEquals(new NiceRange(0, 1, 0.2), NiceRange.around(DoubleStream.of(Double.NaN)));
    assertEquals(new NiceRange(0, 1, 0.2), NiceRange.aroundWithZero(DoubleStream.of(0, 0)));
    assertEquals(0, NiceRange.aroundWithZero(DoubleStream.of(3, 4)).low());
  }

  @Test
  void coloursDifferHoweverManyThereAre() {
    for (int count : List.of(1, 8, 9, 12, 50)) {
      Set<Color> colours = new HashSet<>(Palette.of(count));
      assertEquals(count, colours.size());
    }
    assertEquals(0x440154, ColourScale.VIRIDIS.rgb(-1));
    assertEquals(0xFDE725, ColourScale.VIRIDIS.rgb(1));
    assertEquals(0xFFFFFF, ColourScale.PAPER.rgb(0));
    assertEquals(ColourScale.MISSING, ColourScale.PAPER.rgb(Double.NaN));
  }
}
