package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;

/** The model's output of the bin before (factors or rates) as the controller reads it, and back. */
final class Feedback {
  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final int columns;
  private final Rows zeros;

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
  }

  /** A row of zeros wide enough for factors, neurons and encodings. */
  Rows zeros() {
    return zeros;
  }

  /** Puts the output of the bin before t where the controller reads it. */
  void read(Workspace w, int t, boolean dropped) {
    Rows source = w.factors.bin(t);
    if (plan.spec.feedsBackRates()) {
      weights.readOut.apply(k, source, w.feedback.value);
      source = w.feedback.value;
      emit(w, t);
    }
    Rows to = w.controller.orElseThrow().extra(t);
    if (dropped) {
      k.times(source, w.feedback.masks.bin(t), to);
    } else {
      // A view of these columns would be allocated for every bin.
      for (int r = 0; r < w.rows; r++) {
        System.arraycopy(source.values(), source.at(r), to.values(), to.at(r), plan.feedback());
      }
    }
  }

  /** Turns the read-out into what is fed back, and keeps the slope for the way back. */
  private void emit(Workspace w, int t) {
    Rows value = w.feedback.value;
    Rows slope = w.feedback.slope.bin(t);
    boolean limited = t > 0 && !plan.spec.isGaussian();
    float limit = limited ? (float) Constants.EMISSION_CLIP : Float.MAX_VALUE;
    for (int r = 0; r < w.rows; r++) {
      for (int c = 0; c < columns; c++) {
        boolean free = Math.abs(value.values()[value.at(r) + c]) <= limit;
        slope.values()[slope.at(r) + c] = free ? 1 : 0;
      }
    }
    if (!plan.spec.isGaussian()) {
      k.exp(limit, value, value);
      k.times(value, slope, slope);
    }
  }

  /** The gradient of what the controller read in bin t goes to the output of the bin before. */
  void back(Workspace w, int t, boolean dropped) {
    gradient(w, t, dropped);
    k.add(
        w.feedback.back, plan.spec.feedsBackRates() ? w.location.bin(t - 1) : w.factorsBack.bin(t));
  }

  /** The gradient of what the controller read in the first bin goes to the generator's start. */
  void startBack(Workspace w, boolean dropped, GradientRows gradients) {
    gradient(w, 0, dropped);
    Rows back = w.feedback.back;
    Rows factorsBack = w.factorsBack.bin(0);
    if (plan.spec.feedsBackRates()) {
      weights.readOut.gradients(k, w.factors.bin(0), back, gradients);
      weights.readOut.back(k, back, zeros, factorsBack);
    } else {
      factorsBack.copy(back);
    }
    FactorMap map = weights.shared.factorMap;
    map.gradients(k, w.generator.firstState(), factorsBack, gradients);
    map.addBack(k, factorsBack, w.generator.d);
  }

  /** Computes the gradient of the output (before the exponential) in the workspace. */
  private void gradient(Workspace w, int t, boolean dropped) {
    Rows d = w.controller.orElseThrow().dExtra;
    Rows out = w.feedback.back;
    if (dropped) {
      k.times(d, w.feedback.masks.bin(t), out);
    } else {
      out.copy(d);
    }
    if (plan.spec.feedsBackRates()) {
      k.times(out, w.feedback.slope.bin(t), out);
    }
  }
}
