package org.lfads4j.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When training ends, beside the learning rate's own end; each is off when empty, and the first to
 * apply ends it. All enter the param hash.
 *
 * @param maxEpochs most epochs, at least 1
 * @param timeLimit longest training, above zero, measured between updates
 * @param patience epochs without a lower validation cost after which training ends, at least 1
 */
public record StopRule(OptionalInt maxEpochs, Optional<Duration> timeLimit, OptionalInt patience) {

  /**
   * Checks each limit.
   *
   * @throws IllegalArgumentException if a count is below 1 or the time is not above zero
   */
  public StopRule {
    checkCount("maxEpochs", maxEpochs);
    checkCount("patience", patience);
    timeLimit.ifPresent(
        time -> {
          if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("timeLimit must be > 0, got " + time);
          }
        });
  }

  /** The learning rate alone ends training. */
  public static StopRule learningRateOnly() {
    return new StopRule(OptionalInt.empty(), Optional.empty(), OptionalInt.empty());
  }

  /** A copy with another number of epochs. */
  public StopRule withMaxEpochs(int epochs) {
    return new StopRule(OptionalInt.of(epochs), timeLimit, patience);
  }

  /** A copy with another time. */
  public StopRule withTimeLimit(Duration time) {
    return new StopRule(maxEpochs, Optional.of(time), patience);
  }

  /** A copy with another patience. */
  public StopRule withPatience(int epochs) {
    return new StopRule(maxEpochs, timeLimit, OptionalInt.of(epochs));
  }

  private static void checkCount(String where, OptionalInt count) {
    if (count.isPresent() && count.getAsInt() < 1) {
      throw new IllegalArgumentException(where + " must be >= 1, got " + count.getAsInt());
    }
  }
}
