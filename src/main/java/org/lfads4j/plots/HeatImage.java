package org.lfads4j.plots;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * Pictures of numbers: one colour per cell, no cell mixed with its neighbour as long as there are
 * pixels for all.
 */
final class HeatImage {
  /**
   * Pixels that a picture has at least along each side. Some PDF viewers blur small pictures when
   * they enlarge them, whatever the file asks for; a large one leaves nothing to blur.
   */
  private static final int PIXELS = 1200;

  /** More rows or bins than this share a pixel of every chart; their mean is drawn. */
  private static final int MOST = 2 * PIXELS;

  private static final int BAR_STEPS = 256;

  private HeatImage() {}

  /** The first column of the signal lies at the bottom. */
  static BufferedImage of(Signal signal, int trial, NiceRange range, ColourScale scale) {
    int rows = signal.values().columns();
    int bins = signal.values().bins();
    int[][] cells = new int[Math.min(rows, MOST)][Math.min(bins, MOST)];
    for (int r = 0; r < cells.length; r++) {
      int row = cut(r, cells.length, rows);
      int nextRow = cut(r + 1, cells.length, rows);
      for (int c = 0; c < cells[r].length; c++) {
        int bin = cut(c, cells[r].length, bins);
        int nextBin = cut(c + 1, cells[r].length, bins);
        double sum = 0;
        for (int n = row; n < nextRow; n++) {
          for (int t = bin; t < nextBin; t++) {
            sum += signal.values().at(trial, t, rows - 1 - n);
          }
        }
        double value = sum / ((nextRow - row) * (nextBin - bin));
        cells[r][c] = scale.rgb((value - range.low()) / (range.high() - range.low()));
      }
    }
    return enlarged(cells);
  }

  /** Where the part of a number begins, if the whole is cut into as equal parts as can be. */
  private static int cut(int part, int parts, int whole) {
    return (int) ((long) part * whole / parts);
  }

  /** The scale itself, its lower end at the bottom. */
  static BufferedImage bar(ColourScale scale) {
    int[][] cells = new int[BAR_STEPS][1];
    for (int i = 0; i < BAR_STEPS; i++) {
      cells[i][0] = scale.rgb(1 - (double) i / (BAR_STEPS - 1));
    }
    return enlarged(cells);
  }

  static void paint(
      Graphics2D g, BufferedImage image, double left, double top, double right, double bottom) {
    Object before = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    AffineTransform place = AffineTransform.getTranslateInstance(left, top);
    place.scale((right - left) / image.getWidth(), (bottom - top) / image.getHeight());
    if (!g.drawImage(image, place, null)) {
      throw new IllegalStateException("picture must be loaded when it is drawn, got " + image);
    }
    if (before != null) {
      g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, before);
    }
  }

  private static BufferedImage enlarged(int[][] cells) {
    int tall = Math.max(1, PIXELS / cells.length);
    int wide = Math.max(1, PIXELS / cells[0].length);
    BufferedImage out =
        new BufferedImage(cells[0].length * wide, cells.length * tall, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < out.getHeight(); y++) {
      for (int x = 0; x < out.getWidth(); x++) {
        out.setRGB(x, y, cells[y / tall][x / wide]);
      }
    }
    return out;
  }
}
