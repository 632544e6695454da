package org.lfads4j;

/** Numbers that people count from 1. */
final class Ranges {
  private Ranges() {}

  /** The index from 0 of the {@code number}-th of {@code count} things. */
  static int index(String what, int number, int count) {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException(what + " must be from 1 to " + count + ", got " + number);
    }
    return number - 1;
  }
}
