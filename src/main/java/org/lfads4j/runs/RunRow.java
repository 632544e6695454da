package org.lfads4j.runs;

import java.util.OptionalDouble;

/**
 * The state of a run while a collection is being trained.
 *
 * @param run which one
 * @param status where it stands
 * @param lastCost validation cost of the last epoch of training, nats per trial, while it trains
 * @param doing what the run is doing, in a few words; empty if nothing
 * @param secondsLeft seconds until training ends, if they can be estimated
 */
public record RunRow(
    Run run, RunStatus status, OptionalDouble lastCost, String doing, OptionalDouble secondsLeft) {
  /** The row of a run that is not being carried out. */
  public static RunRow atRest(Run run, RunStatus status) {
    return new RunRow(run, status, OptionalDouble.empty(), "", OptionalDouble.empty());
  }
}
