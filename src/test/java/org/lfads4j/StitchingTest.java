package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.Names;
import tech.tablesaw.api.Table;

/** One model over several sessions. */
class StitchingTest {
  @TempDir private Path folder;

  private static LfadsRun aligned() {
    return TinyRuns.run(TinyRuns.sessions()).withUseAlignmentMatrix(true);
  }

  private static String refusal(LfadsRun run) {
    return assertThrows(IllegalArgumentException.class, run::train).getMessage();
  }

  @Test
  void sessionsShareAllButReadInsAndReadOuts() {
    FittedLfads fit = TinyRuns.run(TinyRuns.sessions()).train();
    assertEquals(List.of("a", "b"), fit.sessions());
    assertEquals(3 * 2, fit.parameters().values("x_to_infac_a_W").length);
    assertEquals(4 * 2, fit.parameters().values("x_to_infac_b_W").length);
    assertEquals(2 * 3, fit.parameters().values("factors_to_logrates_a_W").length);
    assertEquals(2, fit.model().encoderInputs());
  }

  @Test
  void aMapNamesTheSessions() {
    Map<String, Trials> sessions = new LinkedHashMap<>();
    sessions.put("monday", TinyRuns.trials());
    sessions.put("tuesday", TinyRuns.trials());
    FittedLfads fit =
        Lfads.run(sessions)
            .withParams(TinyRuns.params())
            .withMaxEpochs(1)
            .withBackend("fused")
            .train();
    assertEquals(List.of("monday", "tuesday"), fit.sessions());
    assertEquals(
        "sessions must have different names, got session, session; use trials.withSession(name), or"
            + " a map of names to trials",
        assertThrows(
                IllegalArgumentException.class,
                () -> Lfads.run(List.of(TinyRuns.trials(), TinyRuns.trials())))
            .getMessage());
    assertEquals(
        "sessions must be at least one",
        assertThrows(IllegalArgumentException.class, () -> Lfads.run(List.<Trials>of()))
            .getMessage());
  }

  @Test
  void tablesHoldAllSessionsAndChartsOne() {
    FittedLfads fit = TinyRuns.run(TinyRuns.sessions()).train();
    Table rates = fit.rates();
    assertEquals(
        List.of(
            "session",
            "trial",
            "trial_id",
            "split",
            "condition",
            "bin",
            "time_ms",
            "n0",
            "n1",
            "n2",
            "n3"),
        rates.columnNames());
    int rows = TinyRuns.TRIALS * TinyRuns.BINS;
    assertEquals(2 * rows, rates.rowCount());
    assertTrue(rates.column("n3").isMissing(0));
    assertFalse(rates.column("n3").isMissing(rows));
    assertEquals("b", rates.stringColumn("session").get(rows));
    assertEquals(2 * rows, fit.factors().rowCount());
    assertEquals(2 * TinyRuns.TRIALS, fit.initialConditions().rowCount());
    assertEquals(rows, fit.session("a").rates().rowCount());
    assertEquals("a", fit.session("a").rates().stringColumn("session").get(0));
    assertEquals("time (ms)", fit.session("a").plotFactors().getXAxisTitle());
    assertEquals(
        "a fit of 2 sessions must be asked for one of them (a, b); use fit.session(name)",
        assertThrows(IllegalStateException.class, () -> fit.plotRates(0)).getMessage());
    assertEquals(
        "session must be one of the model's (a, b), got \"c\"; did you mean \"a\"?",
        assertThrows(IllegalArgumentException.class, () -> fit.session("c")).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"fused", "eager", "compiled"})
  void neuronsOfOneSessionAreReadOutInTheTrialsOfAnother(String backend) {
    FittedLfads fit = aligned().withBackend(backend).train();
    Table across = fit.ratesAcross("b", "a");
    assertEquals(TinyRuns.TRIALS * TinyRuns.BINS, across.rowCount());
    assertEquals(List.of("n0", "n1", "n2", "n3"), last(across.columnNames(), 4));
    // Through a read-out of its own, the same comes out as ever.
    assertEquals(
        fit.session("a").rates().floatColumn("n1").asList(),
        fit.ratesAcross("a", "a").floatColumn("n1").asList());
    // One pass of the means makes it a plain formula: rate = exp(factors W + b) / bin.
    FittedLfads pushed = fit.withPosterior("posterior_push_mean", 1);
    PosteriorMeans means = pushed.session("a").posteriorMeans();
    double[] weights = fit.parameters().values(Names.weights(Names.logRates("b")));
    double[] bias = fit.parameters().values(Names.bias(Names.logRates("b")));
    Table predicted = pushed.ratesAcross("b", "a");
    for (int n = 0; n < 4; n++) {
      double log = bias[n];
      for (int f = 0; f < 2; f++) {
        log += means.factors().at(0, 1, f) * weights[f * 4 + n];
      }
      double hz = Math.exp(log) * 1000 / 2;
      assertEquals(hz, predicted.floatColumn("n" + n).get(1), 1e-4 * hz);
    }
  }

  @Test
  void chartsShowWhetherSessionsAgree() {
    FittedLfads fit = aligned().train();
    assertEquals("condition averages of 2 sessions, aligned", fit.plotAlignment().getTitle());
    assertTrue(fit.plotAlignmentMatrix("b").getTitle().contains("b"));
    assertTrue(fit.plotFactorAcrossSessions(1).getTitle().startsWith("factor 1, "));
    assertEquals(
        "alignment matrices must have been made, got a fit without; train with"
            + " withUseAlignmentMatrix(true)",
        assertThrows(
                IllegalStateException.class,
                () -> TinyRuns.run(TinyRuns.sessions()).train().plotAlignment())
            .getMessage());
  }

  private static List<String> last(List<String> names, int count) {
    return names.subList(names.size() - count, names.size());
  }

  @Test
  void readInAndReadOutStartFromTheAlignment() {
    FittedLfads fit = aligned().train();
    Alignment a = fit.model().sessions().get(0).alignment().orElseThrow();
    Table table = fit.alignmentMatrices();
    assertEquals(3 + 4, table.rowCount());
    var start =
        org.lfads4j.backend.ParameterValues.initial(
            org.lfads4j.model.ParameterInventory.of(fit.model()), 0);
    double[] in = start.values("x_to_infac_a_W");
    double[] inBias = start.values("x_to_infac_a_b");
    double[] out = start.values("factors_to_logrates_a_W");
    double[] outBias = start.values("factors_to_logrates_a_b");
    for (int f = 0; f < 2; f++) {
      double bias = 0;
      for (int n = 0; n < 3; n++) {
        assertEquals(a.matrix().at(n, f), in[n * 2 + f]);
        assertEquals(a.matrix().at(n, f) / Math.exp(outBias[n]), out[f * 3 + n], 1e-12);
        bias -= a.bias().get(n) * a.matrix().at(n, f);
      }
      assertEquals(bias, inBias[f], 1e-12);
    }
    assertThrows(
        IllegalStateException.class,
        () -> TinyRuns.run(TinyRuns.sessions()).train().alignmentMatrices());
  }

  @Test
  void heldOutNeuronsHaveNoPartInTheAlignment() {
    FittedLfads fit = aligned().withHeldOutNeurons("n1").train();
    Alignment a = fit.model().sessions().get(0).alignment().orElseThrow();
    assertEquals(0, a.matrix().at(1, 0));
    assertEquals(0, a.matrix().at(1, 1));
    assertEquals(2 * 2, fit.parameters().values("x_to_infac_a_W").length);
    assertEquals(2, fit.session("a").trials().neurons() - 1);
    assertEquals(List.of("n1"), fit.session("b").trials().heldOutNeurons());
  }

  @Test
  void matricesThatComeWithTheRecordingsAreTaken() {
    List<Trials> sessions = TinyRuns.sessions();
    Alignment first =
        new Alignment(Grid.of(3, 2, new float[] {1, 2, 3, 4, 5, 6}), List.of(1.0, 1.0, 2.0));
    Alignment second = new Alignment(Grid.of(4, 2, new float[8]), List.of(1.0, 1.0, 1.0, 1.0));
    LfadsRun run =
        TinyRuns.run(
                List.of(
                    sessions.get(0).withAlignment(first), sessions.get(1).withAlignment(second)))
            .withUseAlignmentMatrix(true);
    FittedLfads fit = run.train();
    assertEquals(first, fit.model().sessions().get(0).alignment().orElseThrow());
    assertTrue(fit.notices().stream().anyMatch(n -> n.contains("came with the recordings")));
    assertEquals(
        "the alignment matrix of session \"a\" must have c_factors_dim (3) columns, got 2; use"
            + " withFactorsDim(2)\n"
            + "the alignment matrix of session \"b\" must have c_factors_dim (3) columns, got 2;"
            + " use withFactorsDim(2)",
        refusal(run.withFactorsDim(3)));
  }

  @Test
  void anApproachOfOnesOwnIsNamedAndUsed() {
    AlignmentApproach own =
        new AlignmentApproach() {
          @Override
          public String name() {
            return "mine";
          }

          @Override
          public org.lfads4j.alignment.Aligned align(
              List<Trials> sessions, int factors, Map<String, String> extraArgs) {
            assertEquals(Map.of("k", "v"), extraArgs);
            return AlignmentApproach.named("regressGlobalPCs").align(sessions, factors, Map.of());
          }
        };
    LfadsRun run = TinyRuns.run(TinyRuns.sessions()).withAlignmentExtraArgs(Map.of("k", "v"));
    FittedLfads fit = run.withAlignment(own).train();
    assertEquals("mine", fit.params().alignmentApproach());
    assertTrue(fit.params().useAlignmentMatrix());
    assertTrue(
        refusal(run.withUseAlignmentMatrix(true).withAlignmentApproach("mine")).contains("mine"));
  }

  @Test
  void rulesOfSeveralSessionsAreChecked() {
    List<Trials> sessions = TinyRuns.sessions();
    assertEquals(
        "sessions must have trials of equal length in bins of equal width, got a with 6 of 2.0 ms,"
            + " b with 3 of 2.0 ms; cut them with trials.align(event, from, to) or"
            + " trials.chop(bins, overlap)",
        refusal(TinyRuns.run(List.of(sessions.get(0), sessions.get(1).chop(3, 0)))));
    assertEquals(
        "c_do_train_readin must be true without alignment matrices, got false: the read-in would"
            + " stay random; use withUseAlignmentMatrix(true)",
        refusal(TinyRuns.run(sessions).withDoTrainReadin(false)));
    assertEquals(
        "c_feedback_factors_or_rates must be \"factors\" for several sessions, got \"rates\":"
            + " sessions differ in their neurons",
        refusal(TinyRuns.run(sessions).withFeedbackFactorsOrRates("rates")));
    String negative =
        refusal(
            TinyRuns.run(
                List.of(
                    sessions.get(0),
                    Trials.of(new double[][][] {{{0}, {-1}}, {{0}, {0}}}, 2).withSession("odd"))));
    assertTrue(negative.startsWith("session \"odd\": trials[0] bin 1 neuron \"n0\""), negative);
  }

  @Test
  void aStitchedFitIsSavedAndLoadedWhole() {
    FittedLfads fit = aligned().train();
    Table rates = fit.rates();
    fit.save(folder.resolve("fit"));
    FittedLfads loaded = Lfads.load(folder.resolve("fit"));
    assertEquals(fit.parameters(), loaded.parameters());
    assertEquals(fit.model(), loaded.model());
    assertEquals(rates.printAll(), loaded.rates().printAll());
    assertEquals(fit.alignmentMatrices().printAll(), loaded.alignmentMatrices().printAll());
    assertEquals(fit.log(), loaded.log());
    assertEquals(fit.outcome(), loaded.outcome());
    assertEquals(fit.summary().aligned(), loaded.summary().aligned());
    TrainedLfads model = Lfads.loadModel(folder.resolve("fit"));
    assertEquals(List.of("n0", "n1", "n2", "n3"), model.neuronNames("b"));
    assertEquals(
        fit.session("b").rates().floatColumn("n3").asList(),
        model.apply(TinyRuns.sessions().get(1)).rates().floatColumn("n3").asList());
  }

  @Test
  void anotherSessionIsTakenInAndTheRestStaysAsItIs() {
    FittedLfads fit = aligned().train();
    Trials another =
        Trials.of(TinyRuns.counts(TinyRuns.TRIALS, TinyRuns.BINS, 5, 9), 2)
            .withSession("c")
            .withConditions(TinyRuns.sessions().get(0).conditions().orElseThrow());
    FittedLfads adapted = fit.adapt(another);
    assertSame(adapted, Lfads.lastFit().orElseThrow(), "a cell that is stopped loses its value");
    assertEquals(
        5 * TinyRuns.params().factorsDim(), adapted.parameters().values("x_to_infac_c_W").length);
    for (String name : adapted.parameters().names()) {
      if (!Names.ofSession("c").contains(name)) {
        assertEquals(
            floats(fit.parameters().values(name)), floats(adapted.parameters().values(name)), name);
      }
    }
    assertTrue(adapted.model().sessions().get(0).alignment().isPresent());
    assertNotEquals(List.of(), adapted.fitLog().columnNames(), "it has a log of its own");
    assertEquals(
        "a model must have read-ins to take in another session, got one whose encoders see the"
            + " counts themselves; train it on several sessions, or"
            + " withUseSingleDatasetAlignmentMatrix(true)",
        assertThrows(
                IllegalArgumentException.class,
                () -> TinyRuns.run(TinyRuns.trials()).train().adapt(another))
            .getMessage());
  }

  @Test
  void anotherSessionNeedNotHaveTheNeuronsThatWereHeldOut() {
    FittedLfads fit = aligned().withHeldOutNeurons("n1").train();
    Trials sessionA = TinyRuns.sessions().get(0);
    Trials another =
        sessionA
            .withSession("c")
            .withNeuronNames(sessionA.neuronNames().stream().map(name -> "other " + name).toList());
    FittedLfads adapted = fit.adapt(another);
    assertEquals(List.of(), adapted.trials().heldOutNeurons());
    assertEquals(List.of("n1"), fit.adapt(sessionA.withSession("c")).trials().heldOutNeurons());
  }

  @Test
  void applyNeverTrains() {
    FittedLfads fit = TinyRuns.run(TinyRuns.sessions()).train();
    Trials unknown = TinyRuns.sessions().get(0).withSession("c");
    assertEquals(
        "trials must name one of the model's sessions (a, b), got \"c\"; use"
            + " trials.withSession(name) if they are of one of them, or fit.adapt(trials), which"
            + " trains a read-in and a read-out for a new session",
        assertThrows(IllegalArgumentException.class, () -> fit.apply(unknown)).getMessage());
    assertEquals(
        fit.session("a").rates().floatColumn("n0").asList(),
        fit.apply(unknown.withSession("a")).rates().floatColumn("n0").asList());
  }

  @Test
  void sessionsOfAMapAreInTheOrderOfTheirNames() {
    List<Trials> sessions = TinyRuns.sessions();
    Map<String, Trials> forwards = new LinkedHashMap<>();
    forwards.put("a", sessions.get(0));
    forwards.put("b", sessions.get(1));
    Map<String, Trials> backwards = new LinkedHashMap<>();
    backwards.put("b", sessions.get(1));
    backwards.put("a", sessions.get(0));
    FittedLfads expected = TinyRuns.run(sessions).train();
    for (Map<String, Trials> map : List.of(forwards, backwards, Map.copyOf(forwards))) {
      FittedLfads fit =
          Lfads.run(map)
              .withParams(TinyRuns.params())
              .withOptions(unused -> expected.options())
              .train();
      assertEquals(List.of("a", "b"), fit.sessions());
      assertEquals(expected.outcome().bestValidationCost(), fit.outcome().bestValidationCost());
    }
  }

  @Test
  void whatSeveralSessionsCannotAnswerIsAskedOfOne() {
    FittedLfads fit = TinyRuns.run(TinyRuns.sessions()).train();
    assertEquals(
        "trials must be generated for one session, got a model of a, b; use generate(session,"
            + " trials)",
        assertThrows(IllegalStateException.class, () -> fit.generate(2)).getMessage());
    assertEquals(fit.session("b").trials().neurons(), fit.generate("b", 2).mean().columns());
  }

  private static List<Float> floats(double[] values) {
    return java.util.Arrays.stream(values).mapToObj(v -> (float) v).toList();
  }
}
