package org.lfads4j.setup;

import org.lfads4j.config.HyperparameterWithers;
import org.lfads4j.config.OptionWithers;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.data.Trials;

/** Settings for a small recording. */
public final class QuickSettings {
  /** Narrower bins are joined to this width: they add little information and take time. */
  private static final double NARROWEST_MS = 10;

  private static final int MOST_FACTORS = 40;
  private static final int MOST_BATCH = 32;

  /** Least number of steps in an epoch, if there are that many trials. */
  private static final int STEPS = 3;

  /** If trials are few, most of them should train. */
  private static final int TRAIN_TO_TEST = 9;

  /** In trials of fewer bins, inferred inputs took time and gained nothing. */
  private static final int BINS_FOR_INPUTS = 16;

  private static final int CONTROLLER = 32;
  private static final double KEEP_PROB = 0.7;

  /** Fewer factors and less dropout: better on some recordings of long trials, worse on others. */
  private static final String ALTERNATIVE = "c_keep_prob=0.9,c_factors_dim=";

  private static final int FEW_FACTORS = 16;

  /** So small that a step's length depends little on the size of gradients. */
  private static final double ADAM_EPSILON = 1e-3;

  private static final double LEARNING_RATE = 0.005;
  private static final int RAMP_STEPS = 200;
  private static final int PATIENCE = 100;

  /** About what 512 plain samples have: 0.004 to 0.006 on three of four generated recordings. */
  private static final double POSTERIOR_ERROR = 0.005;

  private QuickSettings() {}

  /**
   * A run with these settings.
   *
   * @param plain with all settings at their defaults
   * @param trials its recording
   */
  public static <R extends HyperparameterWithers<R> & OptionWithers<R>> R of(
      R plain, Trials trials) {
    int width = width(trials);
    boolean inputs = trials.bins() / width >= BINS_FOR_INPUTS;
    R run = width > 1 ? plain.withSpikeBinMs(width * trials.binMs()) : plain;
    R sized =
        run.withFactorsDim(Math.min(MOST_FACTORS, trials.neurons()))
            .withGenDim(64)
            .withIcEncDim(32)
            .withIcDim(32)
            .withKeepProb(KEEP_PROB)
            .withKlIcWeight(0.5)
            .withTrainToTestRatio(TRAIN_TO_TEST)
            .withBatchSize(Math.max(1, Math.min(MOST_BATCH, trials.trials() / STEPS)))
            .withKlIncreaseSteps(RAMP_STEPS)
            .withL2IncreaseSteps(RAMP_STEPS)
            .withPatience(PATIENCE)
            .withPosteriorDraws(PosteriorDraws.STRATIFIED.word())
            .withPosteriorError(POSTERIOR_ERROR);
    return inputs ? withInputs(sized, trials.neurons()) : sized.withCoDim(0);
  }

  /** How many bins are joined to one. */
  private static int width(Trials trials) {
    int bins = (int) Math.ceil(NARROWEST_MS / trials.binMs());
    return bins > 1 && bins <= trials.bins() ? bins : 1;
  }

  private static <R extends HyperparameterWithers<R> & OptionWithers<R>> R withInputs(
      R run, int neurons) {
    return run.withCoDim(2)
        .withConDim(CONTROLLER)
        .withCiEncDim(CONTROLLER)
        .withAlternatives(ALTERNATIVE + Math.min(FEW_FACTORS, neurons))
        .withAdamEpsilon(ADAM_EPSILON)
        .withLearningRateInit(LEARNING_RATE);
  }
}
