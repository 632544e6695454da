package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

class QuickSettingsTest {
  private static Trials trials(int trials, int bins, int neurons, double binMs) {
    float[] counts = new float[trials * bins * neurons];
    for (int i = 0; i < counts.length; i += 3) {
      counts[i] = 1;
    }
    return Trials.of(Cube.of(trials, bins, neurons, counts), binMs);
  }

  @Test
  void sizesFollowTheRecording() {
    RunParams few = Lfads.quick(trials(20, 30, 8, 20)).params();
    assertEquals(8, few.factorsDim());
    assertEquals(6, few.batchSize());
    assertEquals(9, few.trainToTestRatio());
    RunParams many = Lfads.quick(trials(200, 30, 80, 20)).params();
    assertEquals(40, many.factorsDim());
    assertEquals(32, many.batchSize());
  }

  @Test
  void narrowBinsAreJoinedAndWideOnesKept() {
    assertEquals(10, Lfads.quick(trials(20, 50, 8, 1)).params().spikeBinMs());
    assertEquals(12, Lfads.quick(trials(20, 50, 8, 4)).params().spikeBinMs());
    assertFalse(Lfads.quick(trials(20, 50, 8, 20)).params().isSet(Hyperparameter.SPIKE_BIN_MS));
    assertFalse(
        Lfads.quick(trials(20, 5, 8, 1)).params().isSet(Hyperparameter.SPIKE_BIN_MS),
        "a trial shorter than one wide bin keeps its own");
  }

  @Test
  void whatItSetsCanBeChangedAndIsWhatItSays() {
    LfadsRun quick = Lfads.quick(trials(20, 30, 8, 20));
    quick.check();
    assertEquals(2, quick.params().coDim());
    assertEquals(OptionalInt.of(100), quick.options().stopRule().patience());
    assertEquals(1, quick.withCoDim(1).params().coDim());
    assertEquals("[c_keep_prob=0.9,c_factors_dim=8]", alternatives(quick));
    assertEquals("[c_factors_dim=8]", alternatives(quick.withKeepProb(0.8)));
    assertEquals("[]", alternatives(quick.withKeepProb(0.8).withFactorsDim(4)));
    assertEquals("[]", alternatives(Lfads.quick(trials(20, 15, 8, 20))));
    assertEquals(
        "[c_keep_prob=0.9,c_factors_dim=16]", alternatives(Lfads.quick(trials(20, 16, 80, 20))));
    assertEquals(OptionalInt.of(100), quick.options().stopRule().patience());
    assertEquals(1, quick.withCoDim(1).params().coDim());
    assertEquals(OptionalInt.of(5), quick.withPatience(5).options().stopRule().patience());
  }

  private static String alternatives(LfadsRun run) {
    return run.options().alternatives().toString();
  }

  @Test
  void aFewTrialsTrainToTheEnd() {
    FittedLfads fit = Lfads.quick(trials(12, 10, 4, 20)).withMaxEpochs(3).train();
    assertEquals(3, fit.outcome().epochs());
    assertTrue(fit.scores().rowCount() > 0);
  }
}
