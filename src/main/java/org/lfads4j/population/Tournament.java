package org.lfads4j.population;

import java.util.stream.IntStream;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.Internal;

/**
 * Decides who goes on from whose state: each member is compared with one other, drawn at random
 * (Jaderberg et al. 2017, "binary tournament").
 */
@Internal
public final class Tournament {
  private Tournament() {}

  /**
   * For each member the one whose state it goes on from: the other one if its cost is lower, else
   * itself. All are compared as they were, so a member that is copied may itself copy another.
   *
   * @param generation that begins
   * @param costs of the members, the lower the better; NaN of one that failed
   */
  public static int[] donors(long seed, int generation, double[] costs) {
    RandomStream stream =
        new RandomStream(seed, RandomStream.Phase.POPULATION, RandomStream.Use.OPPONENT);
    int[] donors = new int[costs.length];
    for (int i = 0; i < costs.length; i++) {
      int member = i;
      int[] others =
          IntStream.range(0, costs.length)
              .filter(j -> j != member && !Double.isNaN(costs[j]))
              .toArray();
      donors[i] = i;
      if (others.length > 0) {
        int other = others[(int) (stream.uniform(generation, i) * others.length)];
        donors[i] = Double.isNaN(costs[i]) || costs[other] < costs[i] ? other : i;
      }
    }
    return donors;
  }
}
