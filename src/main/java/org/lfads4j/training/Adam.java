package org.lfads4j.training;

import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.ParameterValues;

/**
 * Adam (Kingma and Ba 2015) as TensorFlow 1 computes it: epsilon is added to the square root of the
 * uncorrected second moment, and both corrections are in the step:
 *
 * <pre>
 * w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * <p>Where gradients are much smaller than epsilon (0.1 by default, to which LFADS is calibrated)
 * this is gradient descent with momentum.
 */
final class Adam {
  /** Single precision, as the engines compute with, so that the corrections match them. */
  static final float BETA_1 = 0.9f;

  static final float BETA_2 = 0.999f;

  private final AdamState state;
  private final double epsilon;
  private int updates;

  /**
   * The rule over a state.
   *
   * @param epsilon above 0
   * @param updates how many made that state what it is
   */
  Adam(AdamState state, double epsilon, int updates) {
    this.state = state;
    this.epsilon = epsilon;
    this.updates = updates;
  }

  /** A copy of both moments of the gradients. */
  ParameterValues moments() {
    return state.values();
  }

  /** Moves the parameters along the gradients times {@code scale}. */
  void update(Gradients gradients, double rate, double scale) {
    updates++;
    double step =
        rate
            * Math.sqrt(1 - StrictMath.pow(BETA_2, updates))
            / (1 - StrictMath.pow(BETA_1, updates));
    state.update(gradients, scale, step, BETA_1, BETA_2, epsilon);
  }

  /** The factor that brings gradients of this global length down to at most {@code maxNorm}. */
  static double clipScale(double norm, double maxNorm) {
    return maxNorm / Math.max(norm, maxNorm);
  }
}
