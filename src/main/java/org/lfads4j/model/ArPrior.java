package org.lfads4j.model;

/**
 * The autoregressive prior of the inferred inputs, one process of order 1 for each dimension:
 *
 * <pre>
 * phi = exp(-1 / tau),  u_0 ~ N(0, e / (1 - phi^2)),  u_t | u_(t-1) ~ N(phi u_(t-1), e)
 * </pre>
 *
 * with tau in bins and e the variance of the innovation ({@code c_prior_ar_nvar}).
 */
final class ArPrior {
  private final Tensor phiU;
  private final Tensor logInnovationU;

  ArPrior(Graph graph) {
    this.phiU = graph.parameter(Names.AR_LOG_TAU).times(-1).exp().times(-1).exp();
    this.logInnovationU = graph.parameter(Names.AR_LOG_VARIANCE);
  }

  /** log e - log(1 - phi) - log(1 + phi): the log variance of the stationary process. */
  Tensor logProcessVarianceU() {
    return logInnovationU.minus(phiU.times(-1).plus(1).log()).minus(phiU.plus(1).log());
  }

  /** Log density of paths, per row: summed over bins and dimensions. */
  Tensor logDensityR(Tensor inputsTRU, int bins) {
    Tensor firstTRU = inputsTRU.slice(0, 0, 1);
    Tensor zero = firstTRU.times(0);
    Tensor first = Gaussians.logDensity(firstTRU, zero, logProcessVarianceU());
    Tensor beforeTRU = inputsTRU.slice(0, 0, bins - 1);
    Tensor afterTRU = inputsTRU.slice(0, 1, bins);
    Tensor rest = Gaussians.logDensity(afterTRU, beforeTRU.times(phiU), logInnovationU);
    return first.sum(2).sum(0).plus(rest.sum(2).sum(0));
  }

  /**
   * One-sample estimate of KL(q || p) per row, at the very sample that drives the generator. The
   * density of q at its own sample is written with the noise that made it, so that no gradient
   * flows through (u - mean) / sd.
   */
  static Tensor divergenceR(
      Graph graph, Tensor inputsTRU, Tensor logVarTRU, Tensor noiseTRU, int bins) {
    Tensor posterior =
        logVarTRU.plus(noiseTRU.square()).plus(Constants.LOG_TWO_PI).times(-0.5).sum(2).sum(0);
    return posterior.minus(new ArPrior(graph).logDensityR(inputsTRU, bins));
  }
}
