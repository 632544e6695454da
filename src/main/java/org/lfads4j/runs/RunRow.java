package org.lfads4j.runs;

import java.util.OptionalDouble;

/**
 * A run while a collection is at work, for whoever shows it.
 *
 * @param run which one
 * @param status where it stands
 * @param lastCost validation cost of the last epoch of training, nats per trial, while it trains
 * @param doing what is being done, in a few words; empty if nothing
 * @param secondsLeft of training, as far as that is known
 */
public record RunRow(
    Run run, RunStatus status, OptionalDouble lastCost, String doing, OptionalDouble secondsLeft) {
  /** A run that nothing is done to. */
  public static RunRow atRest(Run run, RunStatus status) {
    return new RunRow(run, status, OptionalDouble.empty(), "", OptionalDouble.empty());
  }
}
