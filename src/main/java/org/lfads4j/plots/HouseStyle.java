package org.lfads4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lfads4j.analysis.Method;

/**
 * The look of every chart: white paper, no frame, a light grid, dark grey sans-serif text, colours
 * that colour-blind readers can tell apart, and the legend beside the plot.
 */
public final class HouseStyle {
  static final int WIDTH = 640;
  static final int HEIGHT = 400;
  static final float LINE = 1.8f;
  private static final float THIN_LINE = 1.1f;
  private static final float TRUTH_LINE = 2.6f * LINE;
  private static final int LEGEND_ENTRIES = 12;

  /** What a legend takes for a letter, and for an entry besides its letters. */
  private static final int LETTER = 7;

  private static final int ENTRY = 40;
  private static final int PADDING = 18;
  private static final int LONGEST_TICK_LABEL = 20;
  private static final String CUT = "..";

  /** Numbers on axes have no separators of thousands, as in tables. */
  private static final String NUMBER = "0.#########";

  private HouseStyle() {}

  /** Applies the style to a chart, the library's own or a user's, and hands the chart back. */
  public static XYChart apply(XYChart chart) {
    // One statement each: the fluent setters return a supertype that lacks the rest.
    XYStyler styler = chart.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(Palette.INK);
    styler.setChartPadding(PADDING);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotContentSize(1);
    styler.setPlotMargin(4);
    styler.setPlotGridLinesColor(Palette.GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(0.8f));
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(true);
    styler.setAxisTickMarksColor(Palette.SOFT_INK);
    styler.setAxisTickMarksStroke(new BasicStroke(0.8f));
    styler.setAxisTickMarkLength(4);
    styler.setAxisTickPadding(4);
    styler.setAxisTickLabelsColor(Palette.INK);
    styler.setXAxisDecimalPattern(NUMBER);
    styler.setYAxisDecimalPattern(NUMBER);
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setAxisTitleFont(font(Font.PLAIN, 13));
    styler.setAxisTitlePadding(11);
    styler.setChartTitleFont(font(Font.BOLD, 14));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(6);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
    styler.setLegendBackgroundColor(Color.WHITE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(font(Font.PLAIN, 12));
    styler.setLegendSeriesLineLength(18);
    styler.setLegendPadding(6);
    styler.setSeriesColors(Palette.of(8).toArray(Color[]::new));
    styler.setSeriesMarkers(new org.knowm.xchart.style.markers.Marker[] {SeriesMarkers.NONE});
    styler.setSeriesLines(new BasicStroke[] {solid(LINE)});
    styler.setAntiAlias(true);
    return chart;
  }

  /** An empty chart in this style, for lines of your own; {@link #finish} ends it. */
  public static XYChart chart(String title, String xTitle, String yTitle) {
    return titled(new XYChart(WIDTH, HEIGHT), title, xTitle, yTitle);
  }

  static <C extends XYChart> C titled(C chart, String title, String xTitle, String yTitle) {
    XYChart unused = apply(chart);
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    return chart;
  }

  /**
   * Ends a chart of your own: both axes run from one round number to another around all that the
   * chart shows, and a legend of long names goes below the plot. Hands the chart back.
   */
  public static XYChart finish(XYChart chart) {
    xRange(chart, NiceRange.around(values(chart, XYSeries::getXData)));
    yRange(chart, NiceRange.around(values(chart, XYSeries::getYData)));
    legend(chart);
    return chart;
  }

  /** Draws what is known to be true: wide and pale, for the estimate to be drawn over it. */
  public static void truth(XYSeries series) {
    truth(series, Palette.INK);
  }

  /** Draws what the model makes of the spikes. */
  public static void estimate(XYSeries series) {
    line(series, Palette.ESTIMATE, LINE);
  }

  /** The colour of a method wherever methods are compared. */
  public static Color colour(Method method) {
    return switch (method) {
      case LFADS -> Palette.ESTIMATE;
      case TRUE_RATES -> Palette.TRUTH;
      default -> Palette.of(Method.values().length).get(List.of(Method.values()).indexOf(method));
    };
  }

  /**
   * Gives charts that are compared the same y axis, one that has room for all.
   *
   * @throws IllegalArgumentException if the y axis of one has no ends yet
   */
  public static void sameScale(XYChart... charts) {
    List<XYStyler> stylers = Stream.of(charts).map(XYChart::getStyler).toList();
    if (stylers.stream().anyMatch(s -> s.getYAxisMin() == null || s.getYAxisMax() == null)) {
      throw new IllegalArgumentException(
          "charts must have y axes with ends, got one without; call HouseStyle.finish(chart)"
              + " first");
    }
    double low = stylers.stream().mapToDouble(XYStyler::getYAxisMin).min().orElseThrow();
    double high = stylers.stream().mapToDouble(XYStyler::getYAxisMax).max().orElseThrow();
    stylers.forEach(styler -> styler.setYAxisMin(low).setYAxisMax(high));
  }

  /** A legend that would take more than a third of the chart's width goes below the plot. */
  static void legend(XYChart chart) {
    IntSummaryStatistics letters =
        chart.getSeriesCollection().stream()
            .filter(XYSeries::isShowInLegend)
            .mapToInt(series -> series.getLabel().length())
            .summaryStatistics();
    boolean some = letters.getCount() > 1 && letters.getCount() <= LEGEND_ENTRIES;
    chart.getStyler().setLegendVisible(some);
    if (some && 3 * (ENTRY + LETTER * letters.getMax()) > chart.getWidth()) {
      boolean oneRow = ENTRY * letters.getCount() + LETTER * letters.getSum() < chart.getWidth();
      chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
      chart.getStyler().setLegendLayout(oneRow ? LegendLayout.Horizontal : LegendLayout.Vertical);
    }
  }

  private static DoubleStream values(XYChart chart, Function<XYSeries, double[]> of) {
    return chart.getSeriesCollection().stream().flatMapToDouble(s -> DoubleStream.of(of.apply(s)));
  }

  static void xRange(XYChart chart, double low, double high) {
    double margin = margin(low, high);
    chart.getStyler().setXAxisMin(low - margin);
    chart.getStyler().setXAxisMax(high + margin);
  }

  static void yRange(XYChart chart, double low, double high) {
    double margin = margin(low, high);
    chart.getStyler().setYAxisMin(low - margin);
    chart.getStyler().setYAxisMax(high + margin);
  }

  /** From one round number to the other, and a little more so that no line is cut in half. */
  static void yRange(XYChart chart, NiceRange range) {
    yRange(chart, range.low() - spare(range), range.high() + spare(range));
  }

  static void xRange(XYChart chart, NiceRange range) {
    xRange(chart, range.low() - spare(range), range.high() + spare(range));
  }

  private static double spare(NiceRange range) {
    return 0.015 * (range.high() - range.low());
  }

  /** XChart draws no tick exactly at the end of an axis, so the axis ends a hair later. */
  private static double margin(double low, double high) {
    return (high - low) * 1e-7;
  }

  static void line(XYSeries series, Color colour, float width) {
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineColor(colour);
    series.setLineStyle(solid(width));
    series.setMarker(SeriesMarkers.NONE);
    // A line of one point has no length and would leave an empty chart.
    if (series.getXData().length == 1) {
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(colour);
    }
  }

  /** What is known to be true, wide and pale, for the estimate to be drawn over it. */
  static void truth(XYSeries series, Color colour) {
    line(series, Palette.pale(colour), TRUTH_LINE);
  }

  /** Draws points in a colour, without a line. */
  public static void points(XYSeries series, Color colour) {
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
  }

  /** The more lines, the thinner each is drawn. */
  static float lineWidth(int lines) {
    return lines <= 8 ? LINE : THIN_LINE;
  }

  /**
   * A text as the label of a tick. XChart cannot draw an empty one, and one of more than 20 letters
   * it never finds room for: it would look for ever.
   */
  static String tickLabel(String text) {
    if (text.length() <= LONGEST_TICK_LABEL) {
      return text.isEmpty() ? " " : text;
    }
    int half = (LONGEST_TICK_LABEL - CUT.length()) / 2;
    return text.substring(0, half) + CUT + text.substring(text.length() - half);
  }

  /**
   * Labels for a y axis. XChart cannot draw an empty label, and it thins out ticks until all labels
   * differ, those beyond the ends of the axis included.
   */
  static void yLabels(XYChart chart, DoubleFunction<String> label) {
    chart.getStyler().setYAxisTickLabelsFormattingFunction(label::apply);
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static BasicStroke solid(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
