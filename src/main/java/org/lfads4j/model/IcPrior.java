package org.lfads4j.model;

import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;

/**
 * The variance of the initial condition's prior: {@code c_ic_prior_var_scale}; or, where it is
 * trained, min + (max - min) sigmoid(x) for a parameter x of each dimension ({@link
 * Names#PRIOR_VARIANCE}).
 *
 * @param isTrained whether there is such a parameter
 * @param start the variance before training
 * @param min what a trained variance stays above
 * @param max what a trained variance stays below
 */
@Internal
public record IcPrior(boolean isTrained, double start, double min, double max) {
  /** A trained variance starts at least this share of its range inside its limits. */
  private static final double MARGIN = 1e-3;

  /** The prior of a model. */
  public static IcPrior of(ModelSpec spec) {
    RunParams p = spec.params();
    return new IcPrior(
        spec.trainsIcPriorVariance(), p.icPriorVarScale(), p.icPriorVarMin(), p.icPriorVarMax());
  }

  /** The variance for a value of the parameter, which counts only if the variance is trained. */
  public double variance(double parameter) {
    return isTrained ? sigmoid(parameter) * (max - min) + min : start;
  }

  /** The derivative of the log variance with respect to the parameter, of a trained variance. */
  public double logVarianceSlope(double parameter) {
    double share = sigmoid(parameter);
    return (max - min) * share * (1 - share) / variance(parameter);
  }

  /** The value of the parameter before training. */
  double startParameter() {
    double share = (start - min) / (max - min);
    double inside = Math.min(Math.max(share, MARGIN), 1 - MARGIN);
    return StrictMath.log(inside / (1 - inside));
  }

  /** The log variance, 1 x Z. */
  Tensor logVariance(Graph graph) {
    return isTrained
        ? graph.parameter(Names.PRIOR_VARIANCE).sigmoid().times(max - min).plus(min).log()
        : graph.parameter(Names.PRIOR_MEAN).times(0).plus(StrictMath.log(start));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
