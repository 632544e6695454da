package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** What is refused, noticed and accepted at the door, before anything is allocated. */
class LfadsRunCheckTest {
  private static final LfadsRun RUN = Lfads.run(TinyRuns.trials()).withBatchSize(2);

  private static String refusal(LfadsRun run) {
    return assertThrows(IllegalArgumentException.class, run::check).getMessage();
  }

  // Hyperparameters against each other.

  @Test
  void thePriorsVarianceLiesBetweenItsEnds() {
    assertEquals(
        "c_ic_prior_var_scale must be from c_ic_prior_var_min to c_ic_prior_var_max, got 0.3"
            + " (min 0.1, max 0.1)",
        refusal(RUN.withIcPriorVarScale(0.3)));
    assertEquals(
        "c_ic_prior_var_scale must be from c_ic_prior_var_min to c_ic_prior_var_max, got 0.1"
            + " (min 0.2, max 0.1)",
        refusal(RUN.withIcPriorVarMin(0.2)));
    assertDoesNotThrow(RUN.withIcPriorVarMax(0.3).withIcPriorVarScale(0.3)::check);
  }

  @Test
  void aCorrelationNeedsTwoInputs() {
    assertEquals(
        "c_co_mean_corr_scale must be 0 with fewer than 2 inferred inputs, got 0.5 (c_co_dim 1);"
            + " raise c_co_dim or leave it at 0",
        refusal(RUN.withCoMeanCorrScale(0.5).withCoDim(1)));
    assertDoesNotThrow(RUN.withCoMeanCorrScale(0.5).withCoDim(2)::check);
    assertDoesNotThrow(RUN.withCoMeanCorrScale(0).withCoDim(0)::check);
  }

  @Test
  void onlyCountsAreJittered() {
    assertEquals(
        "c_temporal_spike_jitter_width must be 0 with c_output_dist 'gaussian', got 2; only counts"
            + " can be jittered",
        refusal(RUN.withOutputDist("gaussian").withTemporalSpikeJitterWidth(2)));
    assertDoesNotThrow(RUN.withTemporalSpikeJitterWidth(2)::check);
  }

  @Test
  void aBackendSupportsTheRun() {
    assertEquals(
        "backend \"compiled\" must run on engine MXNet, got PyTorch; use withBackend(\"eager\")",
        refusal(RUN.withEngine("PyTorch").withBackend("compiled")));
  }

  @Test
  void trainingMustBeAbleToEnd() {
    String remedy = "; use withMaxEpochs, withTimeLimit or withPatience";
    assertEquals(
        "training must be able to end, got c_learning_rate_decay_factor 1.0 and"
            + " c_learning_rate_stop 1.0E-5"
            + remedy,
        refusal(RUN.withLearningRateDecayFactor(1)));
    assertEquals(
        "training must be able to end, got c_learning_rate_decay_factor 0.95 and"
            + " c_learning_rate_stop 0.0"
            + remedy,
        refusal(RUN.withLearningRateStop(0)));
    LfadsRun endless = RUN.withLearningRateStop(0);
    assertDoesNotThrow(endless.withMaxEpochs(1)::check);
    assertDoesNotThrow(endless.withTimeLimit(Duration.ofSeconds(1))::check);
    assertDoesNotThrow(endless.withPatience(1)::check);
  }

  @Test
  void validationObjectivesNeedWhatTheyJudgeBy() {
    assertEquals(
        "validationObjective 'hidden-samples' must have samples to judge by, got sampleValidation"
            + " 0.0; use withSampleValidation(0.2)",
        refusal(RUN.withValidationObjective("hidden-samples")));
    assertEquals(
        "validationObjective 'held-out-neurons' must have neurons to judge by, and none is"
            + " held out; use withHeldOutNeurons",
        refusal(RUN.withValidationObjective("held-out-neurons")));
    assertDoesNotThrow(RUN.withValidationObjective("reconstruction")::check);
    assertDoesNotThrow(
        RUN.withValidationObjective("hidden-samples").withSampleValidation(0.1)::check);
    assertDoesNotThrow(
        RUN.withValidationObjective("held-out-neurons").withHeldOutNeurons("n1")::check);
  }

  // Hyperparameters against the recording.

  @Test
  void externalInputsAreThoseOfTheRecording() {
    assertEquals(
        "c_ext_input_dim must be the number of external inputs in the data, got 1 (data 0); use"
            + " withExtInputDim(0)",
        refusal(RUN.withExtInputDim(1)));
    assertEquals(
        "c_ext_input_dim must be the number of external inputs in the data, got 3 (data 2); use"
            + " withExtInputDim(2)",
        refusal(Lfads.run(TinyRuns.trialsWithExternalInputs()).withExtInputDim(3)));
  }

  @Test
  void heldOutNeuronsAreTheRecordingsAndNotAll() {
    String unknown = refusal(RUN.withHeldOutNeurons("n9"));
    assertTrue(unknown.startsWith("heldOutNeurons: neuron must be "), unknown);
    assertTrue(unknown.contains("\"n9\""), unknown);
    assertEquals(
        "heldOutNeurons must leave at least one neuron for the encoders, got 3 of 3",
        refusal(RUN.withHeldOutNeurons("n0", "n1", "n2")));
  }

  @Test
  void binsMustBeWholeMultiples() {
    String message = refusal(RUN.withSpikeBinMs(3));
    assertTrue(message.startsWith("spikeBinMs: "), message);
    assertTrue(message.contains("got 3"), message);
  }

  @Test
  void allViolationsAreReportedAtOnceOneALine() {
    LfadsRun run =
        RUN.withIcPriorVarScale(0.3)
            .withCoMeanCorrScale(1)
            .withCoDim(0)
            .withSpikeBinMs(3)
            .withExtInputDim(1)
            .withDoTrainReadin(false)
            .withHeldOutNeurons("n0", "n1", "n2");
    String[] lines = refusal(run).split("\n", -1);
    assertEquals(6, lines.length, String.join("\n", lines));
    assertTrue(lines[0].startsWith("c_ic_prior_var_scale must "));
    assertTrue(lines[1].startsWith("c_co_mean_corr_scale must "));
    assertTrue(lines[2].startsWith("spikeBinMs: "));
    assertTrue(lines[3].startsWith("c_ext_input_dim must "));
    assertTrue(lines[4].startsWith("heldOutNeurons must "));
    assertTrue(lines[5].startsWith("c_do_train_readin must "));
  }

  // Recordings that will not do, and some that will.

  @Test
  void oneTrialIsTooFew() {
    assertEquals(
        "trials must be at least 2, one to train on and one to validate with, got 1; add trials",
        refusal(Lfads.run(Trials.of(TinyRuns.counts(1, 4, 2, 1), 2))));
  }

  @Test
  void oneBinIsTooShort() {
    assertEquals(
        "trials must have at least 2 bins, got 1; LFADS models activity over time",
        refusal(Lfads.run(Trials.of(TinyRuns.counts(4, 1, 2, 1), 2))));
    assertEquals(
        "trials must have at least 2 bins, got 1; LFADS models activity over time",
        refusal(RUN.withSpikeBinMs(12)));
  }

  @Test
  void countsAreWholeAndNotNegativeAndNotHuge() {
    String remedy = "; use withOutputDist(\"gaussian\") for real-valued data";
    assertEquals(
        "trials[1] bin 1 neuron \"n1\" must be a whole count >= 0, got -1" + remedy,
        refusal(with(-1f)));
    assertEquals(
        "trials[1] bin 1 neuron \"n1\" must be a whole count >= 0, got 0.5" + remedy,
        refusal(with(0.5f)));
    assertEquals(
        "trials[1] bin 1 neuron \"n1\" must be a whole count < 16777216, got 1.6777216E7" + remedy,
        refusal(with(1 << 24)).replace("16777216, got 16777216", "16777216, got 1.6777216E7"));
    assertDoesNotThrow(with(0.5f).withOutputDist("gaussian")::check);
    assertDoesNotThrow(with(-1f).withOutputDist("gaussian")::check);
  }

  @Test
  void whatWiderBinsWouldHideIsStillFound() {
    assertEquals(
        "trials[1] bin 1 neuron \"n1\" must be a whole count >= 0, got -1; use"
            + " withOutputDist(\"gaussian\") for real-valued data",
        refusal(with(-1f).withSpikeBinMs(4)));
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withSpikeBinMs(4).withMaxEpochs(1).train();
    assertEquals(
        "trials[0] bin 0 neuron \"n0\" must be a whole count >= 0, got 0.5; use"
            + " withOutputDist(\"gaussian\") for real-valued data",
        assertThrows(
                IllegalArgumentException.class,
                () -> fit.apply(Trials.of(TinyRuns.counts(2, 6, 3, 1).map(x -> 0.5), 2)))
            .getMessage());
  }

  @Test
  void valuesThatAreNoNumbersDoNotGetAsFarAsARun() {
    assertEquals(
        "trials[1] bin 1 neuron \"n1\" must be finite, got NaN",
        assertThrows(IllegalArgumentException.class, () -> with(Float.NaN)).getMessage());
  }

  /** Four trials of ones with one value changed. */
  private static LfadsRun with(float value) {
    float[] counts = new float[4 * 6 * 3];
    Arrays.fill(counts, 1);
    counts[(1 * 6 + 1) * 3 + 1] = value;
    return Lfads.run(Trials.of(Cube.of(4, 6, 3, counts), 2));
  }

  @Test
  void aNeuronThatNeverFiresTrainsWithANotice() {
    Cube silent = TinyRuns.counts(8, 6, 3, 1);
    float[] counts = silent.toArray();
    for (int i = 2; i < counts.length; i += 3) {
      counts[i] = 0;
    }
    FittedLfads fit = TinyRuns.run(Trials.of(Cube.of(8, 6, 3, counts), 2)).train();
    assertTrue(fit.notices().contains("neurons that never fire: n2"), fit.notices()::toString);
    for (float rate : fit.posteriorMeans().output().mean().toArray()) {
      assertTrue(Float.isFinite(rate));
    }
  }

  @Test
  void aRecordingWithoutAnySpikeTrains() {
    FittedLfads fit = TinyRuns.run(Trials.of(Cube.of(8, 6, 3, new float[8 * 6 * 3]), 2)).train();
    for (float rate : fit.posteriorMeans().output().mean().toArray()) {
      assertTrue(rate > 0 && rate < 1, "rate " + rate);
    }
  }

  @Test
  void hugeCountsTrainOrSayWhyNot() {
    Cube huge = TinyRuns.counts(8, 6, 3, 1).map(x -> x * 1e6);
    FittedLfads fit = TinyRuns.run(Trials.of(huge, 2)).train();
    for (float rate : fit.posteriorMeans().output().mean().toArray()) {
      assertTrue(Float.isFinite(rate));
    }
  }

  @Test
  void twoTrialsOfTwoBinsOfOneNeuronTrain() {
    FittedLfads fit = TinyRuns.run(Trials.of(TinyRuns.counts(2, 2, 1, 1), 2)).train();
    assertEquals(4, fit.posteriorMeans().output().mean().toArray().length);
    assertEquals(Split.of(new int[] {1}, new int[] {0}), fit.split());
  }

  // Notices.

  @Test
  void whatDoesNothingIsNoticed() {
    LfadsRun plain = TinyRuns.run(TinyRuns.trialsWithExternalInputs()).withMaxEpochs(1);
    FittedLfads fit =
        plain
            .withCoDim(0)
            .withL2ConScale(3)
            .withGenCellInputWeightScale(2)
            .withInjectExtInputToGen(true)
            .withKlIncreaseSteps(900)
            .train();
    assertEquals(
        List.of(
            "the recording's 2 external inputs are not used; c_ext_input_dim 2 uses them",
            "c_ci_enc_dim was set and does nothing because c_co_dim is 0",
            "c_con_dim was set and does nothing because c_co_dim is 0",
            "c_l2_con_scale was set and does nothing because c_co_dim is 0",
            "c_gen_cell_input_weight_scale was set and does nothing because nothing drives the"
                + " generator",
            "c_inject_ext_input_to_gen was set and does nothing because c_ext_input_dim is 0",
            "training ended before validation could choose, which it does from the second epoch on"
                + " when both ramps are complete: the parameters are those of the last epoch; train"
                + " longer or lower c_kl_increase_steps and c_l2_increase_steps"),
        fit.notices());
  }

  @Test
  void aBatchLargerThanTheDataIsNoticedAndHeldOutNeuronsAreToo() {
    FittedLfads fit =
        TinyRuns.run(TinyRuns.trials())
            .withBatchSize(256)
            .withHeldOutNeurons("n1")
            .withKlIncreaseSteps(0)
            .withL2IncreaseSteps(0)
            .train();
    assertEquals(
        List.of(
            "c_batch_size 256 is above the 6 training trials: each epoch is one step; try"
                + " c_batch_size 1",
            "1 held-out neurons: the encoders see the other 2, all are reconstructed"),
        fit.notices());
  }

  @Test
  void aRunThatSetsNothingUnusualHasNoNotice() {
    FittedLfads fit =
        TinyRuns.run(TinyRuns.trials()).withKlIncreaseSteps(0).withL2IncreaseSteps(0).train();
    assertEquals(List.of(), fit.notices());
  }
}
