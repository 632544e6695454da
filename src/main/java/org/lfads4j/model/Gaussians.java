package org.lfads4j.model;

import org.lfads4j.config.Internal;

/**
 * Diagonal Gaussians in terms of mean and log variance. Each formula stands here once for tensors
 * and once for numbers.
 */
@Internal
public final class Gaussians {
  private Gaussians() {}

  /** log(exp(logVar) + floor): an additive floor, not a maximum. */
  static Tensor floored(Tensor logVar, double floor) {
    return floor > 0 ? logVar.exp().plus(floor).log() : logVar;
  }

  /** log(exp(logVar) + floor): an additive floor, not a maximum. */
  public static double floored(double logVar, double floor) {
    return floor > 0 ? StrictMath.log(StrictMath.exp(logVar) + floor) : logVar;
  }

  /** The derivative of {@link #floored(double, double)} with respect to logVar. */
  public static double flooredSlope(double logVar, double floor) {
    return floor > 0 ? 1 / (1 + floor * StrictMath.exp(-logVar)) : 1;
  }

  /** mean + exp(logVar / 2) noise. */
  static Tensor sample(Tensor mean, Tensor logVar, Tensor noise) {
    return logVar.times(0.5).exp().times(noise).plus(mean);
  }

  /** exp(logVar / 2) noise: how far a sample lies from the mean. */
  public static double deviation(double logVar, double noise) {
    return StrictMath.exp(0.5 * logVar) * noise;
  }

  /** KL(q || p) per row, exact: summed over the second axis. */
  static Tensor divergenceB(
      Tensor meanBZ, Tensor logVarBZ, Tensor priorMeanZ, Tensor priorLogVarZ) {
    Tensor ratio = logVarBZ.minus(priorLogVarZ).exp();
    Tensor distance = meanBZ.minus(priorMeanZ).square().times(priorLogVarZ.times(-1).exp());
    return priorLogVarZ.minus(logVarBZ).plus(ratio).plus(distance).plus(-1).sum(1).times(0.5);
  }

  /** KL(q || p) of one dimension, exact. */
  public static double divergence(
      double mean, double logVar, double priorMean, double priorLogVar) {
    double logRatio = logVar - priorLogVar;
    double distance = mean - priorMean;
    return 0.5
        * (-logRatio
            + StrictMath.exp(logRatio)
            + distance * distance * StrictMath.exp(-priorLogVar)
            - 1);
  }

  /** log N(x; mean, exp(logVar)), element by element. */
  static Tensor logDensity(Tensor x, Tensor mean, Tensor logVar) {
    return x.minus(mean)
        .square()
        .times(logVar.times(-1).exp())
        .plus(logVar)
        .plus(Constants.LOG_TWO_PI)
        .times(-0.5);
  }

  /**
   * -log N(x; mean, exp(logVar)) in numbers.
   *
   * @param distance x - mean
   * @param precision exp(-logVar), which callers compute once for many x
   */
  public static double cost(double distance, double precision, double logVar) {
    return 0.5 * (distance * distance * precision + logVar + Constants.LOG_TWO_PI);
  }
}
