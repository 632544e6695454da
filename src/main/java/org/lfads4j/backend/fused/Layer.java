package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/** An affine map: weights and bias, packed for the way there and the way back. */
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

  /** Takes in the parameters. */
  void pack(float[] flat) {
    weights.gather(flat);
    bias.gather(flat);
    System.arraycopy(bias.values().values(), 0, biasRow.values(), 0, weights.columns());
    forward.set(weights.values());
    backward.setTransposed(weights.values(), weights.rows());
  }

  /** out = bias + in weights. */
  void apply(Kernels k, int rows, Rows in, int inAt, Rows out, int outAt) {
    k.multiply(rows, in, inAt, forward, biasRow, 0, out, outAt);
  }

  /** out = start + d transpose(weights). */
  void back(Kernels k, int rows, Rows d, int dAt, Rows start, int startAt, Rows out, int outAt) {
    k.multiply(rows, d, dAt, backward, start, startAt, out, outAt);
  }

  /** Adds the gradients of weights and bias. */
  void gradients(Kernels k, int rows, Rows in, int inAt, Rows d, int dAt, GradientRows gradients) {
    k.multiplyTransposed(
        rows, in, inAt, Plan.evenRows(weights.rows()), d, dAt, gradients.of(weights));
    k.addRows(rows, weights.columns(), d, dAt, gradients.of(bias));
  }
}
