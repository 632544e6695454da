package org.lfads4j.data.synthetic;

/** The rules for how much to generate. */
final class Sizes {
  private Sizes() {}

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be >= 1, got " + value);
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0, got " + value);
    }
  }

  /** Refuses a seed that leaves no room for as many more after it. */
  static void requireSeed(long seed, int following) {
    long most = 0xFFFFFFFFL - following;
    if (seed < 0 || seed > most) {
      throw new IllegalArgumentException("seed must be from 0 to " + most + ", got " + seed);
    }
  }
}
