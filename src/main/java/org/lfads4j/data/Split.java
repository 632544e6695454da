package org.lfads4j.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which trials train the model and which validate it, as indices from 0 in ascending order. A trial
 * in neither set is not used.
 */
public final class Split {
  private final int[] train;
  private final int[] valid;

  private Split(int[] train, int[] valid) {
    this.train = train;
    this.valid = valid;
  }

  /**
   * Trial 0 and every {@code ratio + 1}-th after it validate, the rest train (hyperparameter {@code
   * trainToTestRatio}).
   *
   * @param trials how many there are, at least 2
   * @param trainToTestRatio training trials per validation trial, at least 1
   * @throws IllegalArgumentException if either number is too small
   */
  public static Split ofRatio(int trials, int trainToTestRatio) {
    if (trainToTestRatio < 1) {
      throw new IllegalArgumentException("trainToTestRatio must be >= 1, got " + trainToTestRatio);
    }
    long step = trainToTestRatio + 1L;
    return of(
        IntStream.range(0, trials).filter(e -> e % step != 0).toArray(),
        IntStream.range(0, trials).filter(e -> e % step == 0).toArray());
  }

  /**
   * Trials drawn at random validate, the rest train.
   *
   * @param trials how many there are, at least 2
   * @param validFraction share that validates, between 0 and 1; at least one trial does
   * @param seed the same seed draws the same trials
   * @throws IllegalArgumentException if a number is out of range
   */
  static Split ofFraction(int trials, double validFraction, long seed) {
    int[] valid = RandomSubset.share("validation trials", validFraction, trials, seed);
    return of(
        IntStream.range(0, trials).filter(e -> Arrays.binarySearch(valid, e) < 0).toArray(), valid);
  }

  /**
   * The trials named.
   *
   * @throws IllegalArgumentException if a set is empty, an index is negative or named twice
   */
  public static Split of(int[] train, int[] valid) {
    if (train.length == 0) {
      throw new IllegalArgumentException(
          "split must have at least one training trial, got 0 (validation trials: "
              + valid.length
              + "); give more trials");
    }
    if (valid.length == 0) {
      throw new IllegalArgumentException(
          "split must have at least one validation trial, got 0 (training trials: "
              + train.length
              + "); move one over, for learning rate and best parameters are judged by it");
    }
    BitSet seen = new BitSet();
    for (int trial : IntStream.concat(Arrays.stream(train), Arrays.stream(valid)).toArray()) {
      if (trial < 0) {
        throw new IllegalArgumentException("split must name trials from 0 on, got " + trial);
      }
      if (seen.get(trial)) {
        throw new IllegalArgumentException("split must name a trial once, got " + trial + " twice");
      }
      seen.set(trial);
    }
    return new Split(
        Arrays.stream(train).sorted().toArray(), Arrays.stream(valid).sorted().toArray());
  }

  /** The training trials, ascending; a new array. */
  public int[] train() {
    return train.clone();
  }

  /** The validation trials, ascending; a new array. */
  public int[] valid() {
    return valid.clone();
  }

  /** The trials of both sides, ascending; a new array. */
  public int[] all() {
    return IntStream.concat(Arrays.stream(train), Arrays.stream(valid)).sorted().toArray();
  }

  /** What tables say of a trial: {@code train}, {@code valid} or {@code unused}. */
  public String label(int trial) {
    if (Arrays.binarySearch(train, trial) >= 0) {
      return "train";
    }
    return Arrays.binarySearch(valid, trial) >= 0 ? "valid" : "unused";
  }

  /** The highest index named. */
  int last() {
    return Math.max(train[train.length - 1], valid[valid.length - 1]);
  }

  /** This split among the trials chosen; empty if one side keeps none. */
  Optional<Split> select(int[] chosen) {
    int[] stillTrain = placesOf(train, chosen);
    int[] stillValid = placesOf(valid, chosen);
    return stillTrain.length == 0 || stillValid.length == 0
        ? Optional.empty()
        : Optional.of(of(stillTrain, stillValid));
  }

  private static int[] placesOf(int[] side, int[] chosen) {
    return IntStream.range(0, chosen.length)
        .filter(i -> Arrays.binarySearch(side, chosen[i]) >= 0)
        .toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Split s
        && Arrays.equals(train, s.train)
        && Arrays.equals(valid, s.valid);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(train) + Arrays.hashCode(valid);
  }

  @Override
  public String toString() {
    return train.length + " training and " + valid.length + " validation trials";
  }
}
