package org.lfads4j.data.io;

import java.util.stream.IntStream;
import org.lfads4j.data.Binning;

/**
 * Bins around an event.
 *
 * @param fromMs where the first begins, from the event on, ms
 * @param binMs width of one, ms
 * @param bins how many
 */
record BinWindow(double fromMs, double binMs, int bins) {
  static final double MS_PER_SECOND = 1000;
  private static final double ROUNDING = 1e-9;

  /**
   * From one time to another.
   *
   * @throws IllegalArgumentException if these are no whole number of bins
   */
  static BinWindow of(double fromMs, double toMs, double binMs) {
    double bins = Math.rint((toMs - fromMs) / binMs);
    if (!(binMs > 0)
        || !(bins >= 1 && bins <= Integer.MAX_VALUE)
        || !(Math.abs(bins * binMs - (toMs - fromMs)) <= ROUNDING * Math.abs(toMs - fromMs))) {
      throw new IllegalArgumentException(
          "window must be a whole number of bins, got %s to %s ms in bins of %s ms"
              .formatted(fromMs, toMs, binMs));
    }
    return new BinWindow(fromMs, binMs, (int) bins);
  }

  /** Where the windows of some trials begin, seconds. */
  double[] startsS(double[] eventsS, int[] trials) {
    return IntStream.of(trials).mapToDouble(e -> eventsS[e] + fromMs / MS_PER_SECOND).toArray();
  }

  double lengthS() {
    return bins * binMs / MS_PER_SECOND;
  }

  /** The bin of a time; outside 0 to {@code bins - 1} it lies in none. */
  long bin(double timeS, double startS) {
    return Binning.bin((timeS - startS) * MS_PER_SECOND, binMs);
  }

  /** The middle of a bin, seconds. */
  double centreS(int bin, double startS) {
    return startS + (bin + .5) * binMs / MS_PER_SECOND;
  }
}
