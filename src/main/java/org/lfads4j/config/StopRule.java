package org.lfads4j.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits that a user sets on training; the learning rate ({@code c_learning_rate_stop}) also ends
 * it. An empty limit is off; the first limit that is reached ends training.
 *
 * @param maxEpochs most epochs
 * @param timeLimit longest training, measured between updates
 * @param patience epochs without a lower value of the validation objective after which training
 *     ends
 */
public record StopRule(OptionalInt maxEpochs, Optional<Duration> timeLimit, OptionalInt patience) {
  /** Ends after this number of epochs. */
  public static StopRule afterEpochs(int epochs) {
    return new StopRule(OptionalInt.of(epochs), Optional.empty(), OptionalInt.empty());
  }

  /** Whether a limit says from the beginning when training ends, whatever the costs. */
  public boolean isEndKnown() {
    return patience.isEmpty() && (maxEpochs.isPresent() || timeLimit.isPresent());
  }
}
