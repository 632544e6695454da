package org.lfads4j.model;

import org.lfads4j.config.Internal;

/**
 * One dimension of the autoregressive prior in numbers. {@link ArPrior} has the same formulas for
 * tensors.
 *
 * @param phi exp(-1 / tau), the share of a value that is left one bin later
 * @param phiSlope the derivative of phi with respect to log tau
 * @param logInnovation log e, the log variance of what each bin adds
 */
@Internal
public record ArProcess(double phi, double phiSlope, double logInnovation) {
  /**
   * A process from its parameters.
   *
   * @param logTau the log of the time constant in bins ({@link Names#AR_LOG_TAU})
   * @param logInnovation the log variance of what each bin adds ({@link Names#AR_LOG_VARIANCE})
   */
  public static ArProcess of(double logTau, double logInnovation) {
    double rate = StrictMath.exp(-logTau);
    double phi = StrictMath.exp(-rate);
    return new ArProcess(phi, phi * rate, logInnovation);
  }

  /** log e - log(1 - phi) - log(1 + phi): the log variance of the stationary process. */
  public double logProcess() {
    return logInnovation - StrictMath.log1p(-phi) - StrictMath.log1p(phi);
  }

  /** The gradient with respect to phi, given that with respect to {@link #logProcess}. */
  public double phiGradient(double byLogProcess) {
    return byLogProcess * 2 * phi / (1 - phi * phi);
  }
}
