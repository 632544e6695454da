package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import tech.tablesaw.api.Table;

/** From a recording to tables through the default backend, in every shape of the model. */
class EndToEndTest {

  private static LfadsRun run(Trials trials) {
    return Lfads.run(trials).withParams(TinyRuns.params()).withMaxEpochs(2);
  }

  @Test
  void newTrialsThatAreTheOldOnesGiveTheSameMeans() {
    FittedLfads fit = run(TinyRuns.trials()).train();
    LfadsResults again = fit.apply(TinyRuns.trials());
    assertEquals(fit.posteriorMeans().output(), again.posteriorMeans().output());
    assertEquals(fit.posteriorMeans().factors(), again.posteriorMeans().factors());
    assertEquals(fit.posteriorMeans().costs(), again.posteriorMeans().costs());
    assertEquals(
        2,
        fit.withPosterior("posterior_sample_and_average", 2).posteriorMeans().source().samples());
    assertEquals("fused", fit.placement().backend());
    assertEquals(8 * 6, fit.inferredInputs().rowCount());
  }

  @Test
  void newTrialsHaveNoSplitEvenIfTheirRecordingHasOne() {
    FittedLfads fit = run(TinyRuns.trials()).train();
    LfadsResults fresh = fit.apply(fit.trials());
    assertEquals(fit.split(), fit.trials().split().orElseThrow());
    assertEquals(Set.of("new"), Set.copyOf(fresh.rates().stringColumn("split").asList()));
    assertEquals(
        "a split and scores must be of trials that trained and validated the model, got trials"
            + " that it never saw",
        assertThrows(IllegalStateException.class, fresh::scores).getMessage());
  }

  @Test
  void realValuesWithGaussianNoise() {
    Random random = new Random(3);
    Cube values = TinyRuns.counts(8, 6, 3, 1).map(x -> x + random.nextGaussian());
    FittedLfads fit = run(Trials.of(values, 2)).withOutputDist("gaussian").train();
    PosteriorMeans.Output output = fit.posteriorMeans().output();
    assertAllFinite(output.mean());
    for (float variance : output.variance().orElseThrow().toArray()) {
      assertTrue(variance > 0);
    }
    assertEquals(8 * 6, fit.rates().rowCount());
    assertTrue(fit.generate(2).variance().isPresent());
    assertEquals(
        "rates in spikes/s must come from spike counts, got Gaussian output; use"
            + " posteriorMeans().output().mean()",
        assertThrows(IllegalStateException.class, fit::ratesHz).getMessage());
    assertEquals(
        "scores must come from spike counts, got Gaussian output, which has none",
        assertThrows(IllegalArgumentException.class, () -> fit.score("reconstruction"))
            .getMessage());
  }

  @Test
  void ratesAndScoresAsNumbersAreThoseOfTheTables() {
    FittedLfads fit = run(TinyRuns.trials()).train();
    Table rates = fit.rates();
    Cube ratesHz = fit.ratesHz();
    int lastBin = 8 * 6 - 1;
    assertEquals(rates.floatColumn("n0").get(0), ratesHz.at(0, 0, 0));
    assertEquals(rates.floatColumn("n2").get(lastBin), ratesHz.at(7, 5, 2));
    // Bins of 2 ms: one spike a bin is 500 spikes/s.
    assertEquals(fit.posteriorMeans().output().mean().at(0, 0, 0) * 500, ratesHz.at(0, 0, 0), 1e-3);
    assertEquals(fit.scores().doubleColumn("lfads").get(1), fit.score("reconstruction").lfads());
    assertEquals(
        "score must be one of reconstruction_nll, reconstruction, got \"recontruction\"; did you"
            + " mean reconstruction?",
        assertThrows(IllegalArgumentException.class, () -> fit.score("recontruction"))
            .getMessage());
  }

  @Test
  void externalInputsThatTheEncodersSee() {
    FittedLfads fit = run(TinyRuns.trialsWithExternalInputs()).withExtInputDim(2).train();
    assertExternalInputsMatter(fit);
    assertEquals(3, fit.generate(3).factors().trials());
  }

  @Test
  void externalInputsThatDriveTheGenerator() {
    LfadsRun driven =
        run(TinyRuns.trialsWithExternalInputs()).withExtInputDim(2).withInjectExtInputToGen(true);
    assertExternalInputsMatter(driven.train());
    FittedLfads alone = driven.withCoDim(0).train();
    assertExternalInputsMatter(alone);
    // The generator meets an input in its own bin and not before.
    Cube inputs = TinyRuns.trialsWithExternalInputs().externalInputs().orElseThrow();
    float[] changed = inputs.toArray();
    changed[4 * 2] += 5;
    Trials late = TinyRuns.trials().withExternalInputs(Cube.of(8, 6, 2, changed));
    Cube before = alone.posteriorMeans().factors();
    Cube after = alone.apply(late).posteriorMeans().factors();
    for (int t = 0; t < 6; t++) {
      assertEquals(t >= 4, before.at(0, t, 0) != after.at(0, t, 0), "bin " + t);
    }
  }

  private static void assertExternalInputsMatter(FittedLfads fit) {
    Trials without = TinyRuns.trials().withExternalInputs(Cube.of(8, 6, 2, new float[8 * 6 * 2]));
    assertAllFinite(fit.posteriorMeans().output().mean());
    assertNotEquals(fit.posteriorMeans().factors(), fit.apply(without).posteriorMeans().factors());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> fit.apply(TinyRuns.trials()))
            .getMessage()
            .contains("external inputs"));
  }

  @Test
  void withoutAControllerThereAreNoInferredInputs() {
    FittedLfads fit = run(TinyRuns.trials()).withCoDim(0).train();
    assertEquals(Optional.empty(), fit.posteriorMeans().inferredInputs());
    assertEquals(
        "inferred inputs must have a controller, got c_co_dim 0; train with withCoDim(1) or more",
        assertThrows(IllegalStateException.class, fit::inferredInputs).getMessage());
    assertAllFinite(fit.posteriorMeans().factors());
    assertEquals(0, fit.log().get(0).train().inputDivergence());
    assertEquals(Optional.empty(), fit.generate(2).inputs());
  }

  @Test
  void withoutAnInitialConditionEveryTrialStartsAlike() {
    FittedLfads fit = run(TinyRuns.trials()).withIcDim(0).train();
    PosteriorMeans.InitialConditions ic = fit.posteriorMeans().initialConditions();
    assertEquals(0, ic.posteriorMean().columns());
    for (int e = 1; e < 8; e++) {
      for (int g = 0; g < 4; g++) {
        assertEquals(ic.generator().at(0, g), ic.generator().at(e, g));
      }
    }
    assertEquals(0, fit.log().get(0).train().icDivergence());
    assertEquals(4, fit.generate(2).generatorStates().columns());
  }

  @Test
  void withNeitherTheModelIsOneCourseForAllTrials() {
    FittedLfads fit = run(TinyRuns.trials()).withIcDim(0).withCoDim(0).train();
    Cube rates = fit.posteriorMeans().output().mean();
    for (int e = 1; e < 8; e++) {
      assertEquals(rates.selectTrials(0), rates.selectTrials(e));
    }
    assertEquals(2, fit.generate(2).mean().trials());
  }

  @Test
  void aLagLongerThanATrialShowsTheControllerNothing() {
    FittedLfads fit =
        run(TinyRuns.trials())
            .withControllerInputLag(6)
            .withDoFeedFactorsToController(false)
            .withPosteriorMeanKind("posterior_push_mean")
            .train();
    Cube inputs = fit.posteriorMeans().inferredInputs().orElseThrow().mean();
    assertEquals(inputs.selectTrials(0), inputs.selectTrials(7));
  }

  @Test
  void whatHeldOutNeuronsDidIsNotSeenAndIsReconstructed() {
    FittedLfads fit = run(TinyRuns.trials()).withHeldOutNeurons("n1").train();
    PosteriorMeans before = fit.posteriorMeans();
    PosteriorMeans unseen = fit.apply(withOneMoreSpike(1)).posteriorMeans();
    assertEquals(before.output(), unseen.output());
    assertEquals(before.factors(), unseen.factors());
    assertEquals(before.initialConditions(), unseen.initialConditions());
    assertNotEquals(before.costs(), unseen.costs());
    assertNotEquals(before.factors(), fit.apply(withOneMoreSpike(0)).posteriorMeans().factors());
  }

  /** One more spike of a neuron in every bin. */
  private static Trials withOneMoreSpike(int neuron) {
    float[] counts = TinyRuns.trials().counts().toArray();
    for (int i = neuron; i < counts.length; i += 3) {
      counts[i]++;
    }
    return Trials.of(Cube.of(8, 6, 3, counts), 2);
  }

  private static void assertAllFinite(Cube cube) {
    float[] values = cube.toArray();
    assertFalse(Arrays.equals(values, new float[values.length]));
    for (float value : values) {
      assertTrue(Float.isFinite(value));
    }
  }
}
