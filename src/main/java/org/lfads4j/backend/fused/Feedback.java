package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;

/** The model's last output on its way to the controller: factors, or rates; and back. */
final class Feedback {
  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final int columns;
  private final Rows zeros;
  private final Rows ones;

  Feedback(Weights weights, Kernels kernels) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
    this.columns = plan.padded(plan.feedback());
    this.zeros =
        Rows.repeated(
            Math.max(
                Math.max(plan.padded(plan.factors), plan.padded(plan.neurons)),
                plan.encodingColumns()));
    this.ones = Rows.repeated(columns);
    Arrays.fill(ones.values(), 1);
  }

  /** A row of zeros wide enough for factors, neurons and encodings. */
  Rows zeros() {
    return zeros;
  }

  /** Puts the output of the bin before t where the controller reads it. */
  void read(Workspace w, int t, boolean dropped) {
    CellTrace trace = w.controller.orElseThrow();
    Rows source = w.factors;
    int sourceAt = w.bin(w.factors, t);
    if (plan.spec.feedsBackRates()) {
      source = w.feedback.value;
      weights.readOut.apply(k, w.rows, w.factors, sourceAt, source, 0);
      emit(w, t);
      sourceAt = 0;
    }
    int to = trace.before(t) + weights.shared.controller.orElseThrow().paddedUnits();
    if (dropped) {
      int masks = w.bin(w.feedback.masks, t);
      k.times(w.rows, columns, source, sourceAt, w.feedback.masks, masks, trace.state, to);
      return;
    }
    for (int r = 0; r < w.rows; r++) {
      System.arraycopy(
          source.values(),
          sourceAt + r * source.stride(),
          trace.state.values(),
          to + r * trace.state.stride(),
          plan.feedback());
    }
  }

  /** What was read out becomes what is fed back, and leaves its slope for the way back. */
  private void emit(Workspace w, int t) {
    Rows value = w.feedback.value;
    Rows slope = w.feedback.slope;
    boolean limited = t > 0 && !plan.spec.isGaussian();
    float limit = limited ? (float) Constants.EMISSION_CLIP : Float.MAX_VALUE;
    int slopeAt = w.bin(slope, t);
    for (int r = 0; r < w.rows; r++) {
      for (int c = 0; c < columns; c++) {
        boolean free = Math.abs(value.values()[r * value.stride() + c]) <= limit;
        slope.values()[slopeAt + r * slope.stride() + c] = free ? 1 : 0;
      }
    }
    if (!plan.spec.isGaussian()) {
      k.exp(w.rows, columns, limit, value, 0, value, 0);
      k.times(w.rows, columns, value, 0, slope, slopeAt, slope, slopeAt);
    }
  }

  /** The gradient of what the controller read in bin t goes to the output of the bin before. */
  void back(Workspace w, int t, boolean dropped) {
    gradient(w, t, dropped);
    Rows to = plan.spec.feedsBackRates() ? w.location : w.factorsBack;
    int at = plan.spec.feedsBackRates() ? w.bin(to, t - 1) : w.bin(to, t);
    k.add(w.rows, columns, w.feedback.back, 0, to, at);
  }

  /** The gradient of what the controller read in the first bin goes to the generator's start. */
  void startBack(Workspace w, boolean dropped, GradientRows gradients) {
    gradient(w, 0, dropped);
    Rows back = w.feedback.back;
    if (plan.spec.feedsBackRates()) {
      weights.readOut.gradients(k, w.rows, w.factors, 0, back, 0, gradients);
      weights.readOut.back(k, w.rows, back, 0, zeros, 0, w.factorsBack, 0);
    } else {
      k.times(w.rows, columns, back, 0, ones, 0, w.factorsBack, 0);
    }
    weights.shared.factorMap.gradients(
        k, w.rows, w.generator.state, 0, w.factorsBack, 0, gradients);
    weights.shared.factorMap.addBack(k, w.rows, w.factorsBack, 0, w.generator.d, 0);
  }

  /** Of the output (before the exponential), in the workspace. */
  private void gradient(Workspace w, int t, boolean dropped) {
    CellTrace trace = w.controller.orElseThrow();
    int from = weights.shared.controller.orElseThrow().paddedUnits();
    Rows out = w.feedback.back;
    Rows masks = dropped ? w.feedback.masks : ones;
    int masksAt = dropped ? w.bin(w.feedback.masks, t) : 0;
    k.times(w.rows, columns, trace.d, from, masks, masksAt, out, 0);
    if (plan.spec.feedsBackRates()) {
      k.times(w.rows, columns, out, 0, w.feedback.slope, w.bin(w.feedback.slope, t), out, 0);
    }
  }
}
