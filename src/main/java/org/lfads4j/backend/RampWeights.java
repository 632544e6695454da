package org.lfads4j.backend;

/**
 * Where the two ramps stand.
 *
 * @param kl weight of the KL terms, 0 to 1
 * @param l2 weight of the L2 penalty, 0 to 1
 */
public record RampWeights(double kl, double l2) {
  /** Both ramps complete. */
  public static final RampWeights FULL = new RampWeights(1, 1);
}
