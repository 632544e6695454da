package org.lfads4j.population;

import org.lfads4j.config.Internal;

/** The cost by which a member is judged. */
@Internal
public final class SmoothedCost {
  private static final double KEPT = 0.3;

  private SmoothedCost() {}

  /**
   * The exponentially smoothed validation cost at the end of a part of training: each epoch counts
   * 0.7, all before it 0.3.
   *
   * @param costs of the part's epochs, at least one
   */
  public static double last(double[] costs) {
    double smoothed = costs[0];
    for (int i = 1; i < costs.length; i++) {
      smoothed = KEPT * smoothed + (1 - KEPT) * costs[i];
    }
    return smoothed;
  }
}
