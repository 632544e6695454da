package org.lfads4j.plots;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Pictures of numbers: one colour per cell, no cell mixed with its neighbour. */
final class HeatImage {
  /**
   * Pixels that a picture has at least along each side. Some PDF viewers blur small pictures when
   * they enlarge them, whatever the file asks for; a large one leaves nothing to blur.
   */
  private static final int PIXELS = 1200;

  private static final int BAR_STEPS = 256;

  private HeatImage() {}

  /** The first column of the signal lies at the bottom. */
  static BufferedImage of(Signal signal, int trial, NiceRange range, ColourScale scale) {
    int rows = signal.values().columns();
    int bins = signal.values().bins();
    int[][] cells = new int[rows][bins];
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < bins; t++) {
        double value = signal.values().at(trial, t, rows - 1 - row);
        cells[row][t] = scale.rgb((value - range.low()) / (range.high() - range.low()));
      }
    }
    return enlarged(cells);
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
