package org.lfads4j;

import org.lfads4j.data.Trials;

/** What {@link Lfads#quick} sets, and for which data. */
final class QuickSettings {
  /** Narrower bins are joined to this width: a spike train says little below it, and time is. */
  private static final double NARROWEST_MS = 10;

  private static final int MOST_FACTORS = 40;
  private static final int MOST_BATCH = 32;

  /** Steps an epoch at least, where there are that many trials. */
  private static final int STEPS = 3;

  /** Of few trials, most should train. */
  private static final int TRAIN_TO_TEST = 9;

  private static final int RAMP_STEPS = 200;
  private static final int PATIENCE = 100;

  private QuickSettings() {}

  static LfadsRun of(Trials trials) {
    double bins = Math.ceil(NARROWEST_MS / trials.binMs());
    LfadsRun run = Lfads.run(trials);
    run = bins > 1 && bins <= trials.bins() ? run.withSpikeBinMs(bins * trials.binMs()) : run;
    return run.withCoDim(0)
        .withFactorsDim(Math.min(MOST_FACTORS, trials.neurons()))
        .withGenDim(64)
        .withIcEncDim(32)
        .withIcDim(32)
        .withKeepProb(0.7)
        .withKlIcWeight(0.5)
        .withTrainToTestRatio(TRAIN_TO_TEST)
        .withBatchSize(Math.max(1, Math.min(MOST_BATCH, trials.trials() / STEPS)))
        .withKlIncreaseSteps(RAMP_STEPS)
        .withL2IncreaseSteps(RAMP_STEPS)
        .withPatience(PATIENCE);
  }
}
