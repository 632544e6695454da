package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/** An affine map: weights and bias, packed for the forward and the backward pass. */
final class Layer {
  private final Matrix weights;
  private final Matrix bias;
  private final Rows biasRow;
  private final Panels forward;
  private final Panels backward;

  /**
   * A layer.
   *
   * @param bias one row of the same columns
   */
  Layer(Plan plan, Matrix weights, Matrix bias) {
    this.weights = weights;
    this.bias = bias;
    this.biasRow = Rows.repeated(weights.columns());
    this.forward = new Panels(weights.rows(), weights.columns(), plan.lanes);
    this.backward = new Panels(weights.columns(), plan.padded(weights.rows()), plan.lanes);
  }

  /** Copies the parameters into the layout of the kernels. */
  void pack(float[] flat) {
    weights.gather(flat);
    bias.gather(flat);
    biasRow.copy(bias.values());
    forward.set(weights.values());
    backward.setTransposed(weights.values());
  }

  /** out = bias + in weights. */
  void apply(Kernels k, Rows in, Rows out) {
    k.multiply(in, forward, biasRow, out);
  }

  /** out = start + d transpose(weights). */
  void back(Kernels k, Rows d, Rows start, Rows out) {
    k.multiply(d, backward, start, out);
  }

  /** Adds the gradients of weights and bias. */
  void gradients(Kernels k, Rows in, Rows d, GradientRows gradients) {
    k.multiplyTransposed(in, d, gradients.of(weights));
    k.addRows(d, gradients.of(bias));
  }
}
