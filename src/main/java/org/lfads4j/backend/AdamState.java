package org.lfads4j.backend;

import org.lfads4j.config.Internal;

/**
 * Adam's two moments, beside the parameters, so that they can be saved and restored to the bit. In
 * the form of the original: the epsilon is added to the square root of the uncorrected second
 * moment.
 */
@Internal
public interface AdamState {
  /**
   * Updates every parameter that has a gradient: first the moments m and v, with the gradient times
   * {@code scale}; then {@code step} m / (sqrt(v) + epsilon) is subtracted from the parameter.
   *
   * @param gradients of the same backend
   */
  void update(
      Gradients gradients, double scale, double step, float beta1, float beta2, double epsilon);

  /** A copy of both moments; names carry the suffixes {@code /m} and {@code /v}. */
  ParameterValues values();

  /** Overwrites both moments. */
  void set(ParameterValues values);
}
