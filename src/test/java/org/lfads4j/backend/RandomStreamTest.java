package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random numbers are those of Philox, one at a time or many at once. */
class RandomStreamTest {
  /** Known answers of Philox4x32-10, published with Random123 (Salmon et al. 2011). */
  @Test
  void philoxGivesItsKnownAnswers() {
    int[] words = new int[4];
    Philox.block(0, 0, 0, 0, words);
    assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, words);
    Philox.block(-1, -1, -1, -1, words);
    assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, words);
  }

  @Test
  void manyBlocksAreTheSameAsOneAfterTheOther() {
    long[] many = new long[4 * Philox.BLOCKS];
    int first = -3;
    long row = (-7L << 32) | 5;
    long key = (11L << 32) | 0xDEADBEEFL;
    Philox.blocks(first, row, 0x80000001, key, many);
    int[] one = new int[4];
    for (int i = 0; i < Philox.BLOCKS; i++) {
      Philox.block(first + i, row, 0x80000001, key, one);
      for (int w = 0; w < 4; w++) {
        assertEquals(Integer.toUnsignedLong(one[w]), many[w * Philox.BLOCKS + i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0.5", "7, 3, 0.95", "100, 50, 0.95", "3, 257, 0.01", "2, 600, 0"})
  void aMaskKeepsWhereTheUniformOfItsPositionIsBelow(int bins, int units, double keep) {
    RandomStream stream =
        new RandomStream(
            -123456789012L, RandomStream.Phase.TRAINING, RandomStream.Use.GENERATOR_MASK);
    long row = (9L << 32) | 0xFFFFFFF0L;
    int stride = units + 2;
    float[] masks = new float[1 + bins * stride];
    stream.masks(row, bins, units, keep, masks, 1, stride);
    for (int t = 0; t < bins; t++) {
      for (int i = 0; i < units; i++) {
        boolean kept = stream.uniform(row, t * units + i) < Math.round(keep * 0x1p24) * 0x1p-24;
        assertEquals(kept ? (float) (1 / keep) : 0, masks[1 + t * stride + i]);
      }
    }
  }
}
