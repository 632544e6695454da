package org.lfads4j.backend;

/**
 * The counter-based generator Philox4x32-10 (Salmon et al. 2011, SC'11): a keyed bijection of
 * 128-bit counters, so that any number of the stream is had without the ones before.
 */
final class Philox {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private Philox() {}

  /** Writes four words for the counter (c0, c1, c2, c3) under the key (k0, k1). */
  static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
    int x0 = c0;
    int x1 = c1;
    int x2 = c2;
    int x3 = c3;
    int key0 = k0;
    int key1 = k1;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (x0 & 0xFFFFFFFFL);
      long p1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (x2 & 0xFFFFFFFFL);
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
   * Writes the blocks of counters c0 and c0 + 1, interleaved: the machine works on one while it
   * waits for the other.
   */
  static void twoBlocks(int c0, int c1, int c2, int c3, int k0, int k1, int[] out, int at) {
    int x0 = c0;
    int x1 = c1;
    int x2 = c2;
    int x3 = c3;
    int y0 = c0 + 1;
    int y1 = c1;
    int y2 = c2;
    int y3 = c3;
    int key0 = k0;
    int key1 = k1;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (x0 & 0xFFFFFFFFL);
      long p1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (x2 & 0xFFFFFFFFL);
      long q0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (y0 & 0xFFFFFFFFL);
      long q1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (y2 & 0xFFFFFFFFL);
      x0 = (int) (p1 >>> 32) ^ x1 ^ key0;
      y0 = (int) (q1 >>> 32) ^ y1 ^ key0;
      x2 = (int) (p0 >>> 32) ^ x3 ^ key1;
      y2 = (int) (q0 >>> 32) ^ y3 ^ key1;
      x1 = (int) p1;
      y1 = (int) q1;
      x3 = (int) p0;
      y3 = (int) q0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    out[at] = x0;
    out[at + 1] = x1;
    out[at + 2] = x2;
    out[at + 3] = x3;
    out[at + 4] = y0;
    out[at + 5] = y1;
    out[at + 6] = y2;
    out[at + 7] = y3;
  }
}
