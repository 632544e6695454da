package org.lfads4j.config;

/**
 * Elements (one trial, bin and neuron) that training hides from the encoders, so that a model
 * cannot reconstruct single spikes by passing them through: the two remedies of Keshtkaran and
 * Pandarinath (2019, NeurIPS 32). Both enter the param hash.
 *
 * @param coordinatedDropout the share of elements hidden in a step, drawn anew for each; those that
 *     are shown are scaled up, and only those that are hidden count in the cost; in [0, 1), default
 *     0: off
 * @param sampleValidation the share of elements hidden in all of training, drawn once for the
 *     trials of both sides of the split; the validation cost is that of these elements alone; in
 *     [0, 1), default 0: off
 */
public record Hiding(double coordinatedDropout, double sampleValidation) {
  /** Nothing hidden. */
  public static final Hiding NONE = new Hiding(0, 0);

  /**
   * Checks both shares.
   *
   * @throws IllegalArgumentException if one is not in [0, 1)
   */
  public Hiding {
    check("coordinatedDropout", coordinatedDropout);
    check("sampleValidation", sampleValidation);
  }

  /** Whether anything is hidden. */
  public boolean any() {
    return coordinatedDropout > 0 || sampleValidation > 0;
  }

  private static void check(String where, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(where + " must be >= 0 and < 1, got " + share);
    }
  }
}
