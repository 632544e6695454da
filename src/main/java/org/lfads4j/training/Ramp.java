package org.lfads4j.training;

import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;

/**
 * A weight that rises linearly from 0 to 1: 0 up to {@code startStep}, 1 from {@code startStep +
 * increaseSteps} on. With no steps to increase over it is 1 at once (the original divides 0 by 0).
 *
 * @param startStep optimiser updates before it starts to rise, at least 0
 * @param increaseSteps updates over which it rises, at least 0
 */
@Internal
public record Ramp(int startStep, int increaseSteps) {
  /** Of the KL divergences. */
  static Ramp ofKl(RunParams params, int sessions) {
    return new Ramp(params.klStartStep(), scaled(params.klIncreaseSteps(), params, sessions));
  }

  /** Of the L2 penalty. */
  static Ramp ofL2(RunParams params, int sessions) {
    return new Ramp(params.l2StartStep(), scaled(params.l2IncreaseSteps(), params, sessions));
  }

  /** An epoch has as many times the steps as there are sessions. */
  private static int scaled(int steps, RunParams params, int sessions) {
    return params.scaleIncreaseStepsWithDatasets() ? Math.multiplyExact(sessions, steps) : steps;
  }

  /**
   * How many epochs it takes until both ramps have reached 1.
   *
   * @param trials training trials of each session, at least one session
   */
  public static int epochs(RunParams params, int[] trials) {
    int batch = params.batchSize();
    int inEpoch = IntStream.of(trials).map(each -> (each + batch - 1) / batch).sum();
    int steps =
        Math.max(ofKl(params, trials.length).lastStep(), ofL2(params, trials.length).lastStep());
    return (steps + inEpoch - 1) / inEpoch;
  }

  private int lastStep() {
    return Math.addExact(startStep, increaseSteps);
  }

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
