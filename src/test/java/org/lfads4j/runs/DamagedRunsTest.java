package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.FittedLfads;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.weights.CheckpointFolder;
import tech.tablesaw.api.Table;

/**
 * Files that a disk did not keep: each ends in a sentence or is made good, and no run but its own
 * suffers.
 */
class DamagedRunsTest {
  @TempDir private static Path pristine;
  private static List<RunBits> expected;

  @TempDir private Path folder;

  /** Two runs with two checkpoints of each kind. */
  private static RunCollection runs(Path folder) {
    return RunCollection.in(folder)
        .withSession(SmallRuns.trials(1))
        .withParams(
            SmallRuns.params().withMaxCkptToKeep(2).withMaxCkptToKeepLve(2).sweep("c_co_dim", 0, 1))
        .withMaxEpochs(5)
        .withCheckpointEvery(Duration.ZERO);
  }

  @BeforeAll
  static void train() {
    RunCollection whole = runs(pristine.resolve("c"));
    Table unused = whole.train();
    expected = whole.runs().stream().map(RunBits::of).toList();
  }

  private RunCollection copied() {
    return runs(Damage.copy(pristine.resolve("c"), folder.resolve("c")));
  }

  private Run first() {
    return copied().runs().get(0);
  }

  /** As if its process had died after the last epoch. */
  private static void forgetTheEnd(Run run) {
    RunFolder files = run.files();
    Damage.delete(
        files.model(), files.training(), files.manifest(), files.posterior(), files.scores());
  }

  private static List<Path> checkpoints(Run run) {
    try (var files = Files.list(run.files().checkpoints())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newest(Run run) {
    return run.files().checkpoints().resolve("recent-000005.npz");
  }

  @Test
  void aCheckpointWithAnyBitFlippedOrCutShortGivesWayToTheOneBefore() throws IOException {
    Run run = first();
    ModelSpec model = run.fit().model();
    Path file = newest(run);
    byte[] whole = Files.readAllBytes(file);
    Files.deleteIfExists(file.resolveSibling("best-000005.npz"));
    Checkpoint before = checkpointFolder(run, model, new ArrayList<>(List.of(file))).orElseThrow();
    List<Runnable> damages = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int at = (int) ((long) i * (whole.length - 1) / 199);
      damages.add(() -> Damage.flip(file, at));
    }
    for (int length : new int[] {0, 1, 64, 71, 100, whole.length / 2, whole.length - 1}) {
      damages.add(() -> Damage.cut(file, length));
    }
    for (Runnable damage : damages) {
      Files.write(file, whole);
      damage.run();
      CheckpointFolder checkpoints =
          new CheckpointFolder(
              run.files().checkpoints(), model, run.identity(), Duration.ZERO, unused -> {});
      assertEquals(Optional.of(before), checkpoints.last());
      assertEquals(2, checkpoints.notices().size());
      String notice = checkpoints.notices().get(0);
      assertTrue(
          notice.startsWith("checkpoint " + file + ": file must be whole, got ")
              && notice.endsWith(
                  "; it is damaged or cut short; it was set aside as damaged-recent-000005.npz"),
          notice);
      assertEquals("training went on from the checkpoint of epoch 4", checkpoints.notices().get(1));
      assertFalse(Files.exists(file));
    }
  }

  /** What is found without some files. */
  private static Optional<Checkpoint> checkpointFolder(
      Run run, ModelSpec model, List<Path> without) {
    Damage.delete(without.toArray(Path[]::new));
    return new CheckpointFolder(
            run.files().checkpoints(), model, run.identity(), Duration.ZERO, unused -> {})
        .last();
  }

  @Test
  void trainingGoesOnFromTheCheckpointBeforeADamagedOneToTheSameBits() throws IOException {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    forgetTheEnd(run);
    Files.deleteIfExists(newest(run).resolveSibling("best-000005.npz"));
    Damage.flip(newest(run), 5000);
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
    assertEquals(
        List.of(
            "checkpoint "
                + newest(run)
                + ": file must be whole, got another checksum than the one at its end; it is"
                + " damaged or cut short; it was set aside as damaged-recent-000005.npz",
            "training went on from the checkpoint of epoch 4"),
        run.notices().subList(0, 2));
    assertTrue(
        JsonParser.parseString(Files.readString(run.files().manifest()))
            .getAsJsonObject()
            .get("notices")
            .toString()
            .contains("training went on from the checkpoint of epoch 4"));
    assertTrue(Files.readString(run.files().summary()).contains("note: checkpoint "));
  }

  @Test
  void withoutAWholeCheckpointTrainingStartsAtTheBeginningAndSaysSo() {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    forgetTheEnd(run);
    List<Path> all = checkpoints(run);
    assertEquals(4, all.size());
    all.forEach(file -> Damage.cut(file, 1000));
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
    assertEquals(
        "no checkpoint could be used; training started at the beginning", run.notices().get(4));
  }

  @Test
  void aCheckpointOfAnotherRunIsSetAside() throws IOException {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    forgetTheEnd(run);
    Path foreign = run.files().checkpoints().resolve("recent-000009.npz");
    Files.copy(newest(runs.runs().get(1)), foreign);
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
    assertEquals(
        "checkpoint "
            + foreign
            + ": run must be "
            + run.identity()
            + ", got "
            + runs.runs().get(1).identity()
            + "; it belongs to another run; it was set aside as damaged-recent-000009.npz",
        run.notices().get(0));
  }

  private enum Way {
    EMPTY {
      @Override
      void of(Path file) {
        Damage.cut(file, 0);
      }
    },
    CUT {
      @Override
      void of(Path file) {
        Damage.change(file, bytes -> java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
      }
    },
    OVERWRITTEN {
      @Override
      void of(Path file) {
        Damage.change(
            file,
            bytes -> {
              java.util.Arrays.fill(bytes, bytes.length / 3, bytes.length * 2 / 3, (byte) 0xa5);
              return bytes;
            });
      }
    };

    abstract void of(Path file);
  }

  /** Whatever is damaged, a table has a row for each run, and the other run is as it was. */
  private static void othersAreWell(RunCollection runs) {
    assertEquals(2, runs.table().rowCount());
    assertEquals(RunState.DONE, runs.runs().get(1).status().state());
    assertEquals(expected.get(1), RunBits.of(runs.runs().get(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY, model.h5",
    "CUT, model.h5",
    "OVERWRITTEN, model.h5",
    "EMPTY, training.npz",
    "CUT, training.npz",
    "OVERWRITTEN, training.npz"
  })
  void theFitOfADamagedModelIsThatOfItsLastCheckpoint(Way way, String name) {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path file = run.folder().resolve(name);
    way.of(file);
    FittedLfads fit = run.fit();
    assertEquals(expected.get(0).kept(), fit.parameters());
    assertEquals(expected.get(0).log(), RunBits.timeless(fit.log()));
    assertTrue(
        fit.notices().stream()
            .anyMatch(
                notice ->
                    notice.startsWith(file + " must be as it was written (SHA-256 ")
                        && notice.endsWith("; this is the fit of the checkpoint of epoch 5")),
        fit.notices().toString());
    othersAreWell(runs);
    Damage.delete(file);
    assertEquals(RunState.STOPPED, run.status().state());
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }

  @ParameterizedTest
  @CsvSource({"model.h5", "training.npz"})
  void aModelThatCannotBeReadIsMadeAgainFromItsCheckpoint(String name) {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path file = run.folder().resolve(name);
    Damage.cut(file, 1000);
    Damage.delete(run.files().posterior());
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
    String notice = run.notices().get(run.notices().size() - 1);
    assertTrue(
        run.notices().stream()
            .anyMatch(
                each ->
                    each.startsWith(file.toString())
                        && each.endsWith("; the model was made again from its last checkpoint")),
        notice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY", "CUT", "OVERWRITTEN"})
  void damagedScoresAreMadeAgain(Way way) {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    way.of(run.files().scores());
    RunStatus status = run.status();
    assertEquals(RunState.TRAINED, status.state());
    String why = status.why().orElseThrow().inJava();
    assertTrue(
        why.startsWith(run.files().scores().toString())
            && why.endsWith("; the next training makes it again"),
        why);
    othersAreWell(runs);
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY", "CUT", "OVERWRITTEN"})
  void aDamagedManifestIsSetAsideAndNothingElseIsLost(Way way) {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path file = run.files().manifest();
    way.of(file);
    RunStatus status = run.status();
    assertEquals(RunState.UNKNOWN, status.state());
    assertEquals(
        file
            + " must hold a JSON object, got another text; the next training renames it and writes"
            + " a new one",
        status.why().orElseThrow().inJava());
    assertEquals(List.of(file + " must hold a JSON object, got another text"), run.notices());
    assertEquals(expected.get(0).kept(), run.fit().parameters());
    othersAreWell(runs);
    Table unused = runs.train();
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
    assertEquals(
        file
            + " must hold a JSON object, got another text; it was set aside as"
            + " damaged-manifest.json",
        run.notices().get(0));
  }

  @Test
  void aManifestWithMembersOfAnotherKindIsDamagedToo() throws IOException {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Damage.unseal(run.files().manifest());
    String whole = Files.readString(run.files().manifest());
    for (String[] change :
        new String[][] {
          {"\"state\": \"done\"", "\"state\": \"donf\""},
          {"\"state\": \"done\"", "\"state\": [1]"},
          {"\"trained\": true", "\"trained\": {}"},
          {"\"epochs\": 5", "\"epochs\": \"many\""},
          {"\"training\": {", "\"training\": 3, \"was\": {"},
          {"\"attempts\": [", "\"attempts\": [], \"were\": ["},
          {"\"notices\": [", "\"notices\": 1, \"were\": ["},
          {"\"posterior\": {", "\"posterior\": null, \"was\": {"},
        }) {
      Damage.replace(run.files().manifest(), change[0], change[1]);
      RunStatus status = run.status();
      assertEquals(RunState.UNKNOWN, status.state(), change[1]);
      String why = status.why().orElseThrow().inJava();
      assertTrue(why.startsWith(run.files().manifest().toString()), why);
      othersAreWell(runs);
      Files.writeString(run.files().manifest(), whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY", "CUT", "OVERWRITTEN"})
  void aDamagedDescriptionIsANoticeUntilItsSpecWritesItAgain(Way way) throws IOException {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path file = run.files().description();
    String whole = Files.readString(file);
    way.of(file);
    RunCollection found = RunCollection.in(runs.folder());
    assertEquals(1, found.runs().size());
    assertEquals(
        List.of(file + " must hold a JSON object, got another text; this folder is ignored"),
        found.notices());
    assertEquals(1, found.train().rowCount());
    assertEquals(RunState.DONE, run.status().state());
    othersAreWell(runs);
    Table unused = runs.train();
    assertEquals(whole, Files.readString(file));
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }

  @Test
  void aDescriptionWhoseSettingsAreNotThoseOfItsHashesIsLeftAlone() {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path file = run.files().description();
    Damage.unseal(file);
    Damage.replace(file, "\"c_gen_dim\": 4", "\"c_gen_dim\": 5");
    RunCollection found = RunCollection.in(runs.folder());
    assertEquals(1, found.runs().size());
    String notice = found.notices().get(0);
    assertTrue(
        notice.startsWith(file + ": param_hash must be that of its content, ")
            && notice.endsWith(", got " + run.paramHash().hex() + "; this folder is ignored"),
        notice);
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY, small.h5",
    "CUT, small.h5",
    "OVERWRITTEN, small.h5",
    "EMPTY, data.json",
    "CUT, data.json",
    "OVERWRITTEN, data.json"
  })
  void damagedDataAreWrittenAgainFromTheirSession(Way way, String name) throws IOException {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path file = run.description().dataFolder(runs.folder()).resolve(name);
    byte[] whole = Files.readAllBytes(file);
    way.of(file);
    assertEquals(2, runs.table().rowCount());
    if (name.equals("small.h5")) {
      RuntimeException refused = assertThrows(RuntimeException.class, run::fit);
      assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }
    forgetTheEnd(run);
    Table without = RunCollection.in(runs.folder()).train();
    assertTrue(without.stringColumn("state").contains("failed"), without.printAll());
    assertTrue(without.stringColumn("why").toString().length() > 0);
    String why =
        without.stringColumn("why").asList().stream().filter(w -> !w.isEmpty()).findFirst().get();
    assertTrue(
        why.startsWith(file.toString())
            && why.endsWith(
                "; train the collection again with its recordings, and it is written again"),
        why);
    Table unused = runs.train();
    if (name.equals("data.json")) {
      assertEquals(new String(whole, StandardCharsets.UTF_8), Files.readString(file));
    }
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }
}
