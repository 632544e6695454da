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
        factory.matrix(generator, plan.padded(factors)).with(factory.part(Names.FACTOR_MAP), 0, 0);
    this.lengths = new double[factors];
    this.floored = new boolean[factors];
    this.forward = new Panels(generator, plan.padded(factors), plan.lanes);
    this.backward = new Panels(plan.padded(factors), plan.padded(generator), plan.lanes);
    this.zeros = Rows.repeated(Math.max(plan.padded(factors), plan.padded(generator)));
  }

  /** Takes in the parameters, each column divided by its length. */
  void pack(float[] flat) {
    weights.gather(flat);
    Rows w = weights.values();
    for (int f = 0; f < factors; f++) {
      double squared = 0;
      for (int g = 0; g < generator; g++) {
        double value = w.values()[w.at(g) + f];
        squared += value * value;
      }
      floored[f] = squared < Constants.SMALLEST_SQUARED_LENGTH;
      lengths[f] = Math.sqrt(Math.max(squared, Constants.SMALLEST_SQUARED_LENGTH));
      for (int g = 0; g < generator; g++) {
        int at = w.at(g) + f;
        w.values()[at] = (float) (w.values()[at] / lengths[f]);
      }
    }
    forward.set(w);
    backward.setTransposed(w);
  }

  /** factors = state times the scaled weights. */
  void apply(Kernels k, Rows state, Rows out) {
    k.multiply(state, forward, zeros, out);
  }

  /** out = the gradient of what went in. */
  void back(Kernels k, Rows d, Rows out) {
    k.multiply(d, backward, zeros, out);
  }

  /** out += the gradient of what went in. */
  void addBack(Kernels k, Rows d, Rows out) {
    k.multiply(d, backward, out, out);
  }

  /** Adds the gradient of the scaled weights. */
  void gradients(Kernels k, Rows in, Rows d, GradientRows gradients) {
    k.multiplyTransposed(in, d, gradients.of(weights));
  }

  /** Turns a gradient of the scaled weights into one of the weights themselves. */
  void unscale(Panels gradient) {
    Rows w = weights.values();
    float[] d = gradient.values();
    for (int f = 0; f < factors; f++) {
      double along = 0;
      for (int g = 0; g < generator && !floored[f]; g++) {
        along += (double) d[gradient.at(g, f)] * w.values()[w.at(g) + f];
      }
      for (int g = 0; g < generator; g++) {
        int at = gradient.at(g, f);
        d[at] = (float) ((d[at] - along * w.values()[w.at(g) + f]) / lengths[f]);
      }
    }
  }

  Matrix weights() {
    return weights;
  }
}
