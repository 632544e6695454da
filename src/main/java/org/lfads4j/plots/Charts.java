package org.lfads4j.plots;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.data.io.WholeFile;

/** Charts as pictures and files. */
public final class Charts {
  /** Picture pixels per chart unit: text stays sharp on dense screens and in print. */
  public static final int SCALE = 2;

  private Charts() {}

  /** The chart as a picture, {@value #SCALE} pixels per unit of its width and height. */
  public static BufferedImage image(IChart chart) {
    return image(chart, SCALE);
  }

  static BufferedImage image(IChart chart, int scale) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.scale(scale, scale);
      chart.paint(g, width, height);
    } finally {
      g.dispose();
    }
    return image;
  }

  /** The chart as the bytes of a PNG file, {@value #SCALE} pixels per unit. */
  public static byte[] png(IChart chart) {
    return png(chart, SCALE);
  }

  /**
   * The chart as the bytes of a PNG file.
   *
   * @param scale pixels per unit of its width and height
   */
  public static byte[] png(IChart chart, int scale) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image(chart, scale), "png", out)) {
        throw new IllegalStateException("java must have a png writer");
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("chart must fit into memory, got " + e, e);
    }
  }

  /** The chart as the bytes of a PDF file of one page; lines and text stay lines and text. */
  public static byte[] pdf(IChart chart) {
    try {
      return ChartEncoder.getBytes(chart, "pdf");
    } catch (IOException e) {
      throw new UncheckedIOException("chart must fit into memory, got " + e, e);
    }
  }

  /**
   * Writes a chart as PNG or PDF, whichever the file's name ends in, all or nothing: readers see
   * the old file or the whole new one. Missing folders are made.
   *
   * @throws IllegalArgumentException if the name ends in neither
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void save(IChart chart, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      write(png(chart), file);
    } else if (name.endsWith(".pdf")) {
      write(pdf(chart), file);
    } else {
      throw new IllegalArgumentException("chart file must end in .png or .pdf, got " + file);
    }
  }

  private static void write(byte[] bytes, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      WholeFile.write(file, partial -> Files.write(partial, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "chart must go to a file that can be written, got " + file + " (" + e + ")", e);
    }
  }
}
