package org.lfads4j.backend;

/** The standard normal distribution. */
final class Normals {
  private static final double CENTRAL = 0.425;

  private static final double[] CENTRAL_ABOVE = {
    3.3871328727963665, 133.14166789178438, 1971.5909503065513,
    13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227
  };

  private static final double[] CENTRAL_BELOW = {
    1,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854
  };

  private static final double[] TAIL_ABOVE = {
    1.4234371107496835, 4.630337846156546, 5.769497221460691,
    3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414
  };

  private static final double[] TAIL_BELOW = {
    1,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09
  };

  private Normals() {}

  /**
   * The value that a standard normal number exceeds 0 by with a given probability: the quantile of
   * 1/2 + {@code above}, to 16 digits (algorithm AS 241, Wichura 1988). It is positive.
   *
   * @param above from 0 to 1/2 - 1e-11
   */
  static double quantile(double above) {
    if (above <= CENTRAL) {
      double r = 0.180625 - above * above;
      return above * polynomial(CENTRAL_ABOVE, r) / polynomial(CENTRAL_BELOW, r);
    }
    double r = Math.sqrt(-StrictMath.log(0.5 - above)) - 1.6;
    return polynomial(TAIL_ABOVE, r) / polynomial(TAIL_BELOW, r);
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }
}
