package org.lfads4j.backend;

/** log k!, exact to double precision: a table for small counts, Stirling's series above. */
final class LogFactorial {
  private static final double[] TABLE = new double[256];

  static {
    for (int k = 2; k < TABLE.length; k++) {
      TABLE[k] = TABLE[k - 1] + Math.log(k);
    }
  }

  private LogFactorial() {}

  /** For whole counts of at least 0. */
  static double of(float count) {
    if (count < TABLE.length) {
      return TABLE[(int) count];
    }
    double x = count + 1.0;
    double inverse = 1 / (x * x);
    return (x - 0.5) * Math.log(x)
        - x
        + 0.5 * Math.log(2 * Math.PI)
        + (1.0 / 12 - inverse * (1.0 / 360 - inverse / 1260)) / x;
  }
}
