package org.lfads4j.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What ends training, besides the learning rate ({@code c_learning_rate_stop}). An empty limit is
 * off; the first limit that is reached ends training. {@link RunOptions#stopRule()} makes it.
 *
 * @param maxEpochs most epochs
 * @param timeLimit longest training, measured between updates
 * @param patience epochs without a lower validation cost after which training ends
 */
public record StopRule(OptionalInt maxEpochs, Optional<Duration> timeLimit, OptionalInt patience) {
  /** Ends after so many epochs. */
  public static StopRule afterEpochs(int epochs) {
    return new StopRule(OptionalInt.of(epochs), Optional.empty(), OptionalInt.empty());
  }
}
