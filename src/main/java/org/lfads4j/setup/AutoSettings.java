package org.lfads4j.setup;

import org.lfads4j.config.HyperparameterWithers;
import org.lfads4j.config.OptionWithers;

/**
 * The optimiser of AutoLFADS, in the units of this program: there, gradients are those of mean
 * costs times 10,000.
 */
public final class AutoSettings {
  private static final double MAX_GRAD_NORM = 200;
  private static final double LOSS_SCALE = 1e4;
  private static final double ADAM_EPSILON = 1e-8;

  private AutoSettings() {}

  /**
   * A run with these settings.
   *
   * @param run with any settings
   * @param elements bins times neurons of a trial
   */
  public static <R extends HyperparameterWithers<R> & OptionWithers<R>> R of(R run, long elements) {
    return run.withAdamEpsilon(ADAM_EPSILON)
        .withMaxGradNorm(MAX_GRAD_NORM * elements / LOSS_SCALE)
        .withLearningRateDecayFactor(1)
        .withLearningRateStop(0);
  }
}
