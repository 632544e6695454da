package org.lfads4j.inference;

/** Poisson counts from one uniform number. */
final class Poisson {
  /** Above this mean, exp(-mean) is too small to sum the probabilities from 0. */
  private static final double LARGE_MEAN = 500;

  private Poisson() {}

  /** The smallest count whose cumulative probability exceeds {@code uniform}. */
  static float count(double mean, double uniform) {
    if (mean > LARGE_MEAN) {
      throw new IllegalArgumentException(
          "expected counts per bin must be <= 500 to draw spikes, got " + mean);
    }
    double probability = StrictMath.exp(-mean);
    double cumulative = probability;
    int count = 0;
    while (uniform >= cumulative && probability > 0) {
      count++;
      probability *= mean / count;
      cumulative += probability;
    }
    return count;
  }
}
