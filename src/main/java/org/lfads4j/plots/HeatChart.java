package org.lfads4j.plots;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;

/**
 * A chart whose plot is one scaled picture, with a colour bar at the right. Cells drawn one by one
 * would leave seams where their edges fall between pixels; one picture has none, at any scale.
 */
final class HeatChart extends XYChart {
  private static final int BAR_SPACE = 84;
  private static final int BAR_WIDTH = 12;
  private final NiceRange range;
  private final ColourScale scale;
  private final String barTitle;

  HeatChart(NiceRange range, ColourScale scale, String barTitle) {
    this(HouseStyle.WIDTH, range, scale, barTitle);
  }

  HeatChart(int width, NiceRange range, ColourScale scale, String barTitle) {
    super(width, HouseStyle.HEIGHT);
    this.range = range;
    this.scale = scale;
    this.barTitle = barTitle;
  }

  /** Lays the picture of one trial under the axes: a column of cells per bin, a row per column. */
  void addHeat(Signal signal, int trial) {
    BufferedImage image = HeatImage.of(signal, trial, range, scale);
    double left = signal.startMs();
    double right = signal.endMs();
    double top = signal.names().size() - 0.5;
    // XChart draws series in order and annotations last, so a picture lies below other series only
    // as the marker of a first series. The marker is painted at the first point; the second point
    // is not a number and is not drawn. With one point alone XChart would draw three ticks only.
    XYSeries series =
        addSeries(
            "heat",
            new double[] {(left + right) / 2, left + (right - left) / 3},
            new double[] {(top - 0.5) / 2, Double.NaN});
    series.setShowInLegend(false);
    series.setMarker(
        new Marker() {
          @Override
          public void paint(Graphics2D g, double x, double y, int size) {
            HeatImage.paint(
                g,
                image,
                getScreenXFromChart(left),
                getScreenYFromChart(top),
                getScreenXFromChart(right),
                getScreenYFromChart(-0.5));
          }
        });
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(getStyler().getChartBackgroundColor());
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    super.paint(g, width - BAR_SPACE, height);
    setWidth(width);
    paintBar(g, width - BAR_SPACE);
  }

  private void paintBar(Graphics2D g, double x) {
    double top = getScreenYFromChart(getStyler().getYAxisMax());
    double bottom = getScreenYFromChart(getStyler().getYAxisMin());
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    HeatImage.paint(g, HeatImage.bar(scale), x, top, x + BAR_WIDTH, bottom);
    g.setColor(Palette.SOFT_INK);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(new Rectangle2D.Double(x, top, BAR_WIDTH, bottom - top));
    Font font = getStyler().getAxisTickLabelsFont();
    g.setFont(font);
    FontMetrics metrics = g.getFontMetrics();
    long steps = Math.round((range.high() - range.low()) / range.step());
    double widest = 0;
    for (long i = 0; i <= steps; i++) {
      double y = bottom + (top - bottom) * i / steps;
      String label = TickNumbers.tick(range.low() + i * range.step(), range.step());
      g.setColor(Palette.SOFT_INK);
      g.draw(new Line2D.Double(x + BAR_WIDTH, y, x + BAR_WIDTH + 4, y));
      g.setColor(Palette.INK);
      g.drawString(label, (float) (x + BAR_WIDTH + 8), (float) (y + metrics.getAscent() * 0.38));
      widest = Math.max(widest, metrics.stringWidth(label));
    }
    paintUpright(g, x + BAR_WIDTH + 8 + widest + 8, (top + bottom) / 2);
  }

  private void paintUpright(Graphics2D g, double x, double middle) {
    // As an outline, like XChart's own titles: turned text is drawn heavier than upright text.
    TextLayout text =
        new TextLayout(barTitle, getStyler().getAxisTitleFont(), g.getFontRenderContext());
    Rectangle2D bounds = text.getBounds();
    AffineTransform place =
        AffineTransform.getTranslateInstance(x - bounds.getY(), middle + bounds.getCenterX());
    place.rotate(-Math.PI / 2);
    g.fill(text.getOutline(place));
  }
}
