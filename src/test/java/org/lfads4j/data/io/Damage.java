package org.lfads4j.data.io;

import java.util.Arrays;
import java.util.Random;

/** Files as broken disks, broken programs and cut-off copies leave them; the same for a seed. */
final class Damage {
  private static final long[] TELLING = {
    0,
    1,
    2,
    7,
    8,
    127,
    128,
    255,
    256,
    65535,
    65536,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2,
    -8
  };

  private Damage() {}

  static byte[] of(byte[] whole, long seed) {
    Random random = new Random(seed);
    byte[] bytes = whole.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> number(bytes, at, TELLING[random.nextInt(TELLING.length)], 1 << random.nextInt(4));
      case 3 -> number(bytes, at, random.nextInt(bytes.length), 8);
      case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(32)), (byte) 0);
      case 5 -> copy(bytes, random.nextInt(bytes.length), at, random.nextInt(64));
      default -> {
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, Math.max(1, at)) : bytes;
      }
    }
    return bytes;
  }

  private static void number(byte[] bytes, int at, long value, int size) {
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  private static void copy(byte[] bytes, int from, int to, int most) {
    int size = Math.min(most, bytes.length - Math.max(from, to));
    System.arraycopy(bytes, from, bytes, to, size);
  }
}
