package org.lfads4j.data;

import org.lfads4j.config.Internal;

/** Which bin a spike is counted in, whatever the file it was read from. */
@Internal
public final class Binning {
  /** Times are rounded in files and by arithmetic; this share of a bin below an edge is on it. */
  private static final double EDGE = 1e-6;

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
