package org.lfads4j.data.io;

import java.util.stream.IntStream;

/**
 * Bins around an event.
 *
 * @param fromMs where the first begins, from the event on, ms
 * @param binMs width of one, ms
 * @param bins how many
 */
record NwbWindow(double fromMs, double binMs, int bins) {
  private static final double MS_PER_SECOND = 1000;

  /** Times in files are rounded; a time this share of a bin below an edge is on it. */
  private static final double ROUNDING = 1e-6;

  /** Where the windows of some trials begin, seconds. */
  double[] startsS(double[] eventsS, int[] trials) {
    return IntStream.of(trials).mapToDouble(e -> eventsS[e] + fromMs / MS_PER_SECOND).toArray();
  }

  double lengthS() {
    return bins * binMs / MS_PER_SECOND;
  }

  /** The bin of a time; outside 0 to {@code bins - 1} it lies in none. */
  double bin(double timeS, double startS) {
    return Math.floor((timeS - startS) * MS_PER_SECOND / binMs + ROUNDING);
  }

  /** The middle of a bin, seconds. */
  double centreS(int bin, double startS) {
    return startS + (bin + .5) * binMs / MS_PER_SECOND;
  }
}
