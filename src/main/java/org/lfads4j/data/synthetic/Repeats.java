package org.lfads4j.data.synthetic;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.lfads4j.data.Split;

/**
 * Conditions that are each repeated, the trials condition by condition; of each condition the last
 * fifth validates.
 *
 * @param conditions how many, >= 1
 * @param each trials of each, >= 2
 */
record Repeats(int conditions, int each) {
  Repeats {
    Sizes.requirePositive("conditions", conditions);
    if (each < 2) {
      throw new IllegalArgumentException(
          "repeats must be >= 2, got " + each + "; the last fifth of them validates");
    }
  }

  int trials() {
    return Math.multiplyExact(conditions, each);
  }

  /** The condition of a trial, from 0. */
  int condition(int trial) {
    return trial / each;
  }

  /** Whether a trial is the first of its condition. */
  boolean isFirst(int trial) {
    return trial % each == 0;
  }

  /** The condition of each trial where every condition has as many. */
  static List<String> labels(int conditions, int each) {
    return IntStream.range(0, conditions * each).mapToObj(e -> Integer.toString(e / each)).toList();
  }

  Split split() {
    return Split.of(where(e -> !validates(e)), where(this::validates));
  }

  private int[] where(IntPredicate chosen) {
    return IntStream.range(0, trials()).filter(chosen).toArray();
  }

  private boolean validates(int trial) {
    return trial % each + 1 > 0.8 * each;
  }
}
