package org.lfads4j.training;

import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;

/**
 * One line of the fit log.
 *
 * @param epoch from 1
 * @param step optimiser updates so far
 * @param train costs of the training trials while they were learnt from, with dropout
 * @param valid costs of the validation trials at the end of the epoch
 * @param ramps where the ramps stood at the end of the epoch
 * @param pace learning rate, gradient and time
 * @param objective the value of the validation objective, nats per trial
 */
public record EpochRecord(
    int epoch,
    int step,
    LossTerms train,
    LossTerms valid,
    RampWeights ramps,
    Pace pace,
    double objective) {
  /** A record of a training whose validation objective is the total cost. */
  public EpochRecord(
      int epoch, int step, LossTerms train, LossTerms valid, RampWeights ramps, Pace pace) {
    this(epoch, step, train, valid, ramps, pace, valid.total());
  }

  /** The same under another objective. */
  public EpochRecord withObjective(double value) {
    return new EpochRecord(epoch, step, train, valid, ramps, pace, value);
  }

  /** Whether validation judges by something else than the total cost. */
  public boolean hasOwnObjective() {
    return objective != valid.total();
  }

  /**
   * How an epoch went.
   *
   * @param learningRate rate of this epoch's updates
   * @param gradientNorm mean global length of the gradients before clipping
   * @param seconds wall-clock time since training began
   */
  public record Pace(double learningRate, double gradientNorm, double seconds) {}
}
