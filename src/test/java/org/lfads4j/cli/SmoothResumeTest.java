package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.data.Trials;
import org.lfads4j.runs.NoLocks;
import org.lfads4j.runs.SmallDisk;
import org.lfads4j.training.Outcome;
import org.lfads4j.weights.CheckpointFolder;

/** A {@code smooth} that was killed goes on where it was, and comes to the same fit. */
class SmoothResumeTest {
  private static final String EPOCHS = "150";

  @TempDir private static Path shared;

  /** An uninterrupted result, and a folder as a kill left it. */
  private static Path whole;

  private static Path killed;
  private static int killedAt;

  @TempDir private Path folder;

  private static String recording(String name, int neurons, long seed) {
    Path file = shared.resolve(name + ".h5");
    Trials.of(TinyRuns.counts(8, 10, neurons, seed), 10).withSession(name).save(file);
    return file.toString();
  }

  private static List<String> arguments(List<String> data, String... more) {
    List<String> all = new ArrayList<>(data);
    all.add("--c_co_dim=0");
    all.addAll(SmallModel.OPTIONS);
    all.set(all.indexOf("--max-epochs") + 1, EPOCHS);
    all.addAll(List.of(more));
    return all;
  }

  private static Ran smooth(Path out, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("smooth"));
    all.addAll(arguments);
    all.addAll(List.of("--out", out.toString()));
    return Ran.with(all.toArray(String[]::new));
  }

  private static Ran smooth(Path out, String... more) {
    return smooth(out, arguments(List.of(shared.resolve("good.h5").toString()), more));
  }

  private static int killedAfterACheckpoint(Path out, List<String> arguments) throws Exception {
    List<String> often = new ArrayList<>(arguments);
    often.add("--checkpoint-every=0s");
    try (SmoothChild child = SmoothChild.start(out, often)) {
      int unused = child.awaitCheckpoint(4);
      child.kill();
    }
    // The last one that is whole, which may be later than the one that was seen.
    int epoch = CheckpointFolder.lastEpoch(out.resolve("unfinished/checkpoints")).orElseThrow();
    assertTrue(epoch < Integer.parseInt(EPOCHS), "killed too late: " + epoch);
    return epoch;
  }

  @BeforeAll
  static void trainAndKill() throws Exception {
    String good = recording("good", 4, 2);
    whole = shared.resolve("whole");
    Ran ran = smooth(whole, arguments(List.of(good)));
    assertEquals(0, ran.exitCode(), ran.err());
    killed = shared.resolve("killed");
    killedAt = killedAfterACheckpoint(killed, arguments(List.of(good)));
  }

  /** The folder that a kill left, once more. */
  private Path copied() {
    Path out = folder.resolve("out");
    copy(killed, out);
    return out;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.sorted().toList()) {
        Path unused = Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSame(Path expected, Path out) throws IOException {
    FittedLfads one = Lfads.load(expected.resolve("model"));
    FittedLfads other = Lfads.load(out.resolve("model"));
    assertEquals(one.parameters(), other.parameters());
    assertEquals(
        -1, Files.mismatch(expected.resolve("model/model.h5"), out.resolve("model/model.h5")));
    assertEquals(
        -1, Files.mismatch(expected.resolve("tables/rates.csv"), out.resolve("tables/rates.csv")));
    assertEquals(one.outcome().epochs(), other.outcome().epochs());
    assertEquals(one.outcome().bestEpoch(), other.outcome().bestEpoch());
    assertFalse(Files.exists(out.resolve("unfinished")));
  }

  private static void assertGoesOn(Ran ran, int epoch) {
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    assertEquals(
        List.of("goes on from epoch " + epoch),
        ran.out().lines().filter(line -> line.startsWith("goes on")).toList(),
        ran.out());
  }

  @Test
  void theSameCommandGoesOnToTheSameBits() throws Exception {
    Path out = copied();
    assertGoesOn(smooth(out), killedAt);
    assertSame(whole, out);
  }

  @Test
  @Tag("slow")
  void howItIsExecutedMayChange() throws Exception {
    Path out = copied();
    assertGoesOn(smooth(out, "--threads=1", "--checkpoint-every=1h"), killedAt);
    assertEquals(
        Lfads.load(whole.resolve("model")).parameters(),
        Lfads.load(out.resolve("model")).parameters());
  }

  @Test
  @Tag("slow")
  void severalSessionsGoOnToo() throws Exception {
    List<String> arguments = arguments(List.of(recording("one", 4, 5), recording("two", 3, 6)));
    Path expected = folder.resolve("expected");
    Ran ran = smooth(expected, arguments);
    assertEquals(0, ran.exitCode(), ran.err());
    Path out = folder.resolve("out");
    int epoch = killedAfterACheckpoint(out, arguments);
    assertGoesOn(smooth(out, arguments), epoch);
    FittedLfads one = Lfads.load(expected.resolve("model"));
    FittedLfads other = Lfads.load(out.resolve("model"));
    assertEquals(one.parameters(), other.parameters());
    assertEquals(one.sessions(), other.sessions());
  }

  @Test
  @Tag("slow")
  void aDemonstrationGoesOnToo() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("lorenz", "--c_factors_dim=3"));
    arguments.addAll(
        List.of("--c_gen_dim=5", "--c_ic_dim=4", "--c_ic_enc_dim=4", "--max-epochs=12"));
    arguments.add("--num_samples_posterior=2");
    Path expected = folder.resolve("expected");
    Ran ran = smooth(expected, arguments);
    assertEquals(0, ran.exitCode(), ran.err());
    Path out = folder.resolve("out");
    int epoch = killedAfterACheckpoint(out, arguments);
    assertGoesOn(smooth(out, arguments), epoch);
    assertSame(expected, out);
  }

  @Test
  void anotherSettingIsRefusedAndNothingIsLost() throws Exception {
    Path out = copied();
    Ran other = smooth(out, "--c_kl_ic_weight=0.5");
    assertEquals(
        "lfads4j: --out must hold no unfinished training but this one, got "
            + out
            + ", where one with --c_kl_ic_weight default (asked for: 0.5) was stopped after epoch "
            + killedAt
            + "; go on with that by its own command, name another folder, or start anew with"
            + " --overwrite\n",
        other.err());
    assertEquals(1, other.exitCode());
    assertGoesOn(smooth(out), killedAt);
    assertSame(whole, out);
  }

  @Test
  void otherDataAreRefused() {
    Path out = copied();
    Ran other = smooth(out, arguments(List.of(recording("other", 4, 9))));
    assertTrue(
        other
            .err()
            .contains(out + ", where one with other data was stopped after epoch " + killedAt),
        other.err());
    assertEquals(1, other.exitCode());
  }

  @Test
  @Tag("slow")
  void overwriteStartsAnotherTrainingAnewAndTheSameGoesOn() throws Exception {
    Path out = copied();
    Ran other = smooth(out, "--c_kl_ic_weight=0.5", "--overwrite");
    assertEquals("", other.err());
    assertFalse(other.out().contains("goes on"), other.out());
    assertEquals(0.5, Lfads.load(out.resolve("model")).params().klIcWeight());
    assertFalse(Files.exists(out.resolve("unfinished")));
    Path same = folder.resolve("same");
    copy(killed, same);
    assertGoesOn(smooth(same, "--overwrite"), killedAt);
    assertSame(whole, same);
  }

  @Test
  void aDamagedCheckpointIsSetAsideAndTheOneBeforeIsUsed() throws Exception {
    Path out = copied();
    Path checkpoints = out.resolve("unfinished/checkpoints");
    List<Path> files;
    try (Stream<Path> list = Files.list(checkpoints)) {
      files = list.filter(each -> each.toString().endsWith(".npz")).toList();
    }
    for (Path each : files) {
      if (each.toString().contains(String.format("%06d", killedAt))) {
        try (RandomAccessFile file = new RandomAccessFile(each.toFile(), "rw")) {
          file.seek(file.length() / 2);
          int before = file.read();
          file.seek(file.length() / 2);
          file.write(before ^ 16);
        }
      }
    }
    Ran ran = smooth(out);
    assertGoesOn(ran, killedAt - 1);
    assertTrue(
        ran.out().contains("note: training went on from the checkpoint of epoch " + (killedAt - 1)),
        ran.out());
    assertSame(whole, out);
  }

  @Test
  @Tag("slow")
  void anEarlierResultStaysUntilTheTrainingThatReplacesItHasEnded() throws Exception {
    Path out = folder.resolve("out");
    copy(whole, out);
    Path mine = Files.writeString(out.resolve("mine.txt"), "mine");
    List<String> arguments =
        arguments(
            List.of(shared.resolve("good.h5").toString()), "--overwrite", "--c_kl_ic_weight=0.5");
    int epoch = killedAfterACheckpoint(out, arguments);
    assertTrue(Files.exists(mine));
    assertEquals(1.0, Lfads.load(out.resolve("model")).params().klIcWeight());
    Ran without = smooth(out, "--c_kl_ic_weight=0.5");
    assertTrue(without.err().contains("replace an earlier result with --overwrite"), without.err());
    assertGoesOn(smooth(out, arguments), epoch);
    assertFalse(Files.exists(mine));
    assertEquals(0.5, Lfads.load(out.resolve("model")).params().klIcWeight());
  }

  @Test
  void tablesAndChartsOfAFitThatWasKeptAreMadeByTheSameCommand() throws Exception {
    Path out = folder.resolve("out");
    copy(killed, out);
    // As a kill between the fit and its report leaves it.
    copy(whole.resolve("model"), out.resolve("model"));
    try (Stream<Path> all = Files.walk(out.resolve("unfinished/checkpoints"))) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    Path unused = Files.createFile(out.resolve("unfinished/kept"));
    Ran other = smooth(out, "--c_kl_ic_weight=0.5");
    assertTrue(other.err().contains("--out must be empty or new"), other.err());
    Ran ran = smooth(out);
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    assertTrue(
        ran.out().contains("training ended before; goes on with its tables and charts\n"),
        ran.out());
    assertSame(whole, out);
  }

  @Test
  void twoAtOnceAreRefusedAndASignalEndsInAFit() throws Exception {
    Path out = folder.resolve("out");
    List<String> arguments = arguments(List.of(shared.resolve("good.h5").toString()));
    arguments.set(arguments.indexOf("--max-epochs") + 1, "100000000");
    arguments.add("--checkpoint-every=0s");
    try (SmoothChild child = SmoothChild.start(out, arguments)) {
      int unused = child.awaitCheckpoint(2);
      Ran second = smooth(out, "--overwrite");
      assertEquals(
          "lfads4j: "
              + out.resolve("unfinished")
              + " must be used by one training at a time, got one in another process;"
              + " wait for its end, or name another folder\n",
          second.err());
      assertEquals(1, second.exitCode());
      int unusedLater = child.awaitCheckpoint(5);
      child.signal("TERM");
      assertEquals(0, child.end(), child::printed);
    }
    assertEquals(Outcome.Reason.INTERRUPTED, Lfads.load(out.resolve("model")).outcome().reason());
    assertFalse(Files.exists(out.resolve("unfinished")));
  }

  @Test
  void withoutLocksTwoAtOnceAreRefusedAndAnEndedOneLetsOthersIn() throws Exception {
    Path out = folder.resolve("out");
    List<String> arguments = arguments(List.of(shared.resolve("good.h5").toString()));
    arguments.add("--checkpoint-every=0s");
    Map<String, String> noLocks = Map.of("LD_PRELOAD", NoLocks.library(folder).toString());
    int epoch;
    try (SmoothChild child = SmoothChild.start(out, List.of(), noLocks, arguments)) {
      int unused = child.awaitCheckpoint(2);
      child.signal("STOP");
      Ran second = smooth(out);
      assertTrue(
          second
              .err()
              .contains(
                  "/unfinished must be used by one training at a time, got one in"
                      + " another process (host "),
          second.err());
      child.kill();
      epoch = CheckpointFolder.lastEpoch(out.resolve("unfinished/checkpoints")).orElseThrow();
    }
    // Its lease expires in a minute; the time of the file is what counts.
    try (Stream<Path> list = Files.list(out.resolve("unfinished"))) {
      for (Path each :
          list.filter(f -> f.getFileName().toString().matches("lease-\\d+")).toList()) {
        Path unused =
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minusSeconds(120)));
      }
    }
    assertGoesOn(smooth(out), epoch);
    assertSame(whole, out);
  }

  @Test
  void aDiskThatFillsUpIsASentenceAndTheSameCommandGoesOn() throws Exception {
    try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), 10_000)) {
      Path out = disk.folder().resolve("out");
      copy(killed, out);
      FileStore store = Files.getFileStore(disk.folder());
      long used = (store.getTotalSpace() - store.getUnallocatedSpace()) / 1024;
      disk.resize((int) used + 4);
      Ran full = smooth(out, "--checkpoint-every=0s");
      assertEquals(1, full.exitCode(), full.out());
      assertTrue(full.err().contains("No space left on device"), full.err());
      assertEquals(1, full.err().lines().count(), full.err());
      disk.resize(10_000);
      Ran ran = smooth(out);
      assertEquals(0, ran.exitCode(), ran.err());
      assertSame(whole, out);
    }
  }

  @Test
  void aDiskThatIsTooSmallIsRefusedBeforeTraining() throws Exception {
    List<String> arguments = arguments(List.of(shared.resolve("good.h5").toString()));
    arguments.set(arguments.indexOf("--c_gen_dim") + 1, "64");
    try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), 300)) {
      Path out = disk.folder().resolve("out");
      Ran refused = smooth(out, arguments);
      assertTrue(
          refused
              .err()
              .matches(
                  "lfads4j: disk of .*/out/unfinished must have room for a model and two"
                      + " checkpoints \\(0\\.[0-9]+ MB; all that may be written is about"
                      + " [0-9.]+ MB\\), got 0\\.[0-9]+ MB free; make room, or name a folder on"
                      + " another disk\n"),
          refused.err());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void aFolderOfTheSameNameThatIsSomebodyElsesIsLeftAlone() throws IOException {
    Path out = folder.resolve("out");
    Path own = Files.createDirectories(out.resolve("unfinished"));
    Path mine = Files.writeString(own.resolve("thesis.txt"), "chapter 1");
    Ran ran = smooth(out, "--overwrite");
    assertEquals(
        "lfads4j: --out must have no \"unfinished\" that is not of this program, got "
            + own
            + "; name another folder\n",
        ran.err());
    assertEquals("chapter 1", Files.readString(mine));
  }

  @Test
  void aTimeLimitBeforeTheFirstEpochSaysSoAndLosesNothing() throws IOException {
    Path out = folder.resolve("out");
    copy(whole, out);
    Ran none = smooth(out, "--time-limit=PT0.000001S", "--overwrite");
    assertEquals(1, none.exitCode(), none.out());
    assertTrue(
        none.err()
            .matches(
                "lfads4j: training must end its first epoch before the time limit, got none after"
                    + " [0-9]+\\.[0-9] s; allow more time \\(--time-limit\\)\n"),
        none.err());
    assertSame(whole, out);
    Path fresh = folder.resolve("fresh");
    assertEquals(1, smooth(fresh, "--time-limit=PT0.000001S").exitCode());
    assertFalse(Files.exists(fresh));
  }
}
