package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.FittedLfads;
import org.lfads4j.data.Trials;
import tech.tablesaw.api.Table;

/** Collections that other versions of the program wrote. */
class VersionsTest {
  private static final Path FORMAT_1 =
      Path.of("src", "test", "resources", "org", "lfads4j", "runs", "collection-format-1");

  @TempDir private static Path pristine;
  @TempDir private Path folder;

  private static RunCollection runs(Path folder) {
    return SmallRuns.collection(folder).withParams(SmallRuns.params().withCoDim(0));
  }

  @BeforeAll
  static void train() {
    Table unused = runs(pristine.resolve("c")).train();
  }

  /** Content and time of every file of a run. */
  private static Map<Path, String> files(Run run) {
    Map<Path, String> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(run.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        FileTime time = Files.getLastModifiedTime(file);
        files.put(file, time + " " + java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "run.json, true",
    "manifest.json, true",
    "data.json, true",
    "checkpoint, true",
    "run.json, false",
    "manifest.json, false",
    "data.json, false",
    "checkpoint, false"
  })
  void whatANewerVersionWroteIsLeftAlone(String name, boolean done) {
    RunCollection runs = runs(Damage.copy(pristine.resolve("c"), folder.resolve("c")));
    Run run = runs.runs().get(0);
    if (!done) {
      Damage.delete(run.files().model(), run.files().training(), run.files().posterior());
      if (!name.equals("manifest.json")) {
        Damage.delete(run.files().manifest());
      }
    }
    String why = newer(runs, run, name);
    Map<Path, String> before = files(run);
    assertEquals(RunState.UNKNOWN, run.status().state());
    assertEquals(why, run.status().why().orElseThrow().inJava());
    Table table = runs.train();
    assertEquals("unknown", table.stringColumn("state").get(0));
    assertEquals(why, table.stringColumn("why").get(0));
    assertEquals(name.equals("data.json") ? "unknown" : "done", table.stringColumn("state").get(1));
    assertEquals(why, assertThrows(IllegalArgumentException.class, run::fit).getMessage());
    assertEquals(
        "run must be of this version of the program to be cleaned, got " + why,
        assertThrows(IllegalStateException.class, run::clean).getMessage());
    assertEquals(
        "run must be of this version of the program to be cleaned, got " + why,
        assertThrows(IllegalStateException.class, runs::rerun).getMessage());
    RunCollection found = RunCollection.in(runs.folder());
    Table other = found.train();
    if (name.equals("run.json")) {
      assertEquals(List.of(why + "; this folder is ignored"), found.notices());
      assertEquals(1, other.rowCount());
    } else {
      assertEquals(2, other.rowCount());
    }
    assertEquals(before, files(run));
  }

  /** Makes a file say that it is of version 2; what is said of that. */
  private static String newer(RunCollection runs, Run run, String name) {
    if (name.equals("checkpoint")) {
      Path file = run.files().checkpoints().resolve("recent-000005.npz");
      Path best = run.files().checkpoints().resolve("best-000005.npz");
      if (Files.exists(best)) {
        Damage.delete(best);
      }
      Damage.newerVersion(file);
      return file
          + ": format_version must be 1, got 2; use the version of the program that wrote it";
    }
    Path file =
        name.equals("data.json")
            ? run.description().dataFolder(runs.folder()).resolve(name)
            : run.folder().resolve(name);
    Damage.unseal(file);
    Damage.replace(file, "\"format_version\": 1", "\"format_version\": 2");
    return file
        + " must have a format_version up to 1, got 2; it was written by a newer version of the"
        + " program, use that";
  }

  /** As trials and neurons without names were called when the collection was written. */
  private static Trials namedFromOne(Trials trials) {
    return trials
        .withTrialIds(IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList())
        .withNeuronNames(List.of("n1", "n2", "n3"));
  }

  @Test
  void aCollectionOfTheFirstFormatIsFoundListedLoadedAndGoneOnWith() {
    Path copy = Damage.copy(FORMAT_1, folder.resolve("c"));
    RunCollection found = RunCollection.in(copy);
    assertEquals(List.of(), found.notices());
    Table table = found.table();
    assertEquals(List.of("small", "small"), table.stringColumn("run").asList());
    assertEquals(List.of("stopped", "done"), table.stringColumn("state").asList());
    assertEquals(List.of(3, 5), table.intColumn("epochs").asList());
    FittedLfads fit = found.runs().get(1).fit();
    assertEquals(5, fit.log().size());
    assertEquals(12 * 6, fit.rates().rowCount());
    assertEquals(3, found.runs().get(0).fit().log().size());
    // The same settings and data have the same names now as then.
    RunCollection asked =
        SmallRuns.collection(copy, namedFromOne(SmallRuns.trials(1)))
            .withParams(SmallRuns.params().withCoDim(0));
    assertEquals(Set.copyOf(found.runs()), Set.copyOf(asked.runs()));
    Table done = asked.train();
    assertEquals(List.of("done", "done"), done.stringColumn("state").asList(), done.printAll());
    assertTrue(
        found.runs().get(0).notices().stream().allMatch(notice -> notice.startsWith("c_")),
        found.runs().get(0).notices().toString());
    assertEquals(5, found.runs().get(0).fit().log().size());
  }

  /**
   * Wrote {@code collection-format-1} when format 1 was current; a test keeps it readable for ever,
   * so it is not to be written again. (From the project's folder, with the class path of its tests:
   * {@code java --add-modules jdk.incubator.vector org.lfads4j.runs.VersionsTest}.)
   */
  public static void main(String[] arguments) throws IOException {
    RunCollection runs = runs(FORMAT_1);
    int[] turns = {0};
    Table unused =
        runs.withAtOnce(1)
            .withParams()
            .withWatcher(
                (rows, turn) -> {
                  if (rows.get(1).status().epochs() == 4 && turns[0]++ == 0) {
                    Thread.currentThread().interrupt();
                  }
                })
            .train();
    for (Run run : runs.runs()) {
      String host = java.net.InetAddress.getLocalHost().getHostName();
      Damage.replace(run.files().manifest(), '"' + host + '"', "\"somewhere\"");
      // Small enough for a repository: one checkpoint each.
      try (Stream<Path> all = Files.list(run.files().checkpoints())) {
        for (Path file : all.sorted().toList()) {
          int last = run.status().epochs();
          if (!file.endsWith("recent-00000" + last + ".npz")) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
