package org.lfads4j.data;

import java.util.Random;
import java.util.stream.IntStream;

/** Draws without replacement, the same for the same seed on every machine. */
final class RandomSubset {
  private RandomSubset() {}

  /**
   * A share of the numbers below {@code from}, ascending; at least one, and never all.
   *
   * @param share between 0 and 1, both excluded
   */
  static int[] share(String what, double share, int from, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          what + " must be a fraction between 0 and 1, got " + Numbers.text(share));
    }
    if (from < 2) {
      throw new IllegalArgumentException(what + " must be drawn from at least 2, got " + from);
    }
    int count = Math.max(1, Math.min(from - 1, (int) Math.round(share * from)));
    int[] order = IntStream.range(0, from).toArray();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(from - i);
      int drawn = order[other];
      order[other] = order[i];
      order[i] = drawn;
    }
    return IntStream.of(order).limit(count).sorted().toArray();
  }
}
