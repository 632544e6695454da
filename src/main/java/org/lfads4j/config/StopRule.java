package org.lfads4j.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When training ends, beside the learning rate's own end; each is off when empty, and the first to
 * apply ends it. {@link RunOptions#stopRule()} makes it.
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
