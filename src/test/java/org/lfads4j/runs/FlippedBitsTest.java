package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * One bit of a finished run's files is another, or a file is cut short, empty or gone: what is read
 * is right or refused in a sentence, and the next training makes all as it was.
 */
class FlippedBitsTest {
  private static final int FLIPS = 16;

  @TempDir private static Path pristine;
  private static RunBits expected;
  private static Table rates;

  @TempDir private Path folder;

  private static Run only(RunCollection runs) {
    return runs.runs().get(0);
  }

  @BeforeAll
  static void train() {
    RunCollection whole = SmallRuns.collection(pristine.resolve("c"));
    Table unused = whole.train();
    expected = RunBits.of(only(whole));
    rates = only(whole).fit().rates();
  }

  private RunCollection copied() {
    return SmallRuns.collection(Damage.copy(pristine.resolve("c"), folder.resolve("c")));
  }

  private static List<List<?>> log(Run run) {
    return run.fitLog().columns().stream().<List<?>>map(Column::asList).toList();
  }

  private static void assertRates(FittedLfads fit) {
    assertEquals(rates.print(rates.rowCount()), fit.rates().print(rates.rowCount()));
  }

  /** The rates are right, or there is a sentence that begins with the file. */
  private static void rightOrRefused(Run run, Path file) {
    try {
      assertRates(run.fit());
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.h5",
        "training.npz",
        "posterior.h5",
        "scores.json",
        "fit_log.csv",
        "manifest.json",
        "summary.txt",
        "checkpoints/recent-000005.npz"
      })
  void whatIsReadIsRightWhicheverBitFlipsAndTrainingMakesItWhole(String name) throws IOException {
    RunCollection runs = copied();
    Run run = only(runs);
    String scores = run.scores().toString();
    List<List<?>> log = log(run);
    Path file = run.folder().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < FLIPS; i++) {
      Damage.flip(file, (int) ((long) i * (whole.length - 1) / (FLIPS - 1)));
      rightOrRefused(run, file);
      assertTrue(List.of("[]", scores).contains(run.readableScores().toString()));
      if (!name.equals("manifest.json")) {
        assertEquals(log, log(run));
      }
      if (i == FLIPS / 2) {
        Table unused = runs.train();
        assertEquals(expected, RunBits.of(run));
        assertEquals(RunState.DONE, run.status().state());
        assertEquals(log, log(run));
      } else {
        Files.write(file, whole);
      }
      whole = Files.readAllBytes(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.h5", "training.npz", "posterior.h5", "scores.json", "fit_log.csv"})
  void whatIsCutShortEmptyOrGoneIsMadeAgain(String name) throws IOException {
    RunCollection runs = copied();
    Run run = only(runs);
    Path file = run.folder().resolve(name);
    List<List<?>> log = log(run);
    for (Runnable damage :
        List.<Runnable>of(
            () -> Damage.change(file, bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
            () -> Damage.cut(file, 0),
            () -> Damage.delete(file))) {
      damage.run();
      assertRates(run.fit());
      assertEquals(log, log(run));
      Table unused = runs.train();
      assertEquals(expected, RunBits.of(run));
      assertEquals(log, log(run));
      assertEquals(RunState.DONE, run.status().state());
    }
  }

  @Test
  void aFlippedBitOfAPosteriorIsTold() {
    RunCollection runs = copied();
    Run run = only(runs);
    Path file = run.files().posterior();
    Damage.flip(file, 3000);
    String sentence =
        told(run.fit().notices(), file, "; the posterior means are made again from the model");
    assertRates(run.fit());
    Table unused = runs.train();
    assertEquals(List.of(sentence), added(run));
    assertTrue(sentence.startsWith(file + " must be as it was written (SHA-256 "), sentence);
    assertEquals(
        List.of(),
        only(runs).fit().notices().stream().filter(s -> s.startsWith(file.toString())).toList());
  }

  /** The notices that its training alone does not give. */
  private static List<String> added(Run run) {
    List<String> notices = new ArrayList<>(run.notices());
    notices.removeIf(notice -> notice.startsWith("c_") || notice.startsWith("training ended"));
    return notices;
  }

  private static String told(List<String> notices, Path file, String end) {
    return notices.stream()
        .filter(each -> each.startsWith(file.toString()) && each.endsWith(end))
        .findFirst()
        .orElseThrow(() -> new AssertionError(notices.toString()));
  }

  @Test
  void aDamagedModelWithoutCheckpointsIsSaidToBeAndTrainedAgain() {
    RunCollection runs = copied();
    Run run = only(runs);
    run.removeCheckpoints();
    Path file = run.files().model();
    Damage.flip(file, 2000);
    String refused = assertThrows(IllegalArgumentException.class, run::fit).getMessage();
    assertTrue(
        refused.startsWith(file + " must be as it was written (SHA-256 ")
            && refused.endsWith(
                "; the run has no checkpoint, so the next training trains it again from the"
                    + " beginning"),
        refused);
    Table posterior = runs.posterior();
    assertEquals("failed", posterior.stringColumn("state").get(0));
    assertTrue(
        posterior
            .stringColumn("why")
            .get(0)
            .endsWith("; train the collection, and it is made again"),
        posterior.stringColumn("why").get(0));
    Table unused = runs.train();
    assertEquals(expected, RunBits.of(run));
    String notice =
        told(
            run.notices(),
            file,
            "; the run has no checkpoint, so it was trained again from the beginning");
    assertTrue(notice.startsWith(file + " must be as it was written (SHA-256 "), notice);
    Path aside = file.resolveSibling("damaged-model.h5");
    assertTrue(Files.exists(aside));
    run.clean();
    assertFalse(Files.exists(aside));
  }

  @Test
  void aModelThatCannotBeMadeAgainForDamagedDataFailsWithTheReason() {
    RunCollection runs = copied();
    Run run = only(runs);
    Damage.delete(run.files().model());
    Path index = run.dataFolder().resolve("data.json");
    Damage.flip(index, 100);
    Table failed = RunCollection.in(runs.folder()).train();
    assertEquals("failed", failed.stringColumn("state").get(0));
    assertEquals(
        index
            + " must be as it was written, got another text than that of its sha256; train the"
            + " collection again with its recordings, and it is written again",
        failed.stringColumn("why").get(0));
    Table unused = runs.train();
    assertEquals(RunState.DONE, run.status().state());
    assertEquals(expected, RunBits.of(run));
  }

  @Test
  void filesOfEarlierVersionsWithoutHashesOpen() throws IOException {
    RunCollection runs = copied();
    Run run = only(runs);
    for (Path file : List.of(run.files().model(), run.files().posterior())) {
      Damage.change(file, bytes -> Arrays.copyOf(bytes, bytes.length - 71));
    }
    Damage.unseal(run.files().manifest());
    Damage.unseal(run.files().description());
    Damage.replace(run.files().manifest(), "\"outputs\": {", "\"outputs_were\": {");
    assertEquals(RunState.DONE, run.status().state());
    assertRates(run.fit());
    assertEquals(expected, RunBits.of(run));
    assertEquals(List.of(), RunCollection.in(runs.folder()).notices());
  }

  @Test
  void everyFlippedBitOfASavedFitIsFound() throws IOException {
    FittedLfads fit = only(copied()).fit();
    Path own = folder.resolve("fit");
    fit.save(own);
    for (String name : List.of("model.h5", "training.npz", "recording.h5", "posterior.h5")) {
      Path file = own.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < FLIPS; i++) {
        Damage.flip(file, (int) ((long) i * (whole.length - 1) / (FLIPS - 1)));
        try {
          FittedLfads loaded = Lfads.load(own);
          assertRates(loaded);
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
          assertFalse(name.equals("posterior.h5"), e.getMessage());
          assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        }
        Files.write(file, whole);
      }
      Damage.change(
          file, bytes -> Arrays.copyOf(bytes, bytes.length - (name.endsWith("h5") ? 71 : 0)));
    }
    // As an earlier version wrote them.
    assertRates(Lfads.load(own));
  }
}
