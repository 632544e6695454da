package org.lfads4j.data;

import org.lfads4j.config.Internal;

/** Which bin a spike is counted in. */
@Internal
public final class Binning {
  /** Keeps a spike at a bin's very start in that bin, though the division rounds. */
  private static final double EDGE = 1e-9;

  private Binning() {}

  /**
   * The bin of a time, from 0; negative before 0 ms. Bins are closed below and open above.
   *
   * @param timeMs from the start of bin 0 on, ms
   * @param binMs width of a bin, ms, > 0
   */
  public static long bin(double timeMs, double binMs) {
    return (long) Math.floor(timeMs / binMs + EDGE);
  }
}
