package org.lfads4j.training;

import java.util.OptionalDouble;
import org.lfads4j.backend.Placement;

/** Somebody who watches training. All methods are called on the training thread, between steps. */
public interface Progress {
  /** Nobody watches. */
  Progress NONE = new Progress() {};

  /**
   * Training begins, or goes on.
   *
   * @param placement what it runs on
   * @param epoch epochs that were done before, 0 at the beginning
   */
  default void started(Placement placement, int epoch) {}

  /**
   * An update is done.
   *
   * @param epoch the epoch under way, from 1
   * @param stepInEpoch updates done in it
   * @param stepsPerEpoch updates that make it
   */
  default void step(int epoch, int stepInEpoch, int stepsPerEpoch) {}

  /**
   * An epoch is done.
   *
   * @param record its costs
   * @param best whether its parameters are the best so far
   * @param secondsLeft time to the end: exact if a number of epochs or a time was set, else the
   *     least it can take until the learning rate has decayed
   */
  default void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {}

  /** Training is over. */
  default void ended(Outcome outcome) {}

  /** Posterior means are being computed: so many of the trials are done. */
  default void posterior(int done, int trials) {}
}
