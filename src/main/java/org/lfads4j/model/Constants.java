package org.lfads4j.model;

import org.lfads4j.config.Internal;

/** The fixed numbers of LFADS, the same in every backend. */
@Internal
public final class Constants {
  /** Emitted log counts and log variances are kept within this, so that exp stays finite. */
  public static final double EMISSION_CLIP = 80;

  /** Added to the sum of the update gate, so that a new cell keeps its state. Not a parameter. */
  public static final double UPDATE_GATE_OFFSET = 1;

  /** Squared column lengths of the factor map below this count as this. */
  public static final double SMALLEST_SQUARED_LENGTH = 1e-12;

  /** log(2 pi), a part of every Gaussian's log density. */
  public static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  private Constants() {}

  /** Log counts or log variances within {@link #EMISSION_CLIP}. */
  static Tensor limited(Tensor tensor) {
    return tensor.clipped(-EMISSION_CLIP, EMISSION_CLIP);
  }
}
