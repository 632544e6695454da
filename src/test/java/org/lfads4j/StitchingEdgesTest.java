package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.Names;

/** Sessions that lack something: they are taken as they are, or refused with what to do. */
class StitchingEdgesTest {
  private static final Trials FIRST = TinyRuns.sessions().get(0);
  private static final Trials SECOND = TinyRuns.sessions().get(1);

  /** By default the first and the sixth validate. */
  private static final int TRAINING_TRIALS = TinyRuns.TRIALS - 2;

  private static LfadsRun aligned(Trials... sessions) {
    return TinyRuns.run(List.of(sessions)).withUseAlignmentMatrix(true);
  }

  private static String refusal(LfadsRun run) {
    return assertThrows(IllegalArgumentException.class, run::check).getMessage();
  }

  private static Trials silenced(Trials trials, int... neurons) {
    float[] counts = trials.counts().toArray();
    for (int row = 0; row < counts.length / trials.neurons(); row++) {
      for (int neuron : neurons) {
        counts[row * trials.neurons() + neuron] = 0;
      }
    }
    return Trials.of(Cube.of(trials.trials(), trials.bins(), trials.neurons(), counts), 2)
        .withSession(trials.session())
        .withConditions(trials.conditions().orElseThrow());
  }

  private static void assertFinite(FittedLfads fit) {
    for (String name : fit.parameters().names()) {
      for (double value : fit.parameters().values(name)) {
        assertTrue(Double.isFinite(value), name);
      }
    }
    for (String session : fit.sessions()) {
      PosteriorMeans means = fit.session(session).posteriorMeans();
      for (float value : means.output().mean().toArray()) {
        assertTrue(Float.isFinite(value) && value > 0, session + " rate " + value);
      }
      for (float value : means.factors().toArray()) {
        assertTrue(Float.isFinite(value), session + " factor " + value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fused, true",
    "fused, false",
    "eager, true",
    "eager, false",
    "compiled, true",
    "compiled, false"
  })
  void aNeuronMayBeSilentInASession(String backend, boolean alignment) {
    FittedLfads fit =
        TinyRuns.run(List.of(silenced(FIRST, 1), SECOND))
            .withBackend(backend)
            .withUseAlignmentMatrix(alignment)
            .train();
    assertFinite(fit);
    assertEquals(
        Math.log(0.5 / (TRAINING_TRIALS * TinyRuns.BINS)),
        fit.model().sessions().get(0).outputBias().get(1),
        1e-12);
    assertTrue(
        fit.notices().contains("session \"a\": neurons that never fire: n1"),
        fit.notices()::toString);
    if (alignment) {
      Alignment a = fit.model().sessions().get(0).alignment().orElseThrow();
      for (int f = 0; f < a.matrix().columns(); f++) {
        assertEquals(0, a.matrix().at(1, f));
        assertNotEquals(0, a.matrix().at(0, f));
      }
      assertEquals(0, a.bias().get(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"regressGlobalPCs", "ridgeRegressGlobalPCs"})
  void aSessionMayBeSilentAltogether(String approach) {
    FittedLfads fit =
        aligned(silenced(FIRST, 0, 1, 2), SECOND).withAlignmentApproach(approach).train();
    assertFinite(fit);
    for (double weight : fit.parameters().values(Names.weights(Names.logRates("b")))) {
      assertNotEquals(0, weight);
    }
    FittedLfads both = aligned(silenced(FIRST, 0, 1, 2), silenced(SECOND, 0, 1, 2, 3)).train();
    assertFinite(both);
  }

  @Test
  void aSessionOfOneTrialIsRefused() {
    assertEquals(
        "session \"b\": trials must be at least 2, one to train on and one to validate with, got 1;"
            + " add trials or leave the session out",
        refusal(aligned(FIRST, SECOND.select(3))));
    assertEquals(
        "session \"b\": trials must be at least 2, one to train on and one to validate with, got 1;"
            + " add trials or leave the session out",
        refusal(TinyRuns.run(List.of(FIRST, SECOND.select(3)))));
    assertDoesNotThrow(aligned(FIRST, SECOND.select(0, 1))::check, "one trial on either side");
  }

  @Test
  void twoTrialsOfASessionSuffice() {
    Trials conditions = FIRST.select(0, 1).withConditions(List.of("left", "right"));
    assertFinite(aligned(conditions, SECOND).train());
  }

  @Test
  void aConditionMayBeSeenOnceAndInSomeSessionsOnly() {
    List<String> once = List.of("left", "rare", "left", "right", "left", "right", "left", "right");
    List<String> other = List.of("left", "right", "up", "right", "left", "up", "left", "right");
    for (String approach : List.of("regressGlobalPCs", "ridgeRegressGlobalPCs")) {
      FittedLfads fit =
          aligned(FIRST.withConditions(once), SECOND.withConditions(other))
              .withAlignmentApproach(approach)
              .train();
      assertFinite(fit);
      assertEquals(
          List.of("left", "rare", "right", "up"),
          fit.summary().aligned().orElseThrow().conditions());
      assertEquals(
          List.of("left", "right"), fit.summary().aligned().orElseThrow().sharedConditions());
      assertEquals(FIRST.neurons() + SECOND.neurons(), fit.alignmentMatrices().rowCount());
      assertEquals("condition averages of 2 sessions, aligned", fit.plotAlignment().getTitle());
      assertTrue(
          fit.plotFactorAcrossSessions(0).getSeriesCollection().stream()
              .anyMatch(series -> series.getName().equals("a, condition rare")),
          "it is drawn where it was seen");
    }
  }

  @Test
  void onlyTrialsThatTrainCountAsShared() {
    List<String> validated = List.of("up", "left", "left", "left", "left", "up", "left", "left");
    List<String> trained = List.of("up", "up", "right", "up", "up", "up", "right", "right");
    assertEquals(
        "sessions must share a condition that all of them have in training trials, got a: left; b:"
            + " right, up; set alignmentExtraArgs to average=time to align by averages over all"
            + " trials",
        refusal(aligned(FIRST.withConditions(validated), SECOND.withConditions(trained))));
  }

  @Test
  void sessionsWithoutACommonConditionAreAlignedOverAllTrialsIfAskedTo() {
    List<String> up = List.of("up", "down", "up", "down", "up", "down", "up", "down");
    LfadsRun run = aligned(FIRST, SECOND.withConditions(up));
    assertEquals(
        "sessions must share a condition that all of them have in training trials, got a: left,"
            + " right; b: down, up; set alignmentExtraArgs to average=time to align by averages"
            + " over all trials",
        refusal(run));
    assertFinite(run.withAlignmentExtraArgs(Map.of("average", "time")).train());
    assertEquals(
        "sessions must have condition labels to be aligned by conditions, and there are none for b;"
            + " set alignmentExtraArgs to average=time to align by averages over all trials",
        refusal(aligned(FIRST, TinyRuns.trials().withSession("b"))));
    assertEquals(
        "alignmentExtraArgs must be average (condition or time), got average = trial",
        refusal(run.withAlignmentExtraArgs(Map.of("average", "trial"))));
    assertDoesNotThrow(run.withUseAlignmentMatrix(false)::check, "nothing is aligned");
  }

  @Test
  void unequalBinsAreRefusedByNameAndNumber() {
    String rule = "sessions must have trials of equal length in bins of equal width, got ";
    String cut = "cut them with trials.align(event, from, to) or trials.chop(bins, overlap)";
    assertEquals(
        rule + "a with 6 of 2.0 ms, b with 3 of 2.0 ms; " + cut,
        refusal(aligned(FIRST, SECOND.chop(3, 0))));
    assertEquals(
        rule
            + "a with 6 of 2.0 ms, b with 3 of 4.0 ms; give them bins of one width with"
            + " withSpikeBinMs(4.0), then "
            + cut,
        refusal(aligned(FIRST, SECOND.rebin(4))));
  }
}
