package org.lfads4j.model;

import org.lfads4j.config.Internal;

/** The logarithm of the gamma function for positive arguments. */
@Internal
public final class LogGamma {
  private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  /** From here on eight terms of Stirling's series are exact to double precision. */
  private static final double SERIES_FROM = 10;

  /**
   * B(2k) / (2k (2k - 1)), the coefficients of Stirling's series (Abramowitz and Stegun 6.1.40).
   */
  private static final double[] SERIES = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  /** The largest whole argument whose factorial, 22!, a double holds exactly. */
  private static final double FACTORIALS_TO = 23;

  private LogGamma() {}

  /**
   * log Gamma(x) for x &gt; 0. Whole arguments of the size of spike counts by the factorial itself;
   * other small ones are shifted up by Gamma(x + 1) = x Gamma(x).
   */
  public static double of(double x) {
    if (x <= FACTORIALS_TO && x == Math.rint(x)) {
      double factorial = 1;
      for (int k = 2; k < x; k++) {
        factorial *= k;
      }
      return StrictMath.log(factorial);
    }
    double product = 1;
    double shifted = x;
    while (shifted < SERIES_FROM) {
      product *= shifted;
      shifted += 1;
    }
    double inverse = 1 / shifted;
    double series = 0;
    for (int k = SERIES.length - 1; k >= 0; k--) {
      series = series * inverse * inverse + SERIES[k];
    }
    return (shifted - 0.5) * StrictMath.log(shifted)
        - shifted
        + HALF_LOG_TWO_PI
        + series * inverse
        - StrictMath.log(product);
  }
}
