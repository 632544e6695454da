package org.lfads4j.plots;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Colours that people with colour-blindness can tell apart: those of Okabe and Ito (2008) for up to
 * eight things, with the yellow last because it is faint on white; those of Tol (2012) for up to
 * twelve; steps along a scale for more, which nobody could tell apart.
 */
final class Palette {
  static final Color INK = new Color(0x222222);
  static final Color SOFT_INK = new Color(0x666666);
  static final Color GRID = new Color(0xE6E6E6);
  static final Color BLUE = new Color(0x0072B2);

  /** What is known to be true, in every chart. */
  static final Color TRUTH = pale(INK);

  /** What the model makes of the spikes, in every chart. */
  static final Color ESTIMATE = BLUE;

  static final Color VERMILLION = new Color(0xD55E00);
  private static final List<Color> OKABE_ITO =
      List.of(
          BLUE,
          VERMILLION,
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000),
          new Color(0xF0E442));

  private static final List<Color> TOL =
      IntStream.of(
              0x332288, 0x88CCEE, 0x117733, 0xDDCC77, 0xCC6677, 0xAA4499, 0x44AA99, 0x661100,
              0x999933, 0x6699CC, 0x882255, 0xAA4466)
          .mapToObj(Color::new)
          .toList();

  private Palette() {}

  /** As many colours as asked for. */
  static List<Color> of(int count) {
    if (count <= OKABE_ITO.size()) {
      return OKABE_ITO.subList(0, count);
    }
    if (count <= TOL.size()) {
      return TOL.subList(0, count);
    }
    // The last tenth of the scale is too pale for a line on white.
    return IntStream.range(0, count)
        .mapToObj(i -> new Color(ColourScale.VIRIDIS.rgb(0.9 * i / (count - 1))))
        .toList();
  }

  /** As many colours as asked for, none of them black: for lines beside a black one. */
  static List<Color> besideBlack(int count) {
    List<Color> colours =
        OKABE_ITO.stream().filter(colour -> !colour.equals(Color.BLACK)).limit(count).toList();
    return colours.size() == count ? colours : of(Math.max(count, OKABE_ITO.size() + 1));
  }

  /** A third of the colour on white. Opaque: lines are painted piece by piece, and ends overlap. */
  static Color pale(Color colour) {
    return new Color(pale(colour.getRed()), pale(colour.getGreen()), pale(colour.getBlue()));
  }

  private static int pale(int part) {
    return 255 - (255 - part) / 3;
  }

  static Color translucent(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }
}
