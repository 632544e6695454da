package org.lfads4j.backend.fused;

import org.lfads4j.model.ArProcess;
import org.lfads4j.model.IcPrior;
import org.lfads4j.model.Names;

/** The priors in double precision, and the gradients of their parameters. */
final class Priors {
  final double[] mean;
  final double[] logVariance;

  /** The prior of each inferred input. */
  final ArProcess[] processes;

  final double[] logProcess;
  final double[] innovationPrecision;
  final double[] processPrecision;
  private final Plan plan;
  private final FlatParameters parameters;
  private final IcPrior initial;

  Priors(Plan plan, FlatParameters parameters) {
    this.plan = plan;
    this.parameters = parameters;
    this.initial = IcPrior.of(plan.spec);
    this.mean = new double[plan.initial];
    this.logVariance = new double[plan.initial];
    this.processes = new ArProcess[plan.inputs];
    this.logProcess = new double[plan.inputs];
    this.innovationPrecision = new double[plan.inputs];
    this.processPrecision = new double[plan.inputs];
    for (int z = 0; z < plan.initial; z++) {
      mean[z] = value(Names.PRIOR_MEAN, z);
      logVariance[z] = StrictMath.log(initial.variance(varianceParameter(z)));
    }
    for (int u = 0; u < plan.inputs; u++) {
      processes[u] = ArProcess.of(value(Names.AR_LOG_TAU, u), value(Names.AR_LOG_VARIANCE, u));
      logProcess[u] = processes[u].logProcess();
      innovationPrecision[u] = StrictMath.exp(-processes[u].logInnovation());
      processPrecision[u] = StrictMath.exp(-logProcess[u]);
    }
  }

  /** Adds the gradients of one strip to the flat gradient. */
  void scatter(GradientRows gradients, float[] flat) {
    for (int z = 0; z < plan.initial; z++) {
      add(flat, Names.PRIOR_MEAN, z, gradients.priorMean[z]);
      if (initial.isTrained()) {
        double slope = initial.logVarianceSlope(varianceParameter(z));
        add(flat, Names.PRIOR_VARIANCE, z, gradients.priorLogVariance[z] * slope);
      }
    }
    for (int u = 0; u < plan.inputs; u++) {
      add(flat, Names.AR_LOG_TAU, u, gradients.phi[u] * processes[u].phiSlope());
      add(flat, Names.AR_LOG_VARIANCE, u, gradients.logInnovation[u]);
    }
  }

  private double varianceParameter(int z) {
    return initial.isTrained() ? value(Names.PRIOR_VARIANCE, z) : 0;
  }

  private double value(String name, int i) {
    return parameters.values()[parameters.place(name).at() + i];
  }

  private void add(float[] flat, String name, int i, double gradient) {
    flat[parameters.place(name).at() + i] += (float) gradient;
  }
}
