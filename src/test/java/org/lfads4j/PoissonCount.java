package org.lfads4j;

import java.util.random.RandomGenerator;

/** Spike counts of known rates, for tests. */
public final class PoissonCount {
  private PoissonCount() {}

  /** A count with this mean: as many uniforms as can be multiplied before exp(-mean) is reached. */
  public static int of(double mean, RandomGenerator random) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
