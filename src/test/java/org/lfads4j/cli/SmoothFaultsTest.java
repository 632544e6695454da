package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.lfads4j.runs.SmallDisk;

/**
 * Faults after training: places that cannot be written, disks of every size, signals and kills at
 * every moment, little memory. The fit can be loaded afterwards; where it was not saved yet, the
 * same command saves it.
 */
@Tag("slow")
class SmoothFaultsTest {
  private static final int ENOUGH = 20_000;

  @TempDir private static Path shared;
  private static FittedLfads fit;

  /** All that a report writes, by path in its folder. */
  private static List<String> written;

  private static int kilobytes;

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    fit = TinyRuns.run(TinyRuns.trials()).train();
    Path whole = shared.resolve("whole");
    fit.save(whole.resolve("model"));
    long model = used(whole);
    assertEquals(Main.DONE, report(whole).code);
    kilobytes = (int) ((used(whole) - model) / 1024);
    try (Stream<Path> all = Files.walk(whole)) {
      written =
          all.filter(Files::isRegularFile)
              .map(each -> whole.relativize(each).toString())
              .filter(name -> !name.startsWith("model/") || name.endsWith("posterior.h5"))
              .toList();
    }
    assertTrue(written.size() > 15, written::toString);
  }

  private static long used(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()).sum();
    }
  }

  /** What the end of the command says. */
  private record Report(int code, String said) {}

  private static Report report(Path place) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new FitWords(out).report(Lfads.load(place.resolve("model")), place);
    return new Report(code, said.toString(StandardCharsets.UTF_8));
  }

  /** Something in the place of a file. */
  private enum Obstacle {
    FOLDER(
        file -> {
          Path full = Files.createDirectories(file.resolve("full"));
          assertTrue(Files.isDirectory(full));
        }),
    FILE_FOR_FOLDER(
        file -> {
          Path parent = file.getParent();
          Files.createDirectories(parent.getParent());
          Files.deleteIfExists(parent);
          assertEquals(parent, Files.createFile(parent));
        }),
    LINK_TO_NOWHERE(
        file -> {
          Path parent = file.getParent();
          Files.deleteIfExists(parent);
          assertEquals(
              parent, Files.createSymbolicLink(parent, parent.resolveSibling("no/such/place")));
        }),
    FROZEN(
        file -> {
          Files.createDirectories(file.getParent());
          SmallDisk.freeze(Files.createFile(file));
        });

    private interface Placing {
      void at(Path file) throws IOException;
    }

    private final Placing placing;

    Obstacle(Placing placing) {
      this.placing = placing;
    }
  }

  @Test
  void whateverCannotBeWrittenTheFitIsThere() throws IOException {
    int faults = 0;
    for (String name : written) {
      for (Obstacle obstacle : Obstacle.values()) {
        boolean needsFolder =
            obstacle == Obstacle.FILE_FOR_FOLDER || obstacle == Obstacle.LINK_TO_NOWHERE;
        if (needsFolder && !(name.startsWith("charts/") || name.startsWith("tables/"))) {
          continue;
        }
        Path place = folder.resolve("fault-" + faults++);
        fit.save(place.resolve("model"));
        Files.deleteIfExists(place.resolve("model/posterior.h5"));
        Path file = place.resolve(name);
        obstacle.placing.at(file);
        try {
          Report report = report(place);
          assertEquals(Main.FAILED, report.code, name + " " + obstacle + "\n" + report.said);
          assertTrue(report.said.contains("; the fit is kept, missing: "), report.said);
          assertTrue(report.said.contains("note: " + name + " is missing: "), report.said);
          assertEquals(fit.parameters(), Lfads.load(place.resolve("model")).parameters(), name);
        } finally {
          if (obstacle == Obstacle.FROZEN) {
            SmallDisk.thaw(file);
          }
        }
      }
    }
    System.out.println(
        "places that cannot be written: " + faults + " faults, fit loaded " + faults);
    assertTrue(faults >= 60, "faults: " + faults);
  }

  @Test
  void howeverFullTheDiskIsTheFitIsThere() throws IOException {
    int faults = 0;
    int step = Math.max(4, kilobytes / 100);
    for (int room = 0; room < kilobytes; room += step) {
      try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), ENOUGH)) {
        Path place = disk.folder().resolve("out");
        fit.save(place.resolve("model"));
        Files.deleteIfExists(place.resolve("model/posterior.h5"));
        FileStore store = Files.getFileStore(disk.folder());
        long used = (store.getTotalSpace() - store.getUnallocatedSpace()) / 1024;
        disk.resize((int) used + room);
        Report report = report(place);
        assertEquals(Main.FAILED, report.code, report.said);
        assertTrue(report.said.contains("No space left on device"), report.said);
        assertEquals(fit.parameters(), Lfads.load(place.resolve("model")).parameters());
        faults++;
      }
    }
    System.out.println("disks of growing size: " + faults + " faults, fit loaded " + faults);
    assertTrue(faults >= 80, "faults: " + faults);
  }

  private List<String> arguments() {
    Path file = shared.resolve("good.h5");
    if (!Files.exists(file)) {
      Trials.of(TinyRuns.counts(8, 10, 4, 2), 10).withSession("good").save(file);
    }
    List<String> all = new ArrayList<>(List.of(file.toString(), "--c_co_dim=0"));
    all.addAll(SmallModel.OPTIONS);
    return all;
  }

  private static Ran smooth(Path out, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("smooth"));
    all.addAll(arguments);
    all.addAll(List.of("--out", out.toString()));
    return Ran.with(all.toArray(String[]::new));
  }

  @Test
  void aDiskThatIsFullWhenTheFitIsSavedKeepsTheCheckpoint() throws Exception {
    Path whole = shared.resolve("command");
    assertEquals(0, smooth(whole, arguments()).exitCode());
    FittedLfads expected = Lfads.load(whole.resolve("model"));
    int faults = 0;
    int refused = 0;
    boolean saved = false;
    for (int size = 16; !saved; size += 8) {
      try (SmallDisk disk = SmallDisk.of(folder.resolve("disk"), size)) {
        Path out = disk.folder().resolve("out");
        Ran ran = smooth(out, arguments());
        assertEquals(1, ran.exitCode(), ran.out());
        saved = Files.exists(out.resolve("model/training.npz"));
        refused += ran.out().contains("the same command goes on") ? 0 : saved ? 0 : 1;
        disk.resize(ENOUGH);
        if (!saved) {
          assertEquals(1, ran.err().lines().count(), ran.err());
          Ran again = smooth(out, arguments());
          assertEquals("", again.err());
          assertEquals(0, again.exitCode(), again.out());
        }
        assertEquals(expected.parameters(), Lfads.load(out.resolve("model")).parameters());
        faults++;
      }
    }
    System.out.println(
        "disks that are full before: %s faults (%s before a checkpoint), fit loaded %s"
            .formatted(faults, refused, faults));
    assertTrue(faults > refused, "faults: " + faults + ", before a checkpoint: " + refused);
  }

  @Test
  void whateverEndsTheProgramAfterTrainingTheFitIsThere() throws Exception {
    Path whole = shared.resolve("signalled");
    assertEquals(0, smooth(whole, arguments()).exitCode());
    FittedLfads expected = Lfads.load(whole.resolve("model"));
    List<String> moments = new ArrayList<>(List.of("unfinished/kept", "model/training.npz"));
    moments.add("unfinished/checkpoints/recent-000002.npz");
    try (Stream<Path> charts = Files.list(whole.resolve("charts"))) {
      moments.addAll(
          charts.map(each -> whole.relativize(each).toString()).sorted().limit(4).toList());
    }
    moments.addAll(List.of("tables/rates.csv", "scores.json", "index.html"));
    int faults = 0;
    int gone = 0;
    for (String moment : moments) {
      for (String signal : List.of("TERM", "HUP", "INT", "KILL")) {
        Path out = folder.resolve("fault-" + faults++);
        try (SmoothChild child = SmoothChild.start(out, arguments())) {
          child.await(out.resolve(moment));
          child.signal(signal);
          int code = child.end();
          gone += code == 0 ? 0 : 1;
        }
        if (!Files.exists(out.resolve("index.html")) || Files.exists(out.resolve("unfinished"))) {
          Ran again = smooth(out, arguments());
          assertEquals("", again.err(), moment + " " + signal);
          assertEquals(0, again.exitCode(), again.out());
        }
        assertEquals(expected.parameters(), Lfads.load(out.resolve("model")).parameters());
        assertTrue(Files.exists(out.resolve("index.html")), moment + " " + signal);
        assertFalse(Files.exists(out.resolve("unfinished")), moment + " " + signal);
      }
    }
    System.out.println(
        "signals: %s faults (%s in time), fit loaded %s".formatted(faults, gone, faults));
    assertTrue(gone >= 20, "in time: " + gone);
  }

  @Test
  void howeverLittleMemoryThereIsTheFitIsThere() throws Exception {
    Path file = shared.resolve("large.h5");
    Trials.of(TinyRuns.counts(200, 50, 30, 2), 10).withSession("large").save(file);
    List<String> arguments = new ArrayList<>(arguments());
    arguments.set(0, file.toString());
    int faults = 0;
    int failed = 0;
    for (int heap = 24; heap <= 80; heap += 4) {
      Path out = folder.resolve("heap-" + heap);
      int code;
      String said;
      try (SmoothChild child =
          SmoothChild.start(out, List.of("-Xmx" + heap + "m"), Map.of(), arguments)) {
        code = child.end();
        said = child.printed();
      }
      boolean kept = Files.exists(out.resolve("model/training.npz"));
      boolean trained = said.contains("training ended because");
      failed += code == 0 ? 0 : 1;
      if (trained) {
        faults += code == 0 ? 0 : 1;
        if (!kept) {
          assertTrue(said.contains("the same command goes on from epoch 2"), said);
          Ran again = smooth(out, arguments);
          assertEquals(0, again.exitCode(), again.err());
        }
        assertEquals(3, Lfads.load(out.resolve("model")).params().factorsDim());
      }
    }
    System.out.println(
        "little memory: %s faults after training, fit loaded %s (%s failed in all)"
            .formatted(faults, faults, failed));
    assertTrue(failed > 0, "none failed");
  }
}
