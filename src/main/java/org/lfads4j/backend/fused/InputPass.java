package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.ArProcess;
import org.lfads4j.model.Gaussians;
import org.lfads4j.model.Objective;

/** The inferred inputs, drawn bin by bin, and their divergence from the prior; with gradients. */
final class InputPass {
  private final Plan plan;
  private final Priors priors;
  private final int inputs;

  InputPass(Plan plan, Priors priors) {
    this.plan = plan;
    this.priors = priors;
    this.inputs = plan.inputs;
  }

  /** Draws bin t from the posterior in the workspace; without noise this is the mean. */
  void draw(Workspace w, int t) {
    Workspace.InputRows rows = w.inputs;
    Rows bin = rows.posterior.bin(t);
    float[] posterior = bin.values();
    for (int r = 0; r < w.rows; r++) {
      int from = bin.at(r);
      int noise = (r * plan.bins + t) * inputs;
      int to = (t * w.rows + r) * inputs;
      for (int u = 0; u < inputs; u++) {
        float eps = rows.noise[noise + u];
        float deviation =
            eps == 0 ? 0 : (float) Gaussians.deviation(posterior[from + inputs + u], eps);
        rows.deviation[to + u] = deviation;
        rows.sample[to + u] = posterior[from + u] + deviation;
      }
    }
  }

  /** The one-sample estimate of KL(q || p) of each row. */
  void divergence(Workspace w, Tile tile, RowTerms terms) {
    for (int r = 0; r < tile.count(); r++) {
      double sum = 0;
      for (int u = 0; u < inputs; u++) {
        sum += divergence(w, r, u);
      }
      terms.inputDivergence[tile.first() + r] = sum;
    }
  }

  private double divergence(Workspace w, int r, int u) {
    Workspace.InputRows rows = w.inputs;
    double sum = 0;
    double before = 0;
    ArProcess process = priors.processes[u];
    double innovation = priors.innovationPrecision[u];
    for (int t = 0; t < plan.bins; t++) {
      double eps = rows.noise[(r * plan.bins + t) * inputs + u];
      Rows bin = rows.posterior.bin(t);
      double logVariance = bin.values()[bin.at(r) + inputs + u];
      double sample = rows.sample[(t * w.rows + r) * inputs + u];
      double distance = t == 0 ? sample : sample - process.phi() * before;
      sum -= Gaussians.cost(eps, 1, logVariance);
      sum +=
          t == 0
              ? Gaussians.cost(distance, priors.processPrecision[u], priors.logProcess[u])
              : Gaussians.cost(distance, innovation, process.logInnovation());
      before = sample;
    }
    return sum;
  }

  /** Half the squared sum over bins of two means' product, averaged over pairs. */
  void correlation(Workspace w, Tile tile, RowTerms terms) {
    Workspace.InputRows rows = w.inputs;
    Arrays.fill(rows.products, 0);
    for (int r = 0; r < tile.count(); r++) {
      double sum = 0;
      for (int i = 0; i < inputs; i++) {
        for (int j = i + 1; j < inputs; j++) {
          double product = 0;
          for (int t = 0; t < plan.bins; t++) {
            Rows bin = rows.posterior.bin(t);
            int at = bin.at(r);
            product += (double) bin.values()[at + i] * bin.values()[at + j];
          }
          rows.products[(r * inputs + i) * inputs + j] = product;
          rows.products[(r * inputs + j) * inputs + i] = product;
          sum += 0.5 * product * product;
        }
      }
      terms.correlation[tile.first() + r] = sum * Objective.pairShare(inputs);
    }
  }

  /**
   * Backward through bin t: mean and log variance in the workspace become their gradients. The
   * gradient of the sample is in the generator's trace.
   */
  void back(Workspace w, Tile tile, int t, TermWeights weights, GradientRows gradients) {
    Workspace.InputRows rows = w.inputs;
    Rows bin = rows.posterior.bin(t);
    float[] posterior = bin.values();
    Rows d = w.generator.dExtra;
    for (int r = tile.count(); r < w.rows; r++) {
      Arrays.fill(posterior, bin.at(r), bin.at(r) + 2 * inputs, 0);
    }
    for (int r = 0; r < tile.count(); r++) {
      int at = bin.at(r);
      int from = d.at(r);
      for (int u = 0; u < inputs; u++) {
        double prior = priorGradient(w, r, t, u, weights.inputDivergence(), gradients);
        double dSample = d.values()[from + u] + prior;
        double deviation = rows.deviation[(t * w.rows + r) * inputs + u];
        posterior[at + inputs + u] =
            (float) (0.5 * deviation * dSample - 0.5 * weights.inputDivergence());
        rows.meanBack[u] = dSample + correlationGradient(rows, r, at, u, weights.correlation());
      }
      for (int u = 0; u < inputs; u++) {
        posterior[at + u] = (float) rows.meanBack[u];
      }
    }
  }

  /**
   * The gradient of minus the prior's log density with respect to the sample of bin t. Also adds
   * the gradients of the prior's parameters.
   */
  private double priorGradient(
      Workspace w, int r, int t, int u, double weight, GradientRows gradients) {
    float[] sample = w.inputs.sample;
    int step = w.rows * inputs;
    int at = (t * w.rows + r) * inputs + u;
    double phi = priors.processes[u].phi();
    double innovation = priors.innovationPrecision[u];
    double gradient;
    if (t == 0) {
      double precision = priors.processPrecision[u];
      double byLogProcess = 0.5 * weight * (1 - (double) sample[at] * sample[at] * precision);
      gradients.logInnovation[u] += byLogProcess;
      gradients.phi[u] += priors.processes[u].phiGradient(byLogProcess);
      gradient = sample[at] * precision;
    } else {
      double distance = sample[at] - phi * sample[at - step];
      gradients.logInnovation[u] += 0.5 * weight * (1 - distance * distance * innovation);
      gradients.phi[u] -= weight * distance * innovation * sample[at - step];
      gradient = distance * innovation;
    }
    if (t + 1 < plan.bins) {
      gradient -= phi * (sample[at + step] - phi * sample[at]) * innovation;
    }
    return weight * gradient;
  }

  private double correlationGradient(
      Workspace.InputRows rows, int r, int at, int u, double weight) {
    if (weight == 0) {
      return 0;
    }
    double sum = 0;
    for (int j = 0; j < inputs; j++) {
      if (j != u) {
        sum += rows.products[(r * inputs + u) * inputs + j] * rows.posterior.all().values()[at + j];
      }
    }
    return weight * Objective.pairShare(inputs) * sum;
  }
}
