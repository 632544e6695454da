package org.lfads4j.data.synthetic;

/**
 * A whole number that is drawn evenly, both ends included.
 *
 * @param least >= 1
 * @param most >= {@code least}
 */
public record Between(int least, int most) {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are out of range
   */
  public Between {
    Sizes.requirePositive("least", least);
    if (most < least) {
      throw new IllegalArgumentException("most must be >= least, got " + most + " < " + least);
    }
  }

  /** The same number every time, at least 1. */
  public static Between exactly(int number) {
    return new Between(number, number);
  }

  int draw(NumpyRandom random) {
    return least + random.below(most - least + 1);
  }
}
