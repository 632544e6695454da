package org.lfads4j.backend;

import java.util.Arrays;

/**
 * The counter-based generator Philox4x32-10 (Salmon et al. 2011, SC'11): a keyed bijection of
 * 128-bit counters, so that any number of the stream can be computed without those before it.
 */
final class Philox {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long LOW = 0xFFFFFFFFL;

  /** How many blocks {@link #blocks} writes, of four words each. */
  static final int BLOCKS = 64;

  private Philox() {}

  /** Writes four words for the counter (first, row, number) under a key. */
  static void block(int first, long row, int number, long key, int[] out) {
    int x0 = first;
    int x1 = (int) row;
    int x2 = (int) (row >>> 32);
    int x3 = number;
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = (MULTIPLIER_0 & LOW) * (x0 & LOW);
      long p1 = (MULTIPLIER_1 & LOW) * (x2 & LOW);
      int y0 = (int) (p1 >>> 32) ^ x1 ^ key0;
      int y2 = (int) (p0 >>> 32) ^ x3 ^ key1;
      x1 = (int) p1;
      x3 = (int) p0;
      x0 = y0;
      x2 = y2;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
  }

  /**
   * Writes many blocks at once: word w of the block of counter {@code first} + i goes to place w x
   * {@link #BLOCKS} + i, as a number that is not negative. One array and plain loops over it,
   * because that is what the compiler turns into vector instructions.
   */
  static void blocks(int first, long row, int number, long key, long[] out) {
    for (int i = 0; i < BLOCKS; i++) {
      out[i] = (first + i) & LOW;
    }
    Arrays.fill(out, BLOCKS, 2 * BLOCKS, row & LOW);
    Arrays.fill(out, 2 * BLOCKS, 3 * BLOCKS, row >>> 32);
    Arrays.fill(out, 3 * BLOCKS, 4 * BLOCKS, number & LOW);
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      round(out, key0 & LOW, key1 & LOW);
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
  }

  private static void round(long[] x, long key0, long key1) {
    for (int i = 0; i < BLOCKS; i++) {
      long p0 = (MULTIPLIER_0 & LOW) * x[i];
      long p1 = (MULTIPLIER_1 & LOW) * x[i + 2 * BLOCKS];
      long y0 = (p1 >>> 32) ^ x[i + BLOCKS] ^ key0;
      long y2 = (p0 >>> 32) ^ x[i + 3 * BLOCKS] ^ key1;
      x[i] = y0;
      x[i + BLOCKS] = p1 & LOW;
      x[i + 2 * BLOCKS] = y2;
      x[i + 3 * BLOCKS] = p0 & LOW;
    }
  }
}
