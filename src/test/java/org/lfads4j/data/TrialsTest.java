package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.Message;

class TrialsTest {
  /** Counts 0, 1, 2, ... in order. */
  private static Trials rising(int trials, int bins, int neurons) {
    return Trials.of(cube(trials, bins, neurons), 10);
  }

  private static Cube cube(int trials, int bins, int columns) {
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Cube.of(trials, bins, columns, values);
  }

  private static Trials full() {
    return rising(4, 5, 3)
        .withNeuronNames(List.of("a", "b", "c"))
        .withTrialIds(List.of("t1", "t2", "t3", "t4"))
        .withConditions(List.of("left", "right", "left", "right"))
        .withExternalInputs(cube(4, 5, 1))
        .withTruthHz(cube(4, 5, 3))
        .withBehaviour(new Behaviour("hand", List.of("vx", "vy"), "cm/s", cube(4, 5, 2)))
        .withHeldOutNeurons("c")
        .withSession("monday")
        .withSplit(Split.of(new int[] {1, 2, 3}, new int[] {0}))
        .withStartMs(-20);
  }

  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17})
  void defaultsHoldAtEverySize(int size) {
    Trials trials = rising(size, size, size);
    assertEquals(size, trials.trials());
    assertEquals(size, trials.bins());
    assertEquals(size, trials.neurons());
    assertEquals(10, trials.binMs());
    assertEquals(0, trials.startMs());
    assertEquals("n" + (size - 1), trials.neuronNames().get(size - 1));
    assertEquals("0", trials.trialIds().get(0));
    assertEquals(size - 1 + "", trials.trialIds().get(size - 1));
    assertEquals("session", trials.session());
    assertEquals(Optional.empty(), trials.conditions());
    assertEquals(Optional.empty(), trials.split());
    assertEquals(List.of(), trials.behaviour());
    assertEquals(List.of(), trials.heldOutNeurons());
  }

  @Test
  void nestedArraysBecomeTheSameBlock() {
    int[][][] ints = {{{0, 1}, {2, 3}, {4, 5}}, {{6, 7}, {8, 9}, {10, 11}}};
    double[][][] doubles = {{{0, 1}, {2, 3}, {4, 5}}, {{6, 7}, {8, 9}, {10, 11}}};
    assertEquals(rising(2, 3, 2), Trials.of(ints, 10));
    assertEquals(rising(2, 3, 2), Trials.of(doubles, 10));
  }

  @Test
  void raggedAndEmptyBlocksAreRefused() {
    assertEquals(
        "trials[1] must have 2 bins, got 1",
        messageOf(() -> Trials.of(new int[][][] {{{1}, {2}}, {{3}}}, 10)));
    assertEquals(
        "trials[0] must have 1 neurons in every bin, got 2",
        messageOf(() -> Trials.of(new double[][][] {{{1}, {2, 3}}}, 10)));
    assertEquals(
        "trials must hold at least one trial, one bin and one neuron, got 0 x 0 x 0",
        messageOf(() -> Trials.of(new int[0][][], 10)));
    assertEquals(
        "trials must hold at least one trial, one bin and one neuron, got 2 x 0 x 0",
        messageOf(() -> Trials.of(new int[2][0][], 10)));
    assertEquals(
        "trials must hold at least one trial, one bin and one neuron, got 2 x 3 x 0",
        messageOf(() -> Trials.of(Cube.of(2, 3, 0, new float[0]), 10)));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-1,-1", "NaN,NaN", "Infinity,Infinity"})
  void aBinMustHaveAWidth(double binMs, String got) {
    assertEquals("binMs must be > 0, got " + got, messageOf(() -> Trials.of(cube(1, 1, 1), binMs)));
  }

  @Test
  void theFirstBinMustHaveATime() {
    assertEquals(
        "startMs must be finite, got NaN",
        messageOf(() -> rising(1, 1, 1).withStartMs(Double.NaN)));
  }

  @ParameterizedTest
  @CsvSource({"NaN,NaN", "Infinity,Infinity", "-Infinity,-Infinity", "1e300,Infinity"})
  void valuesThatAreNotFiniteAreRefusedAtTheDoor(double value, String got) {
    double[][][] values = {{{1, 2}, {3, 4}}, {{5, 6}, {7, value}}};
    assertEquals(
        "trials[1] bin 1 neuron \"n1\" must be finite, got " + got,
        messageOf(() -> Trials.of(values, 10)));
  }

  @ParameterizedTest
  @CsvSource({
    "-1,a whole count >= 0,-1",
    "0.5,a whole count >= 0,0.5",
    "-1e-7,a whole count >= 0,-1.0E-7",
    "16777216,a whole count < 16777216,16777216",
    "16777217,a whole count < 16777216,16777216",
    "1e30,a whole count < 16777216,1.0E30"
  })
  void realValuesPassTheDoorAndAreNamedForPoisson(double value, String rule, String got) {
    double[][][] values = {{{1, 2}, {3, 4}}, {{5, value}, {-7, 8}}};
    Trials trials =
        Trials.of(values, 10)
            .withNeuronNames(List.of("u11", "u12"))
            .withTrialIds(List.of("16", "17"));
    assertEquals(
        Optional.of(
            "trials[1] (id \"17\") bin 0 neuron \"u12\" must be "
                + rule
                + ", got "
                + got
                + "; use withOutputDist(\"gaussian\") for real-valued data"),
        trials.countProblem().map(Message::inJava));
  }

  @Test
  void wholeCountsAreNoProblem() {
    assertEquals(Optional.empty(), Trials.of(new int[][][] {{{0, 16777215}}}, 10).countProblem());
  }

  @Test
  void neuronsThatNeverFireAreNamed() {
    int[][][] counts = {{{0, 1, 0}}, {{0, 0, 0}}};
    assertEquals(List.of("n0", "n2"), Trials.of(counts, 10).silentNeurons());
    assertEquals(List.of(), rising(2, 2, 2).silentNeurons());
  }

  @Test
  void neuronNamesAreUniqueIgnoringCaseAndNoTablesColumn() {
    Trials three = rising(1, 1, 3);
    assertEquals(
        "neuron names must be unique ignoring case, got \"a\" and \"A\"",
        messageOf(() -> three.withNeuronNames(List.of("a", "b", "A"))));
    assertEquals(
        "neuron names must not be blank, got \" \" (index 1)",
        messageOf(() -> three.withNeuronNames(List.of("a", " ", "c"))));
    assertEquals(
        "neuron names must be one per neuron, got 2 for 3",
        messageOf(() -> three.withNeuronNames(List.of("a", "b"))));
    assertEquals(
        "neuron names must not be a table's own column, got \"Bin\" (reserved: session, trial,"
            + " trial_id, split, condition, bin, time_ms)",
        messageOf(() -> three.withNeuronNames(List.of("a", "Bin", "c"))));
    for (String reserved :
        List.of("session", "trial", "trial_id", "split", "condition", "bin", "time_ms")) {
      assertTrue(
          messageOf(() -> three.withNeuronNames(List.of("a", "b", reserved)))
              .contains("got \"" + reserved + "\""));
    }
  }

  @Test
  void namesAreComparedTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(
          "neuron names must be unique ignoring case, got \"i1\" and \"I1\"",
          messageOf(() -> rising(1, 1, 2).withNeuronNames(List.of("i1", "I1"))));
      assertTrue(rising(1, 1, 2).toString().contains("mean: 50.00 spikes/s"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anUnknownNameGetsTheNearestOnes() {
    assertEquals(1, full().neuronIndex("b"));
    Trials many = rising(1, 1, 30);
    assertEquals(
        "neuron must be one of 30 names, got \"m12\"; nearest: \"n12\", \"n1\", \"n2\"",
        messageOf(() -> many.neuronIndex("m12")));
    assertEquals(2, full().trialIndex("t3"));
    assertEquals(
        "trial id must be one of 4 names, got \"3\"; nearest: \"t3\", \"t1\", \"t2\"",
        messageOf(() -> full().trialIndex("3")));
    assertEquals(
        "behaviour must be \"hand\", got \"eye\"", messageOf(() -> full().behaviour("eye")));
    assertEquals(
        "behaviour must be one that the data have, and they have none, got \"eye\"",
        messageOf(() -> many.behaviour("eye")));
    assertEquals("cm/s", full().behaviour("hand").unit());
  }

  @Test
  void heldOutNeuronsMustExistAndLeaveSome() {
    Trials two = rising(1, 1, 2);
    assertEquals(List.of("n1"), two.withHeldOutNeurons("n1").heldOutNeurons());
    assertEquals(List.of(), two.withHeldOutNeurons("n1").withHeldOutNeurons().heldOutNeurons());
    assertEquals(
        "held-out neuron must be one of \"n0\", \"n1\", got \"n2\"",
        messageOf(() -> two.withHeldOutNeurons("n2")));
    assertEquals(
        "held-out neurons must be unique, got \"n0\" and \"n0\"",
        messageOf(() -> two.withHeldOutNeurons("n0", "n0")));
    assertEquals(
        "held-out neurons must leave at least one for the encoders, got all 2 held out",
        messageOf(() -> two.withHeldOutNeurons("n0", "n1")));
  }

  @Test
  void heldOutNeuronsFollowTheirNewNames() {
    assertEquals(List.of("z"), full().withNeuronNames(List.of("x", "y", "z")).heldOutNeurons());
  }

  @Test
  void labelsMustBeOnePerTrial() {
    Trials two = rising(2, 1, 1);
    assertEquals(
        "trial ids must be one per trial, got 1 for 2",
        messageOf(() -> two.withTrialIds(List.of("x"))));
    assertEquals(
        "trial ids must be unique, got \"x\" and \"x\"",
        messageOf(() -> two.withTrialIds(List.of("x", "x"))));
    assertEquals(
        "conditions must be one per trial, got 3 for 2",
        messageOf(() -> two.withConditions(List.of("x", "x", "y"))));
    assertEquals(
        "conditions must not be blank, got \"\" (index 1)",
        messageOf(() -> two.withConditions(List.of("x", ""))));
    assertEquals("session must not be blank, got \"\"", messageOf(() -> two.withSession("")));
  }

  @Test
  void whatLiesBesideTheCountsMustFitThem() {
    Trials trials = rising(2, 3, 2);
    assertEquals(
        "truth must have the counts' 2 trials x 3 bins, got 2 x 4",
        messageOf(() -> trials.withTruthHz(cube(2, 4, 2))));
    assertEquals(
        "truth must have the counts' 2 neurons, got 3",
        messageOf(() -> trials.withTruthHz(cube(2, 3, 3))));
    assertEquals(
        "truth must be finite and >= 0, got -1 (trial 0, bin 0, column 1)",
        messageOf(() -> trials.withTruthHz(cube(2, 3, 2).map(v -> v == 1 ? -1 : v))));
    assertEquals(
        "external inputs must be finite, got NaN (trial 1, bin 2, column 0)",
        messageOf(
            () -> trials.withExternalInputs(cube(2, 3, 1).map(v -> v == 5 ? Double.NaN : v))));
    assertEquals(
        -3f,
        trials
            .withExternalInputs(cube(2, 3, 1).map(v -> -v))
            .externalInputs()
            .orElseThrow()
            .at(1, 0, 0));
    assertEquals(
        "external inputs must be at least 1, got 0",
        messageOf(() -> trials.withExternalInputs(Cube.of(2, 3, 0, new float[0]))));
    assertEquals(
        "behaviour \"eye\" must have the counts' 2 trials x 3 bins, got 1 x 3",
        messageOf(
            () -> trials.withBehaviour(new Behaviour("eye", List.of("x"), "deg", cube(1, 3, 1)))));
    Behaviour eye = new Behaviour("eye", List.of("x"), "deg", cube(2, 3, 1));
    assertEquals(
        "behaviour names must be unique ignoring case, got \"eye\" and \"eye\"",
        messageOf(() -> trials.withBehaviour(eye, eye)));
    assertEquals(
        "split must name trials below 2, got 2",
        messageOf(() -> trials.withSplit(Split.of(new int[] {0, 1}, new int[] {2}))));
  }

  @Test
  void behaviourNamesItsColumns() {
    Cube two = cube(1, 1, 2);
    assertEquals(
        "behaviour name must not be blank, got \"\"",
        messageOf(() -> new Behaviour("", List.of("x", "y"), "", two)));
    assertEquals(
        "columns of behaviour \"eye\" must be one per coordinate, got 1 for 2",
        messageOf(() -> new Behaviour("eye", List.of("x"), "", two)));
    assertEquals(
        "columns of behaviour \"eye\" must be unique ignoring case, got \"x\" and \"X\"",
        messageOf(() -> new Behaviour("eye", List.of("x", "X"), "", two)));
    assertEquals(
        "columns of behaviour \"eye\" must be at least one",
        messageOf(() -> new Behaviour("eye", List.of(), "", cube(1, 1, 0))));
  }

  @Test
  void behaviourMayBeMissingInPlaces() {
    Cube gap = Cube.of(1, 1, 1, new float[] {Float.NaN});
    Trials trials = rising(1, 1, 1).withBehaviour(new Behaviour("eye", List.of("x"), "", gap));
    assertTrue(Float.isNaN(trials.behaviour("eye").values().at(0, 0, 0)));
  }

  @Test
  void rebinningSumsCountsAndAveragesTheRest() {
    Trials wide = full().rebin(20);
    assertEquals(20, wide.binMs());
    assertEquals(-20, wide.startMs());
    assertEquals(0, wide.timeMs(1));
    assertEquals(2, wide.bins(), "the fifth bin fills no wide one");
    // Counts of neuron 0 in trial 0 are 0, 3, 6, 9, 12.
    assertEquals(3, wide.counts().at(0, 0, 0));
    assertEquals(15, wide.counts().at(0, 1, 0));
    assertEquals(1.5f, wide.truthHz().orElseThrow().at(0, 0, 0));
    assertEquals(.5f, wide.externalInputs().orElseThrow().at(0, 0, 0));
    assertEquals(1f, wide.behaviour("hand").values().at(0, 0, 0));
    assertEquals(full().split(), wide.split());
    assertEquals(full().conditions(), wide.conditions());
    assertEquals(full().heldOutNeurons(), wide.heldOutNeurons());
    assertEquals(full(), full().rebin(10));
    assertEquals(1, full().rebin(50).bins());
  }

  @ParameterizedTest
  @CsvSource({"15,15", "5,5", "0,0", "-10,-10", "NaN,NaN", "Infinity,Infinity", "10.001,10.001"})
  void rebinningTakesWholeMultiplesOnly(double ms, String got) {
    assertEquals(
        "rebin must go to a whole multiple of the bin width 10 ms, got " + got + " ms",
        messageOf(() -> full().rebin(ms)));
  }

  @Test
  void rebinningForgivesRounding() {
    Trials thirds = Trials.of(cube(1, 9, 1), 0.1);
    assertEquals(3, thirds.rebin(0.3).bins());
  }

  @Test
  void rebinningBeyondTheTrialIsRefused() {
    assertEquals(
        "rebin must leave at least one bin, got 60 ms for trials of 50 ms",
        messageOf(() -> full().rebin(60)));
  }

  @Test
  void selectedTrialsTakeEverythingAlong() {
    Trials some = full().select(3, 0);
    assertEquals(List.of("t4", "t1"), some.trialIds());
    assertEquals(List.of("right", "left"), some.conditions().orElseThrow());
    assertEquals(full().counts().selectTrials(3, 0), some.counts());
    assertEquals(full().truthHz().orElseThrow().selectTrials(3, 0), some.truthHz().orElseThrow());
    assertEquals(
        full().behaviour("hand").values().selectTrials(3, 0), some.behaviour("hand").values());
    assertEquals(
        full().externalInputs().orElseThrow().selectTrials(3, 0),
        some.externalInputs().orElseThrow());
    assertEquals(
        Split.of(new int[] {0}, new int[] {1}), some.split().orElseThrow(), "places are new");
    assertEquals(-20, some.startMs());
    assertEquals(Optional.empty(), full().select(1, 2).split(), "nothing validates");
    assertEquals("select must name trials from 0 to 3, got 4", messageOf(() -> full().select(4)));
    assertEquals(
        "trial ids must be unique, got \"t1\" and \"t1\"", messageOf(() -> full().select(0, 0)));
    assertEquals("select must name at least one trial", messageOf(() -> full().select()));
  }

  @Test
  void selectedNeuronsTakeTheirTruthAlong() {
    Trials some = full().selectNeurons("c", "a");
    assertEquals(List.of("c", "a"), some.neuronNames());
    assertEquals(List.of("c"), some.heldOutNeurons());
    assertEquals(full().counts().selectColumns(2, 0), some.counts());
    assertEquals(full().truthHz().orElseThrow().selectColumns(2, 0), some.truthHz().orElseThrow());
    assertEquals(full().behaviour(), some.behaviour());
    assertEquals(List.of(), full().selectNeurons("a", "b").heldOutNeurons());
    assertEquals(
        "neuron must be one of \"a\", \"b\", \"c\", got \"d\"",
        messageOf(() -> full().selectNeurons("d")));
    assertEquals(
        "selectNeurons must name at least one neuron", messageOf(() -> full().selectNeurons()));
    assertEquals(
        "held-out neurons must leave at least one for the encoders, got all 1 held out",
        messageOf(() -> full().selectNeurons("c")));
  }

  @Test
  void aWitherChangesItsOwnValueAndLeavesTheRest() {
    List<Trials> changed =
        List.of(
            full(),
            full().withNeuronNames(List.of("d", "e", "f")),
            full().withTrialIds(List.of("1", "2", "3", "4")),
            full().withConditions(List.of("a", "b", "c", "d")),
            full().withExternalInputs(cube(4, 5, 2)),
            full().withTruthHz(cube(4, 5, 3).map(v -> v + 1)),
            full().withBehaviour(),
            full().withHeldOutNeurons("a"),
            full().withSession("tuesday"),
            full().withSplit(Split.ofRatio(4, 1)),
            full().withStartMs(0));
    for (int i = 0; i < changed.size(); i++) {
      for (int j = 0; j < changed.size(); j++) {
        if (i != j) {
          assertNotEquals(changed.get(i), changed.get(j), i + " and " + j);
        }
      }
    }
    Trials back =
        changed.get(1).withNeuronNames(full().neuronNames()).withSession("x").withSession("monday");
    assertEquals(full(), back);
    assertEquals(full().hashCode(), back.hashCode());
  }

  @Test
  void textSaysShapeAndUnitsInTenLines() {
    assertEquals(
        """
        Trials "monday": 4 trials x 5 bins x 3 neurons
        bins: 10 ms, from -20 to 30 ms
        mean: 2950.00 spikes/s per neuron
        held-out neurons: 1
        conditions: 2
        external inputs: 1
        truth: spikes/s
        behaviour: hand
        split: 3 training and 1 validation trials\
        """,
        full().toString());
    Trials silent =
        full().selectNeurons("a", "c").withHeldOutNeurons("c").withTruthHz(cube(4, 5, 2));
    assertTrue(silent.toString().lines().count() <= 10);
    assertEquals(
        "silent neurons: 2",
        Trials.of(new int[1][1][2], 10).toString().lines().skip(3).findFirst().orElseThrow());
  }

  @Test
  void theArrayGivenIsNotKept() {
    float[] values = {1, 2};
    Trials trials = Trials.of(Cube.of(1, 2, 1, values), 10);
    values[0] = 9;
    assertEquals(1, trials.counts().at(0, 0, 0));
    assertThrows(UnsupportedOperationException.class, () -> trials.neuronNames().add("more"));
    assertEquals(10, IntStream.of(1).mapToDouble(trials::timeMs).sum());
  }
}
