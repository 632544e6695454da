package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.lfads4j.analysis.RSquared;
import org.lfads4j.analysis.Smoothing;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.Lorenz;

/** Rates of spikes whose true rates are known, against the best that smoothing can do. */
class RecoveryTest {
  private static final double BIN_MS = 20;

  @Test
  void ratesAreNearerTheTruthThanSmoothedSpikes() {
    Trials trials =
        Lorenz.trials(
            Lorenz.defaults()
                .withConditions(10)
                .withRepeats(8)
                .withBins(30)
                .withNeurons(25)
                .withBinMs(BIN_MS)
                .withSeed(3));
    FittedLfads fit =
        Lfads.run(trials)
            .withCoDim(0)
            .withGenDim(32)
            .withIcDim(16)
            .withIcEncDim(32)
            .withFactorsDim(6)
            .withBatchSize(32)
            .withLearningRateInit(0.02)
            .withKlIncreaseSteps(100)
            .withL2IncreaseSteps(100)
            .withL2GenScale(50)
            .withNumSamplesPosterior(20)
            .withMaxEpochs(100)
            .train();
    int[] unseen = fit.split().valid();
    Cube truth = trials.truthHz().orElseThrow().selectTrials(unseen);
    double lfads = score(truth, fit.posteriorMeans().output().mean().selectTrials(unseen));
    double smoothing =
        Arrays.stream(new double[] {1, 1.5, 2, 3, 4, 6})
            .map(
                sd ->
                    score(truth, Smoothing.gaussian(trials.counts(), sd, 20).selectTrials(unseen)))
            .max()
            .orElseThrow();
    assertTrue(
        lfads > smoothing + 0.15,
        String.format(
            Locale.ROOT,
            "R2 of the rates of validation trials: %.3f, of the best smoothing %.3f",
            lfads,
            smoothing));
  }

  private static double score(Cube truthHz, Cube countsPerBin) {
    return RSquared.of(truthHz, countsPerBin.map(x -> x * 1000 / BIN_MS)).pooled();
  }
}
