package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.population.Stagnation;
import tech.tablesaw.api.Table;

/** A disk that fills up, or turns read-only: a sentence says so, and nothing is lost. */
class FullDiskTest {
  private static final int ENOUGH = 4000;

  @TempDir private Path folder;

  private static RunCollection one(Path folder) {
    return ChildRuns.one(folder, "fused").withMaxEpochs(6);
  }

  private RunBits undisturbed() {
    RunCollection whole = one(folder.resolve("whole"));
    Table unused = whole.train();
    return RunBits.of(whole.runs().get(0));
  }

  /** Why the only run failed. */
  private static String why(Table table) {
    assertEquals(List.of("failed"), table.stringColumn("state").asList(), table.printAll());
    String why = table.stringColumn("why").get(0);
    assertEquals(1, why.lines().count(), why);
    return why;
  }

  @Test
  void aDiskThatIsFullAtAnyMomentFailsARunWithASentenceAndItGoesOnWhenThereIsRoom() {
    RunBits expected = undisturbed();
    Set<String> files = new TreeSet<>();
    int kilobytes = 4;
    boolean fitted = false;
    while (!fitted) {
      try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), kilobytes)) {
        RunCollection runs = one(disk.folder().resolve("c"));
        Table table = runs.train();
        fitted = table.stringColumn("state").get(0).equals("done");
        if (!fitted) {
          String why = why(table);
          assertTrue(why.contains(disk.folder().toString()), why);
          if (why.startsWith("disk of ")) {
            assertTrue(why.contains("must have room for a model and two checkpoints ("), why);
            files.add("room");
          } else {
            assertTrue(why.contains("No space left on device"), why);
            files.add(file(why, disk.folder()));
          }
        }
        WholeFolder left = WholeFolder.read(disk.folder());
        assertEquals(List.of(), left.partial());
        disk.resize(ENOUGH);
        Table after = runs.train();
        assertEquals(List.of("done"), after.stringColumn("state").asList(), after.printAll());
        assertEquals(expected, RunBits.of(runs.runs().get(0)));
      }
      kilobytes += kilobytes < 32 ? 4 : 60;
    }
    for (String file : List.of("data.json", "run.json", "manifest.json", "room")) {
      assertTrue(files.stream().anyMatch(each -> each.startsWith(file)), file + " of " + files);
    }
  }

  private static String file(String why, Path disk) {
    String path = why.substring(why.indexOf(disk.toString()));
    String name = path.substring(0, path.indexOf(' '));
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Test
  void aDiskThatFillsUpDuringTrainingLosesNothing() {
    RunBits expected = undisturbed();
    try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), ENOUGH)) {
      boolean[] full = {false};
      RunCollection runs = one(disk.folder().resolve("c"));
      Table table =
          runs.withWatcher(
                  (rows, turn) -> {
                    if (rows.get(0).status().epochs() == 3 && !full[0]) {
                      full[0] = true;
                      disk.resize(used(disk.folder()) + 4);
                    }
                  })
              .train();
      String why = why(table);
      assertTrue(why.contains("No space left on device"), why);
      assertTrue(file(why, disk.folder()).matches("(recent|best)-.*"), why);
      disk.resize(ENOUGH);
      Table after = runs.train();
      assertEquals(List.of("done"), after.stringColumn("state").asList(), after.printAll());
      assertEquals(expected, RunBits.of(runs.runs().get(0)));
    }
  }

  @Test
  void aDiskThatFillsUpAfterTrainingLosesNothing() {
    RunBits expected = undisturbed();
    Set<String> files = new TreeSet<>();
    for (int left = 0; left < 32; left += 4) {
      try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), ENOUGH)) {
        int[] room = {left};
        RunCollection runs = one(disk.folder().resolve("c"));
        Table table =
            runs.withWatcher(
                    (rows, turn) -> {
                      if (rows.get(0).doing().startsWith("posterior") && room[0] >= 0) {
                        disk.resize(Math.max(4, used(disk.folder()) + room[0]));
                        room[0] = -1;
                      }
                    })
                .train();
        if (!table.stringColumn("state").get(0).equals("done")) {
          String why = why(table);
          assertTrue(why.contains("No space left on device"), why);
          files.add(file(why, disk.folder()));
        }
        assertEquals(List.of(), WholeFolder.read(disk.folder()).partial());
        assertEquals(expected.kept(), runs.runs().get(0).fit().parameters());
        disk.resize(ENOUGH);
        Table after = runs.train();
        assertEquals(List.of("done"), after.stringColumn("state").asList(), after.printAll());
        assertEquals(expected, RunBits.of(runs.runs().get(0)));
      }
    }
    assertEquals(Set.of("posterior.h5", "scores.json", "manifest.json"), files);
  }

  @Test
  void aFitThatDoesNotFitOnTheDiskIsRefusedWithASentence() {
    RunCollection runs = one(folder.resolve("whole"));
    Table unused = runs.train();
    FittedLfads fit = runs.runs().get(0).fit();
    Set<String> files = new TreeSet<>();
    for (int kilobytes = 4; kilobytes < 48; kilobytes += 4) {
      try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), kilobytes)) {
        Path saved = disk.folder().resolve("fit");
        try {
          fit.save(saved);
          assertEquals(fit.parameters(), Lfads.load(saved).parameters());
        } catch (UncheckedIOException e) {
          assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
          files.add(file(e.getMessage(), disk.folder()));
          assertFalse(Files.exists(saved.resolve("training.npz")));
        }
        assertEquals(List.of(), WholeFolder.read(disk.folder()).partial());
      }
    }
    assertEquals(Set.of("model.h5", "posterior.h5", "training.npz"), files);
  }

  @Test
  void dataThatDoNotFitOnTheDiskFailTheirRunWithASentence() {
    try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), 8)) {
      Trials large = Trials.of(Cube.of(20, 40, 9, new float[20 * 40 * 9]), 2).withSession("large");
      RunCollection runs =
          RunCollection.in(disk.folder().resolve("c"))
              .withParams(SmallRuns.params())
              .withSession(large)
              .withMaxEpochs(2);
      Path file = runs.runs().get(0).description().dataFolder(runs.folder()).resolve("large.h5");
      assertEquals(file + " must be writable, got No space left on device", why(runs.train()));
      disk.resize(ENOUGH);
      assertEquals("done", runs.train().stringColumn("state").get(0));
    }
  }

  @Test
  void aPopulationOnADiskThatFillsUpEndsInASentenceAndGoesOnWhenThereIsRoom() throws IOException {
    PopulationPlan plan = new PopulationPlan(2, 1, 2, new Stagnation(2, 0), 5);
    RunExecutor executor = SmallPopulations.inProcess(1);
    Path whole = folder.resolve("whole");
    Run expected = SmallPopulations.of(whole, plan, executor).train().best();
    Set<String> files = new TreeSet<>();
    int needed = 0;
    for (Path file : RunFolder.files(whole)) {
      needed += (int) (Files.size(file) / 4096 + 1) * 4;
    }
    for (int kilobytes : new int[] {4, 12, needed / 8, needed / 4, needed / 2, needed * 3 / 4}) {
      try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), kilobytes)) {
        Path there = disk.folder().resolve("p");
        Population population = SmallPopulations.of(there, plan, executor);
        RuntimeException e = assertThrows(RuntimeException.class, population::train);
        String why = e.getMessage();
        assertEquals(1, why.lines().count(), why);
        assertTrue(
            why.contains("No space left on device") || why.contains("must have room for a model"),
            kilobytes + ": " + why);
        files.add(file(why, disk.folder()));
        assertEquals(List.of(), WholeFolder.read(disk.folder()).partial());
        disk.resize(ENOUGH);
        SmallPopulations.assertSame(
            expected, SmallPopulations.of(there, plan, executor).train().best(), there);
      }
    }
    assertTrue(files.size() > 2, files::toString);
  }

  private static int used(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return (int) ((store.getTotalSpace() - store.getUnallocatedSpace()) / 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderThatIsFrozenInTheMiddleFailsARunWithASentenceAndItGoesOnLater() {
    RunBits expected = undisturbed();
    Path frozen = folder.resolve("frozen");
    RunCollection runs = one(frozen);
    boolean[] done = {false};
    try {
      Table table =
          runs.withWatcher(
                  (rows, turn) -> {
                    if (rows.get(0).status().epochs() == 4 && !done[0]) {
                      done[0] = true;
                      SmallDisk.freeze(frozen);
                    }
                  })
              .train();
      String why = why(table);
      assertTrue(why.contains("/checkpoints") && why.endsWith("Operation not permitted"), why);
    } finally {
      SmallDisk.thaw(frozen);
    }
    assertEquals(RunState.STOPPED, runs.runs().get(0).status().state());
    assertEquals(3, runs.runs().get(0).status().epochs());
    assertEquals(3, runs.runs().get(0).fit().outcome().epochs());
    Table after = runs.train();
    assertEquals(List.of("done"), after.stringColumn("state").asList());
    assertEquals(expected, RunBits.of(runs.runs().get(0)));
  }

  @Test
  void aReadOnlyDiskIsNamedAndWhatIsDoneOnItCanBeUsed() {
    RunBits expected = undisturbed();
    try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), ENOUGH)) {
      RunCollection runs = one(disk.folder().resolve("c"));
      RunCollection stopping =
          runs.withWatcher(
              (rows, turn) -> {
                if (rows.get(0).status().epochs() == 4) {
                  Thread.currentThread().interrupt();
                }
              });
      assertEquals("stopped", stopping.train().stringColumn("state").get(0));
      disk.makeReadOnly();
      String why = why(runs.train());
      assertTrue(
          why.startsWith("run folder must be writable, got " + runs.runs().get(0).folder())
              && why.contains("Read-only file system"),
          why);
      assertEquals(RunState.STOPPED, runs.runs().get(0).status().state());
      disk.makeWritable();
      Table done = runs.train();
      assertEquals("done", done.stringColumn("state").get(0));
      assertEquals(expected, RunBits.of(runs.runs().get(0)));
      disk.makeReadOnly();
      assertEquals(done.printAll(), runs.train().printAll());
      assertEquals(expected, RunBits.of(runs.runs().get(0)));
      assertEquals(done.printAll(), RunCollection.in(runs.folder()).train().printAll());
    }
  }
}
