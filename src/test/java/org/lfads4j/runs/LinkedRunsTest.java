package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Nothing outside a collection is written or removed through a link within it. */
@DisabledOnOs(OS.WINDOWS)
class LinkedRunsTest {
  @TempDir private static Path pristine;
  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    Table unused = SmallRuns.collection(pristine.resolve("c")).train();
  }

  private RunCollection copied() {
    return SmallRuns.collection(Damage.copy(pristine.resolve("c"), folder.resolve("c")));
  }

  /** Puts what is at a path outside the collection, and a link in its place. */
  private Path linked(Path path) throws IOException {
    Path outside = folder.resolve("outside");
    Files.move(path, outside);
    Files.createSymbolicLink(path, outside);
    return outside;
  }

  private static Map<String, String> content(Path outside) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(outside)) {
      for (Path file : all.toList()) {
        String name = outside.relativize(file).toString();
        String bytes =
            Files.isDirectory(file) ? "folder" : "" + Arrays.hashCode(Files.readAllBytes(file));
        content.put(name, bytes);
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sentence(Path link, Path outside) {
    return link + " must be no link, got one to " + outside;
  }

  private static final String REST =
      "; nothing is changed through it, put what it leads to in its place";

  @Test
  void linkedCheckpointsAndLocksAreRefusedByNameAndLeftAlone() throws IOException {
    for (String name : List.of("checkpoints", "lock", "checkpoints/recent-000005.npz")) {
      RunCollection runs = copied();
      Run run = runs.runs().get(0);
      Path link = run.folder().resolve(name);
      Path outside = linked(link);
      Damage.delete(run.files().scores());
      Map<String, String> before = content(outside);
      String why = sentence(link, outside) + REST;
      assertEquals(why, assertThrows(IllegalStateException.class, run::clean).getMessage());
      assertEquals(
          why, assertThrows(IllegalStateException.class, run::removeCheckpoints).getMessage());
      Table table = runs.train();
      assertEquals("failed", table.stringColumn("state").get(0));
      assertEquals(why, table.stringColumn("why").get(0));
      assertEquals(before, content(outside));
      assertTrue(Files.isSymbolicLink(link));
      clear();
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
  }

  @Test
  void aLinkedRunIsNotFoundAndNotTrainedThrough() throws IOException {
    for (boolean settings : new boolean[] {true, false}) {
      RunCollection runs = copied();
      Run run = runs.runs().get(0);
      Path link = settings ? run.folder().getParent() : run.folder();
      Damage.delete(run.files().scores());
      Path outside = linked(link);
      Map<String, String> before = content(outside);
      RunCollection found = RunCollection.in(runs.folder());
      assertEquals(List.of(), found.runs());
      assertEquals(List.of(sentence(link, outside) + "; it is ignored"), found.notices());
      Table table = runs.train();
      assertEquals("failed", table.stringColumn("state").get(0));
      assertEquals(sentence(link, outside) + REST, table.stringColumn("why").get(0));
      assertEquals(before, content(outside));
      clear();
    }
  }

  @Test
  void dataAreNotWrittenThroughALink() throws IOException {
    RunCollection runs = copied();
    Run run = runs.runs().get(0);
    Path link = run.dataFolder();
    Path outside = linked(link);
    Damage.cut(outside.resolve("data.json"), 0);
    Map<String, String> before = content(outside);
    Table table = runs.train();
    assertEquals(sentence(link, outside) + REST, table.stringColumn("why").get(0));
    assertEquals(before, content(outside));
  }

  @Test
  void aCollectionMayBeReachedThroughALink() throws IOException {
    RunCollection runs = copied();
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, runs.folder());
    RunCollection through = SmallRuns.collection(link);
    Damage.delete(runs.runs().get(0).files().scores());
    Table table = through.train();
    assertEquals("done", table.stringColumn("state").get(0));
    through.runs().get(0).clean();
    assertEquals(RunState.WAITING, runs.runs().get(0).status().state());
  }
}
