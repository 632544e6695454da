package org.lfads4j.training;

/**
 * A weight that rises linearly from 0 to 1: 0 up to {@code startStep}, 1 from {@code startStep +
 * increaseSteps} on. With no steps to increase over it is 1 at once (the original divides 0 by 0).
 *
 * @param startStep optimiser updates before it starts to rise, at least 0
 * @param increaseSteps updates over which it rises, at least 0
 */
record Ramp(int startStep, int increaseSteps) {
  /** The weight after so many updates. */
  double weight(int step) {
    if (step < startStep) {
      return 0;
    }
    if (increaseSteps == 0) {
      return 1;
    }
    return Math.min((double) (step - startStep) / increaseSteps, 1);
  }
}
