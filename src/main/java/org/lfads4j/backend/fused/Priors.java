package org.lfads4j.backend.fused;

import org.lfads4j.config.RunParams;
import org.lfads4j.model.Names;

/** The priors' numbers in double precision, and the way from their gradients to the parameters'. */
final class Priors {
  final double[] mean;
  final double[] logVariance;

  /** Of the autoregressive process: coefficient, log innovation variance, log process variance. */
  final double[] phi;

  final double[] logInnovation;
  final double[] logProcess;
  final double[] innovationPrecision;
  final double[] processPrecision;
  private final Plan plan;
  private final FlatParameters parameters;

  Priors(Plan plan, FlatParameters parameters) {
    this.plan = plan;
    this.parameters = parameters;
    this.mean = new double[plan.initial];
    this.logVariance = new double[plan.initial];
    this.phi = new double[plan.inputs];
    this.logInnovation = new double[plan.inputs];
    this.logProcess = new double[plan.inputs];
    this.innovationPrecision = new double[plan.inputs];
    this.processPrecision = new double[plan.inputs];
    RunParams params = plan.spec.params();
    double span = params.icPriorVarMax() - params.icPriorVarMin();
    for (int z = 0; z < plan.initial; z++) {
      mean[z] = value(Names.PRIOR_MEAN, z);
      logVariance[z] =
          plan.spec.trainsIcPriorVariance()
              ? Math.log(share(z) * span + params.icPriorVarMin())
              : Math.log(params.icPriorVarScale());
    }
    for (int u = 0; u < plan.inputs; u++) {
      phi[u] = Math.exp(-Math.exp(-value(Names.AR_LOG_TAU, u)));
      logInnovation[u] = value(Names.AR_LOG_VARIANCE, u);
      logProcess[u] = logInnovation[u] - Math.log1p(-phi[u]) - Math.log1p(phi[u]);
      innovationPrecision[u] = Math.exp(-logInnovation[u]);
      processPrecision[u] = Math.exp(-logProcess[u]);
    }
  }

  /** Adds the gradients of one strip to the flat gradient. */
  void scatter(GradientRows gradients, float[] flat) {
    RunParams params = plan.spec.params();
    double span = params.icPriorVarMax() - params.icPriorVarMin();
    for (int z = 0; z < plan.initial; z++) {
      add(flat, Names.PRIOR_MEAN, z, gradients.priorMean[z]);
      if (plan.spec.trainsIcPriorVariance()) {
        double s = share(z);
        double slope = span * s * (1 - s) / (s * span + params.icPriorVarMin());
        add(flat, Names.PRIOR_VARIANCE, z, gradients.priorLogVariance[z] * slope);
      }
    }
    for (int u = 0; u < plan.inputs; u++) {
      double slope = phi[u] * Math.exp(-value(Names.AR_LOG_TAU, u));
      add(flat, Names.AR_LOG_TAU, u, gradients.phi[u] * slope);
      add(flat, Names.AR_LOG_VARIANCE, u, gradients.logInnovation[u]);
    }
  }

  private double share(int z) {
    return 1 / (1 + Math.exp(-value(Names.PRIOR_VARIANCE, z)));
  }

  private double value(String name, int i) {
    return parameters.values()[parameters.place(name).at() + i];
  }

  private void add(float[] flat, String name, int i, double gradient) {
    flat[parameters.place(name).at() + i] += (float) gradient;
  }
}
