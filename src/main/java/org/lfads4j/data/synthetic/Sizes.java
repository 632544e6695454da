package org.lfads4j.data.synthetic;

/** The one rule for how much to generate. */
final class Sizes {
  private Sizes() {}

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be >= 1, got " + value);
    }
  }
}
