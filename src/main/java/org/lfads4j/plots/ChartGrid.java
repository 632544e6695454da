package org.lfads4j.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.IChart;

/** Several charts in a grid, painted and saved as one. */
public final class ChartGrid implements IChart {
  private final int columns;
  private final List<IChart> charts;

  private ChartGrid(int columns, List<IChart> charts) {
    this.columns = columns;
    this.charts = charts;
  }

  /**
   * Lays charts out row by row. Every cell is as large as the largest chart.
   *
   * @param columns charts per row, at least 1
   * @throws IllegalArgumentException if there are no columns or no charts
   */
  public static ChartGrid of(int columns, IChart... charts) {
    if (columns < 1) {
      throw new IllegalArgumentException("columns must be >= 1, got " + columns);
    }
    if (charts.length == 0) {
      throw new IllegalArgumentException("panels must hold at least one chart");
    }
    return new ChartGrid(Math.min(columns, charts.length), List.of(charts));
  }

  /** The charts, row by row. */
  List<IChart> charts() {
    return charts;
  }

  /** The width of all charts together. */
  @Override
  public int getWidth() {
    return columns * cellWidth();
  }

  /** The height of all charts together. */
  @Override
  public int getHeight() {
    return rows() * cellHeight();
  }

  /** None: each chart has its own. */
  @Override
  public String getTitle() {
    return "";
  }

  /** Paints every chart into its share of the area. */
  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    int cellWidth = width / columns;
    int cellHeight = height / rows();
    for (int i = 0; i < charts.size(); i++) {
      Graphics2D cell = (Graphics2D) g.create();
      try {
        cell.translate(i % columns * cellWidth, i / columns * cellHeight);
        charts.get(i).paint(cell, cellWidth, cellHeight);
      } finally {
        cell.dispose();
      }
    }
  }

  private int rows() {
    return (charts.size() + columns - 1) / columns;
  }

  private int cellWidth() {
    return charts.stream().mapToInt(IChart::getWidth).max().orElseThrow();
  }

  private int cellHeight() {
    return charts.stream().mapToInt(IChart::getHeight).max().orElseThrow();
  }
}
