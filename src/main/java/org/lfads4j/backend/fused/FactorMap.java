package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Names;

/** Generator to factors, by weights whose columns are scaled to length one. */
final class FactorMap {
  private final Matrix weights;
  private final int factors;
  private final int generator;
  private final double[] lengths;
  private final boolean[] floored;
  private final Panels forward;
  private final Panels backward;
  private final Rows zeros;

  FactorMap(Plan plan, Matrix.Factory factory) {
    this.generator = plan.generator;
    this.factors = plan.factors;
    this.weights =
        factory
            .matrix(generator, plan.padded(factors))
            .with(factory.parameters(), Names.FACTOR_MAP, 0, 0);
    this.lengths = new double[factors];
    this.floored = new boolean[factors];
    this.forward = new Panels(generator, plan.padded(factors), plan.lanes);
    this.backward = new Panels(plan.padded(factors), plan.padded(generator), plan.lanes);
    this.zeros = Rows.repeated(Math.max(plan.padded(factors), plan.padded(generator)));
  }

  void pack(float[] flat) {
    weights.gather(flat);
    float[] w = weights.values().values();
    int stride = weights.values().stride();
    for (int f = 0; f < factors; f++) {
      double squared = 0;
      for (int g = 0; g < generator; g++) {
        squared += (double) w[g * stride + f] * w[g * stride + f];
      }
      floored[f] = squared < Constants.SMALLEST_SQUARED_LENGTH;
      lengths[f] = Math.sqrt(Math.max(squared, Constants.SMALLEST_SQUARED_LENGTH));
      for (int g = 0; g < generator; g++) {
        w[g * stride + f] = (float) (w[g * stride + f] / lengths[f]);
      }
    }
    forward.set(weights.values());
    backward.setTransposed(weights.values(), generator);
  }

  void apply(Kernels k, int rows, Rows state, int stateAt, Rows factorRows, int factorsAt) {
    k.multiply(rows, state, stateAt, forward, zeros, 0, factorRows, factorsAt);
  }

  /** out = the gradient of what went in. */
  void back(Kernels k, int rows, Rows d, int dAt, Rows out, int outAt) {
    k.multiply(rows, d, dAt, backward, zeros, 0, out, outAt);
  }

  /** out += the gradient of what went in. */
  void addBack(Kernels k, int rows, Rows d, int dAt, Rows out, int outAt) {
    k.multiply(rows, d, dAt, backward, out, outAt, out, outAt);
  }

  /** Adds the gradient of the scaled weights. */
  void gradients(Kernels k, int rows, Rows in, int inAt, Rows d, int dAt, GradientRows gradients) {
    k.multiplyTransposed(rows, in, inAt, Plan.evenRows(generator), d, dAt, gradients.of(weights));
  }

  /** Turns a gradient of the scaled weights into one of the weights themselves. */
  void unscale(Panels gradient) {
    float[] w = weights.values().values();
    float[] d = gradient.values();
    int stride = weights.values().stride();
    for (int f = 0; f < factors; f++) {
      double along = 0;
      for (int g = 0; g < generator && !floored[f]; g++) {
        along += (double) d[gradient.at(g, f)] * w[g * stride + f];
      }
      for (int g = 0; g < generator; g++) {
        int at = gradient.at(g, f);
        d[at] = (float) ((d[at] - along * w[g * stride + f]) / lengths[f]);
      }
    }
  }

  Matrix weights() {
    return weights;
  }
}
