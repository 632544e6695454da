package org.lfads4j.backend;

import java.util.Arrays;
import org.lfads4j.model.LogGamma;

/** log k!, exact to double precision; that of small counts is kept in a table. */
final class LogFactorial {
  private static final double[] TABLE = new double[256];

  static {
    Arrays.setAll(TABLE, k -> LogGamma.of(k + 1));
  }

  private LogFactorial() {}

  /** For whole counts of at least 0. */
  static double of(float count) {
    return count < TABLE.length ? TABLE[(int) count] : LogGamma.of(count + 1.0);
  }
}
