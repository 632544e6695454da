package org.lfads4j.plots;

/**
 * Colours for numbers from 0 to 1, lightness rising or falling evenly (to either side of the middle
 * where numbers are signed) so that the scale also reads in grey; a number that is missing is light
 * grey.
 */
final class ColourScale {
  /** Dark blue to yellow, after the scale of that name by Smith and van der Walt (CC0). */
  static final ColourScale VIRIDIS =
      new ColourScale(
          0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
          0xFDE725);

  /** White to mid-blue, pale enough for black marks on top. */
  static final ColourScale PAPER =
      new ColourScale(0xFFFFFF, 0xD6E9F6, 0xA3CEEB, 0x68B0DF, 0x2D8FCB);

  /** Blue to white to vermillion, white in the middle: for numbers to either side of 0. */
  static final ColourScale SIGNED =
      new ColourScale(0x00446B, 0x0072B2, 0x8FC1DE, 0xFFFFFF, 0xF0B48A, 0xD55E00, 0x803800);

  static final int MISSING = 0xCCCCCC;
  private final int[] stops;

  private ColourScale(int... stops) {
    this.stops = stops;
  }

  /** The colour as 0xRRGGBB; numbers outside 0..1 take the colour of the nearer end. */
  int rgb(double fraction) {
    if (Double.isNaN(fraction)) {
      return MISSING;
    }
    double at = Math.min(1, Math.max(0, fraction)) * (stops.length - 1);
    int below = Math.min((int) at, stops.length - 2);
    double part = at - below;
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = stops[below] >> shift & 0xFF;
      int high = stops[below + 1] >> shift & 0xFF;
      out |= (int) Math.round(low + part * (high - low)) << shift;
    }
    return out;
  }
}
