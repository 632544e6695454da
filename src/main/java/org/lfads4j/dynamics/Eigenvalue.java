package org.lfads4j.dynamics;

/**
 * An eigenvalue of the generator's update from one bin to the next, around a point: along its mode
 * a small distance from the point is multiplied by it in each bin.
 *
 * @param real its real part
 * @param imaginary its imaginary part; modes that turn come in pairs of opposite signs
 */
public record Eigenvalue(double real, double imaginary) {
  /** By how much a distance grows in a bin: below 1 it shrinks. */
  public double magnitude() {
    return Math.hypot(real, imaginary);
  }

  /** Whether a distance shrinks. */
  public boolean isStable() {
    return magnitude() < 1;
  }

  /**
   * The time in which a distance shrinks to 1/e, in ms; negative where it grows, the time in which
   * it becomes e times as large.
   *
   * @param binMs width of a bin
   */
  public double timeConstantMs(double binMs) {
    return -binMs / Math.log(magnitude());
  }

  /** The time in which a distance halves, in ms; negative where it doubles. */
  public double halfLifeMs(double binMs) {
    return Math.log(2) * timeConstantMs(binMs);
  }

  /** Turns in a second, at least 0. */
  public double frequencyHz(double binMs) {
    return Math.abs(Math.atan2(imaginary, real)) / (2 * Math.PI) * 1000 / binMs;
  }
}
