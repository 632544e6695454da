package org.lfads4j.model;

/** Diagonal Gaussians in terms of mean and log variance; one function for each formula. */
final class Gaussians {
  private Gaussians() {}

  /** log(exp(logVar) + floor): an additive floor, not a maximum. */
  static Tensor floored(Tensor logVar, double floor) {
    return floor > 0 ? logVar.exp().plus(floor).log() : logVar;
  }

  /** mean + exp(logVar / 2) noise. */
  static Tensor sample(Tensor mean, Tensor logVar, Tensor noise) {
    return logVar.times(0.5).exp().times(noise).plus(mean);
  }

  /** KL(q || p) per row, exact: summed over the second axis. */
  static Tensor divergenceB(
      Tensor meanBZ, Tensor logVarBZ, Tensor priorMeanZ, Tensor priorLogVarZ) {
    Tensor ratio = logVarBZ.minus(priorLogVarZ).exp();
    Tensor distance = meanBZ.minus(priorMeanZ).square().times(priorLogVarZ.times(-1).exp());
    return priorLogVarZ.minus(logVarBZ).plus(ratio).plus(distance).plus(-1).sum(1).times(0.5);
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
}
