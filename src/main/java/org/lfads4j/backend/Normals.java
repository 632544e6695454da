package org.lfads4j.backend;

/** The standard normal distribution. */
final class Normals {
  private static final double CENTRAL = 0.425;

  private static final double[] CENTRAL_ABOVE = {
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
    3.3430575583588128105e4, 2.5090809287301226727e3
  };

  private static final double[] CENTRAL_BELOW = {
    1,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3
  };

  private static final double[] TAIL_ABOVE = {
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4
  };

  private static final double[] TAIL_BELOW = {
    1,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
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
