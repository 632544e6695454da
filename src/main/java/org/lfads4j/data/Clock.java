package org.lfads4j.data;

/**
 * When the bins are.
 *
 * @param binMs width of a bin, ms, > 0
 * @param startMs time of the first bin, ms
 */
record Clock(double binMs, double startMs) {
  Clock {
    if (!(binMs > 0) || Double.isInfinite(binMs)) {
      throw new IllegalArgumentException("binMs must be > 0, got " + Numbers.text(binMs));
    }
    if (!Double.isFinite(startMs)) {
      throw new IllegalArgumentException("startMs must be finite, got " + Numbers.text(startMs));
    }
  }

  /**
   * How many bins make one bin of {@code ms}.
   *
   * @throws IllegalArgumentException if it is not a whole number
   */
  int groupOf(double ms) {
    long group = ms > 0 && ms <= binMs * Integer.MAX_VALUE ? Math.round(ms / binMs) : 0;
    if (group < 1 || Math.abs(group * binMs - ms) > 1e-9 * ms) {
      throw new IllegalArgumentException(
          "rebin must go to a whole multiple of the bin width %s ms, got %s ms"
              .formatted(Numbers.text(binMs), Numbers.text(ms)));
    }
    return (int) group;
  }
}
