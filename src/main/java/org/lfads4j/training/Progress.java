package org.lfads4j.training;

import java.util.OptionalDouble;
import org.lfads4j.backend.Placement;

/**
 * Receives the progress of training. All methods are called on the thread that called {@code
 * train}, between its steps; what a training tells that goes on at once with another one comes
 * after that.
 */
public interface Progress {
  /** Ignores all progress. */
  Progress NONE = new Progress() {};

  /**
   * One of several trainings of a run follows; the best of them is kept.
   *
   * @param number from 1
   * @param attempts how many there are
   * @param settings the hyperparameters in which it differs from others, and their values
   */
  default void attempt(int number, int attempts, String settings) {}

  /**
   * Training begins, or goes on.
   *
   * @param placement what it runs on
   * @param epoch number of epochs done before; 0 at the beginning
   */
  default void started(Placement placement, int epoch) {}

  /**
   * An update is done.
   *
   * @param epoch number of the current epoch, from 1
   * @param stepInEpoch updates done in this epoch
   * @param stepsPerEpoch all updates of this epoch
   */
  default void step(int epoch, int stepInEpoch, int stepsPerEpoch) {}

  /**
   * An epoch is done.
   *
   * @param record its costs
   * @param best whether its parameters are the best so far
   * @param secondsLeft time to the end: of the set epochs or time if no patience may end it before;
   *     else the least it can take until the patience is used up or the learning rate has decayed
   */
  default void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {}

  /** Training has ended. */
  default void ended(Outcome outcome) {}

  /**
   * Posterior means are being computed.
   *
   * @param done number of trials that are done
   * @param trials number of all trials
   */
  default void posterior(int done, int trials) {}

  /**
   * Fixed points are being searched.
   *
   * @param done number of searches that are done
   * @param starts number of all searches
   */
  default void fixedPoints(int done, int starts) {}
}
