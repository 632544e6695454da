package org.lfads4j.backend;

/**
 * Noise of samples that come in pairs: the second of a pair has the opposite of the first one's.
 * Which pair a sample belongs to follows from its number alone.
 *
 * <p>For {@link #stratified}, 16 pairs make a Latin hypercube. In each dimension the distances of
 * the first samples' quantiles from 1/2 lie one in each of 16 intervals of [0, 1/2), in a random
 * order that the hypercube and the dimension determine, at a random place in the interval, on a
 * random side of 1/2. With the opposite ones, each of 32 intervals has one.
 */
final class PairedSamples {
  /** Pairs of a hypercube. */
  static final int PAIRS = 16;

  private static final double TO_UNIT = 0x1.0p-24;

  /** The numbers 0 to 15, four bits each. */
  private static final long ORDERED = 0xFEDCBA9876543210L;

  private PairedSamples() {}

  /** The row of the pair that a row (trial, sample) belongs to. */
  static long pair(long row) {
    return NoiseKey.row((int) (row >>> 32), (int) row >>> 1);
  }

  /** Whether it has the opposite of the pair's noise. */
  static boolean isSecond(long row) {
    return (row & 1) == 1;
  }

  /** The noise of a row's pair; the caller turns it round for the second. */
  static void stratified(RandomStream stream, long row, float[] out, int offset, int count) {
    int trial = (int) (row >>> 32);
    int pair = (int) row >>> 1;
    // Orders have rows of their own: samples are never negative.
    long orders = NoiseKey.row(trial, ~(pair / PAIRS));
    int[] places = new int[4];
    int[] order = new int[4];
    for (int i = 0; i < count; i++) {
      if ((i & 3) == 0) {
        stream.words(NoiseKey.row(trial, pair), i >>> 2, places);
      }
      if ((i & 1) == 0) {
        stream.words(orders, i >>> 1, order);
      }
      int half = 2 * (i & 1);
      int interval = placed(order[half], order[half + 1], pair % PAIRS);
      int word = places[i & 3];
      double within = ((word >>> 8) + 0.5) * TO_UNIT;
      double distance = Normals.quantile(0.5 * (interval + within) / PAIRS);
      out[offset + i] = (float) ((word & 1) == 0 ? distance : -distance);
    }
  }

  /**
   * What a random order of 0 to 15 has at a place: the shuffle of Fisher and Yates, where the
   * digits of one random number in mixed radix say what is exchanged.
   */
  private static int placed(int high, int low, int place) {
    long fraction = (((long) high << 32) | (low & 0xFFFFFFFFL)) >>> 1;
    long order = ORDERED;
    for (int i = PAIRS - 1; i > 0; i--) {
      long many = 2L * (i + 1);
      int k = (int) Math.multiplyHigh(fraction, many);
      fraction = (fraction * many) >>> 1;
      long changed = ((order >>> (4 * i)) ^ (order >>> (4 * k))) & 15;
      order ^= (changed << (4 * i)) | (changed << (4 * k));
    }
    return (int) (order >>> (4 * place)) & 15;
  }
}
