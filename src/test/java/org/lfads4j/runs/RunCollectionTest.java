package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import tech.tablesaw.api.Table;

class RunCollectionTest {
  @TempDir private Path folder;

  private Path place() {
    return folder.resolve("c");
  }

  private static List<String> states(Table table) {
    return table.stringColumn("state").asList();
  }

  /** When every file of a folder was last written. */
  private static Map<String, String> times(Path folder) {
    Map<String, String> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file).toString());
      }
      return times;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void trainsEveryRunOnceAndThenTouchesNothing() throws InterruptedException {
    RunCollection runs =
        SmallRuns.collection(place()).withParams(SmallRuns.params().sweep("c_co_dim", 0, 2));
    assertEquals("3 runs in " + place() + ": 3 waiting", runs.toString());
    Table table = runs.train();
    assertEquals(List.of("done", "done", "done"), states(table));
    Map<String, String> times = times(place());
    Thread.sleep(20);
    assertEquals(table.printAll(), runs.train().printAll());
    assertEquals(table.printAll(), runs.posterior().printAll());
    assertEquals(Set.of("done"), Set.copyOf(states(RunCollection.in(place()).train())));
    Table unusedTable = runs.table();
    String unusedText = runs.toString() + runs.best() + runs.notices();
    Table unusedPart = SmallRuns.collection(place()).train();
    assertEquals(times, times(place()));
    assertEquals("3 runs in " + place() + ": 3 done", runs.toString());
  }

  @Test
  void theTableSaysWhatDiffersAndWhatCameOfIt() {
    RunCollection runs =
        SmallRuns.collection(place())
            .withParams(SmallRuns.params().withCoDim(0).withKeepProb(.8))
            .withSeeds(3, 4);
    assertEquals(
        List.of(
            "run",
            "c_keep_prob",
            "c_co_dim",
            "seed",
            "state",
            "epochs",
            "best_epoch",
            "validation_cost",
            "seconds",
            "folder"),
        runs.table().columnNames());
    Table table = runs.train();
    assertEquals(
        List.of(
            "run",
            "c_keep_prob",
            "c_co_dim",
            "seed",
            "state",
            "epochs",
            "best_epoch",
            "validation_cost",
            "seconds",
            "reconstruction_nll",
            "reconstruction",
            "diagnosis",
            "folder"),
        table.columnNames());
    assertEquals(List.of(1, 1, 0, 0), table.intColumn("c_co_dim").asList());
    assertEquals(List.of("3", "4", "3", "4"), table.stringColumn("seed").asList());
    assertEquals(List.of(5, 5, 5, 5), table.intColumn("epochs").asList());
    Run first = runs.runs().get(0);
    assertEquals(
        first.folder().getParent().getFileName() + "/small.data_" + first.dataHash(),
        table.stringColumn("folder").get(0));
    assertEquals(
        first.fit().outcome().bestValidationCost(), table.doubleColumn("validation_cost").get(0));
    assertEquals(
        table.doubleColumn("validation_cost").min(),
        runs.best().status().validationCost().orElseThrow());
    assertEquals(
        table.doubleColumn("reconstruction").max(),
        runs.best("reconstruction").scores().get(1).values().values().iterator().next());
    assertEquals(5, first.fitLog().rowCount());
    assertTrue(first.label().endsWith(" seed=3"), first.label());
  }

  @Test
  void aScoreThatNoRunHasIsNamedWithThoseThereAre() {
    RunCollection runs = SmallRuns.collection(place());
    assertEquals(
        "runs must be done to be compared by validation_cost, and none is",
        assertThrows(IllegalArgumentException.class, runs::best).getMessage());
    Table unused = runs.train();
    assertEquals(
        "score must be one that a run has (validation_cost, reconstruction_nll, reconstruction),"
            + " got \"recontruction\"; did you mean reconstruction?",
        assertThrows(IllegalArgumentException.class, () -> runs.best("recontruction"))
            .getMessage());
  }

  @Test
  void costsOfOtherWeightsAreNotComparedAndAScoreThatCanBeIsNamed() {
    RunCollection plain = SmallRuns.collection(place());
    RunCollection runs = plain.withParams(SmallRuns.params().withKlIcWeight(0.5).withL2GenScale(3));
    Table unused = runs.train();
    assertEquals(
        "runs must measure the same cost to be compared by validation_cost, got c_kl_ic_weight 1.0"
            + " and 0.5, c_l2_gen_scale 500.0 and 3.0; use the score reconstruction, which does not"
            + " depend on that",
        assertThrows(IllegalArgumentException.class, runs::best).getMessage());
    assertEquals(
        runs.table().doubleColumn("reconstruction").max(),
        runs.best("reconstruction").scores().get(1).lfads());
    RunCollection heldOut = runs.withHeldOutNeurons("n1");
    Table unusedToo = heldOut.train();
    assertTrue(
        assertThrows(IllegalArgumentException.class, heldOut::best)
            .getMessage()
            .endsWith("; use the score co_smoothing, which does not depend on that"));
    RunCollection dropping =
        SmallRuns.collection(folder.resolve("dropping"))
            .withParams(SmallRuns.params().withKeepProb(0.5).withCoDim(0))
            .withSeeds(0, 1);
    Table unusedAsWell = dropping.train();
    assertEquals(
        dropping.table().doubleColumn("validation_cost").min(),
        dropping.best().status().validationCost().orElseThrow());
  }

  /** The cost of a kept epoch is the total one, whatever chose that epoch. */
  @Test
  void underAnotherObjectiveTotalCostsOfOtherWeightsAreNotComparedEither() {
    RunCollection runs =
        SmallRuns.collection(place())
            .withParams(SmallRuns.params().withKlIcWeight(0.5))
            .withValidationObjective("reconstruction");
    Table unused = runs.train();
    for (Run run : runs.runs()) {
      assertEquals(
          run.fitLog().doubleColumn("valid_total").get(run.status().bestEpoch() - 1),
          run.status().validationCost().orElseThrow());
    }
    assertEquals(
        "runs must measure the same cost to be compared by validation_cost, got c_kl_ic_weight 1.0"
            + " and 0.5; use the score reconstruction, which does not depend on that",
        assertThrows(IllegalArgumentException.class, runs::best).getMessage());
  }

  @Test
  void runsThatHoldOutOtherNeuronsHaveTheSameTotalCost() {
    RunCollection plain = SmallRuns.collection(place());
    Table unused = plain.train();
    Table unusedToo = plain.withHeldOutNeurons("n1").train();
    RunCollection both = RunCollection.in(place());
    assertEquals(
        both.table().doubleColumn("validation_cost").min(),
        both.best().status().validationCost().orElseThrow());
  }

  @Test
  void costsOfOtherDataAreNotCompared() {
    RunCollection runs =
        SmallRuns.collection(place()).withSession(SmallRuns.trials(2).withSession("other"));
    Table unused = runs.train();
    List<Run> both = runs.runs();
    assertEquals(
        "runs must have the same data to be compared by validation_cost, got the data hashes "
            + both.get(0).dataHash()
            + " and "
            + both.get(1).dataHash()
            + "; choose among the runs of one recording in one bin width",
        assertThrows(IllegalArgumentException.class, runs::best).getMessage());
  }

  @Test
  void runsThatEndedWithinTheirRampsHaveNoCostToCompare() {
    RunCollection runs =
        RunCollection.in(place())
            .withSession(SmallRuns.trials(1))
            .withParams(SmallRuns.params().withKlIncreaseSteps(1000))
            .withMaxEpochs(2);
    Table unused = runs.train();
    assertEquals(
        "runs must have trained beyond their KL and L2 ramps to be compared by validation_cost, got"
            + " 1 that ended before; train for more epochs, or shorten c_kl_increase_steps and"
            + " c_l2_increase_steps",
        assertThrows(IllegalArgumentException.class, runs::best).getMessage());
    assertEquals(runs.runs().get(0).folder(), runs.best("reconstruction").folder());
  }

  @Test
  void changedDataAreAnotherRunBesideTheOldOne() throws IOException {
    Path file = folder.resolve("monday.h5");
    SmallRuns.trials(1).save(file);
    RunCollection runs =
        RunCollection.in(place()).withSession(file).withParams(SmallRuns.params()).withMaxEpochs(2);
    Table unused = runs.train();
    Run old = runs.runs().get(0);
    assertEquals("monday", old.name());
    assertEquals(List.of(), runs.notices());
    SmallRuns.trials(2).save(file);
    Run now = runs.runs().get(0);
    assertEquals(old.paramHash(), now.paramHash());
    assertNotEquals(old.dataHash(), now.dataHash());
    assertEquals(RunState.WAITING, now.status().state());
    assertEquals(
        List.of(
            "the data of "
                + now.label()
                + " have changed since an earlier run (data hash "
                + old.dataHash()
                + ", now "
                + now.dataHash()
                + "); the earlier run stays in "
                + old.folder()
                + ", and this is a new run"),
        runs.notices());
    assertEquals(List.of("done"), states(runs.train()));
    assertEquals(2, RunCollection.in(place()).runs().size());
    assertEquals(
        SmallRuns.trials(1).counts(), old.fit().trials().counts(), "the old run has its old data");
    assertEquals(SmallRuns.trials(2).counts(), now.fit().trials().counts());
  }

  @Test
  void theSameContentIsTheSameRunWhateverItCameIn() throws IOException {
    Trials trials = SmallRuns.trials(1);
    Path file = folder.resolve("small.h5");
    trials.save(file);
    Path copy = Files.createDirectory(folder.resolve("elsewhere")).resolve("small.h5");
    Files.copy(file, copy);
    Run memory = SmallRuns.collection(place()).runs().get(0);
    for (Path each : List.of(file, copy)) {
      RunCollection runs =
          RunCollection.in(place())
              .withSession(each)
              .withParams(SmallRuns.params())
              .withMaxEpochs(5);
      assertEquals(memory, runs.runs().get(0));
      assertEquals(memory.dataHash(), runs.runs().get(0).dataHash());
    }
  }

  @Test
  void aRecordingThatIsTooLargeDoesNotKeepOthersFromTraining() throws IOException {
    Path large = folder.resolve("large.npy");
    String header =
        "\u0093NUMPY\1\0v\0{'descr': '|u1', 'fortran_order': False, 'shape': (1000, 1000, 2147), }";
    byte[] start =
        (header + " ".repeat(127 - header.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.write(start);
      file.setLength(128 + 1000L * 1000 * 2147);
    }
    RunCollection runs =
        RunCollection.in(place())
            .withSpec(RunSpec.of(SessionSource.of(large, 2)))
            .withSession(SmallRuns.trials(1))
            .withParams(SmallRuns.params())
            .withMaxEpochs(2);
    assertEquals(List.of(), runs.notices());
    Table table = runs.train();
    assertEquals(List.of("failed", "done"), states(table));
    String why = table.stringColumn("why").get(0);
    assertTrue(
        why.startsWith(large + ": array must fit into memory, got 1000 x 1000 x 2147 values"), why);
    assertTrue(why.endsWith("; give it more with -Xmx32g"), why);
    assertEquals(List.of("large", "small"), runs.table().stringColumn("run").asList());
  }

  @Test
  void settingsSeedsAndSpecsMultiply() {
    RunCollection none = RunCollection.in(place());
    assertEquals(List.of(), none.runs());
    assertEquals(0, none.table().rowCount());
    assertEquals(0, none.train().rowCount());
    assertFalse(Files.exists(place()));
    RunCollection one = none.withSession(SmallRuns.trials(1));
    assertEquals(RunParams.defaults(), one.runs().get(0).params());
    RunCollection more =
        one.withParams(SmallRuns.params().sweep("c_co_dim", 0, 2))
            .withParams(SmallRuns.params().withCoDim(2), SmallRuns.params().withCoDim(3))
            .withSession(SmallRuns.trials(2).withSession("other"));
    assertEquals(6, more.runs().size());
    assertEquals(
        List.of("small", "small", "small", "other", "other", "other"),
        more.runs().stream().map(Run::name).toList());
    RunCollection seeds = more.withSeeds(1, 2).withMaxEpochs(7);
    assertEquals(12, seeds.runs().size());
    assertEquals(
        Set.of(1L, 2L),
        Set.copyOf(seeds.runs().stream().map(run -> run.options().seed()).toList()));
    assertEquals(12, Set.copyOf(seeds.runs().stream().map(Run::folder).toList()).size());
    assertEquals(6, seeds.withSeeds(5).runs().size(), "seeds replace those before");
    assertEquals(6, more.runs().size(), "the collection before is as it was");
    assertEquals(
        "seeds must be at least one",
        assertThrows(IllegalArgumentException.class, more::withSeeds).getMessage());
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(
        "collection must be a folder, got the file " + file,
        assertThrows(IllegalArgumentException.class, () -> RunCollection.in(file)).getMessage());
    RunCollection runs = SmallRuns.collection(place());
    assertEquals(
        "runs must have different names, got \"small\" twice",
        assertThrows(IllegalArgumentException.class, () -> runs.withSession(SmallRuns.trials(2)))
            .getMessage());
    assertEquals(
        "runs at once must be >= 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> runs.withAtOnce(0)).getMessage());
    assertEquals(
        "time between checkpoints must be >= 0, got PT-1S",
        assertThrows(
                IllegalArgumentException.class,
                () -> runs.withCheckpointEvery(Duration.ofSeconds(-1)))
            .getMessage());
  }

  @Test
  void noMoreCheckpointsStayThanAskedFor() throws IOException {
    RunCollection runs =
        RunCollection.in(place())
            .withSession(SmallRuns.trials(1))
            .withParams(SmallRuns.params().withMaxCkptToKeep(3).withMaxCkptToKeepLve(1))
            .withMaxEpochs(8)
            .withCheckpointEvery(Duration.ZERO);
    Table unused = runs.train();
    Run run = runs.runs().get(0);
    try (Stream<Path> files = Files.list(run.files().checkpoints())) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(4, names.size());
      assertEquals(
          List.of("recent-000006.npz", "recent-000007.npz", "recent-000008.npz"),
          names.subList(1, 4));
      assertEquals(String.format("best-%06d.npz", run.status().bestEpoch()), names.get(0));
    }
    run.removeCheckpoints();
    assertFalse(Files.exists(run.files().checkpoints()));
    assertEquals(List.of("done"), states(runs.train()));
    assertFalse(Files.exists(run.files().checkpoints()), "a finished run needs none");
  }

  @Test
  void anotherKindOfPosteriorMeansNeedsNoTraining() {
    RunCollection runs = SmallRuns.collection(place());
    Table unused = runs.train();
    Run run = runs.runs().get(0);
    RunBits sampled = RunBits.of(run);
    Map<String, String> times = times(run.folder());
    RunCollection pushed =
        RunCollection.in(place())
            .withSession(SmallRuns.trials(1))
            .withParams(SmallRuns.params().withPosteriorMeanKind("posterior_push_mean"))
            .withMaxEpochs(5);
    assertEquals(run, pushed.runs().get(0));
    assertEquals(List.of("done"), states(pushed.train()));
    RunBits other = RunBits.of(run);
    assertEquals(sampled.kept(), other.kept());
    assertNotEquals(sampled.posterior(), other.posterior());
    assertEquals("posterior_push_mean", other.posterior().source().kind());
    Map<String, String> after = times(run.folder());
    for (String same : List.of("model.h5", "training.npz", "fit_log.csv", "checkpoints")) {
      String file = run.folder().resolve(same).toString();
      assertEquals(times.get(file), after.get(file), same);
    }
    // Without specs the folder is what was asked last.
    Run found = RunCollection.in(place()).runs().get(0);
    assertEquals("posterior_push_mean", found.params().posteriorMeanKind());
    assertEquals(List.of("done"), states(RunCollection.in(place()).train()));
    assertEquals(other.posterior(), RunBits.of(found).posterior());
    // And the number of samples is another matter of the same kind.
    Table more =
        RunCollection.in(place())
            .withSession(SmallRuns.trials(1))
            .withParams(SmallRuns.params().withNumSamplesPosterior(7))
            .withMaxEpochs(5)
            .train();
    assertEquals(List.of("done"), states(more));
    assertEquals(7, RunBits.of(run).posterior().source().samples());
    // So is how they are drawn, and what ends them.
    RunCollection drawn =
        RunCollection.in(place())
            .withSession(SmallRuns.trials(1))
            .withParams(SmallRuns.params().withNumSamplesPosterior(96))
            .withPosteriorDraws("stratified")
            .withPosteriorError(0.9)
            .withMaxEpochs(5);
    assertEquals(List.of("done"), states(drawn.train()));
    PosteriorMeans.Source source = run.fit().posteriorSource();
    assertEquals(64, source.samples());
    assertEquals(PosteriorDraws.STRATIFIED, source.draws());
    assertTrue(source.relativeError().orElseThrow() < 0.9, source::words);
    Map<String, String> written = times(run.folder());
    assertEquals(List.of("done"), states(drawn.train()));
    assertEquals(written, times(run.folder()));
  }

  @Test
  void aRunWhoseCheckFailsIsARowAndStopsNoOther() {
    RunCollection runs =
        SmallRuns.collection(place()).withParams(SmallRuns.params().withExtInputDim(2));
    Table table = runs.train();
    assertEquals(List.of("done", "failed"), states(table));
    String why = table.stringColumn("why").get(1);
    assertTrue(
        why.startsWith("c_ext_input_dim must be the number of external inputs in the data, got 2"),
        why);
    assertEquals(List.of("done", "waiting"), states(runs.table()));
    assertFalse(Files.exists(runs.runs().get(1).folder()));
  }

  @Test
  void aRunThatDivergesSaysWhyAndIsNotTriedAgain() {
    RunCollection runs =
        SmallRuns.collection(place())
            .withParams(SmallRuns.params().withLearningRateInit(1e5).withMaxGradNorm(1e9));
    Table table = runs.train();
    assertEquals(List.of("done", "failed"), states(table));
    String why = table.stringColumn("why").get(1);
    assertTrue(
        why.contains(" must be a finite number, got ")
            && why.endsWith(
                "; lower c_learning_rate_init (100000.0) or lower c_max_grad_norm (1.0E9)"),
        why);
    assertEquals(table.printAll(), runs.table().printAll());
    Run run = runs.runs().get(1);
    int attempts = Manifest.of(run.files()).json().getAsJsonArray("attempts").size();
    assertEquals(1, attempts);
    assertEquals(table.printAll(), runs.train().printAll());
    assertEquals(
        1, Manifest.of(run.files()).json().getAsJsonArray("attempts").size(), "not tried again");
    run.clean();
    assertEquals(RunState.WAITING, run.status().state());
    assertEquals(List.of("done", "failed"), states(runs.train()));
  }

  @Test
  void aTimeLimitBeforeTheFirstEpochIsAFailureThatSaysSo() {
    RunCollection runs = SmallRuns.collection(folder).withTimeLimit(Duration.ofNanos(1));
    Table table = runs.train();
    assertEquals(List.of("failed"), table.stringColumn("state").asList());
    String why = table.stringColumn("why").get(0);
    assertTrue(
        why.matches(
            "training must end its first epoch before the time limit, got none after [0-9.]+ s;"
                + " allow more time \\(withTimeLimit\\)"),
        why);
    assertFalse(runs.runs().get(0).files().hasModel());
  }

  @Test
  void cleaningForgetsAndRerunRepeats() {
    RunCollection runs = SmallRuns.collection(place());
    Table unused = runs.train();
    Run run = runs.runs().get(0);
    RunBits bits = RunBits.of(run);
    run.clean();
    assertEquals(RunState.WAITING, run.status().state());
    assertEquals(List.of(run), RunCollection.in(place()).runs());
    assertTrue(
        assertThrows(IllegalStateException.class, run::fit)
            .getMessage()
            .endsWith(run.label() + " (waiting); train the collection"));
    assertEquals(List.of("done"), states(runs.train()));
    assertEquals(bits, RunBits.of(run));
    assertEquals(List.of("done"), states(runs.rerun()));
    assertEquals(bits, RunBits.of(run));
  }

  @Test
  void aFolderIsACollectionWithoutItsSpecs() {
    RunCollection runs = SmallRuns.collection(place()).withSeeds(0, 1);
    Table unused = runs.train();
    RunCollection found = RunCollection.in(place());
    assertEquals(Set.copyOf(runs.runs()), Set.copyOf(found.runs()));
    Run run = found.runs().get(0);
    RunBits bits = RunBits.of(run);
    run.clean();
    assertEquals(List.of("done", "done"), states(found.train()), "the data are in the folder");
    assertEquals(bits, RunBits.of(run));
    assertEquals(runs.best(), found.best());
  }

  @Test
  void aRunFolderUnderAnotherNameIsANotice() throws IOException {
    RunCollection runs = SmallRuns.collection(place());
    Table unused = runs.train();
    Run run = runs.runs().get(0);
    Path moved = run.folder().resolveSibling("renamed");
    Files.move(run.folder(), moved);
    RunCollection found = RunCollection.in(place());
    assertEquals(List.of(), found.runs());
    assertEquals(
        List.of(
            "run folder must have the name that its hashes give, "
                + run.folder()
                + ", got "
                + moved
                + "; this folder is ignored"),
        found.notices());
  }

  @Test
  void severalSessionsTrainOneModel() {
    List<String> conditions =
        IntStream.range(0, 12).mapToObj(i -> i % 2 == 0 ? "left" : "right").toList();
    RunSpec spec =
        new RunSpec(
            "all",
            List.of(
                SessionSource.of(
                    SmallRuns.trials(1).withSession("monday").withConditions(conditions)),
                SessionSource.of(
                    SmallRuns.trials(2).withSession("tuesday").withConditions(conditions))));
    RunCollection runs =
        RunCollection.in(folder.resolve("several"))
            .withSpec(spec)
            .withParams(SmallRuns.params().withUseAlignmentMatrix(true))
            .withMaxEpochs(3);
    Table table = runs.train();
    assertEquals(List.of("done"), table.stringColumn("state").asList());
    assertTrue(table.containsColumn("monday.reconstruction"), table.columnNames().toString());
    FittedLfads fit = runs.runs().get(0).fit();
    assertEquals(List.of("monday", "tuesday"), fit.sessions());
    assertEquals(2 * 12 * 6, fit.rates().rowCount());
    assertTrue(Files.exists(runs.runs().get(0).folder().resolve("posterior-2.h5")));
    assertEquals(table.printAll(), runs.train().printAll());
  }
}
