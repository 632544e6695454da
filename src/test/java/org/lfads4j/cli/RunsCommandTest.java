package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.data.io.Hdf5TrialsWriter;
import org.lfads4j.data.synthetic.Lorenz;

/** A small sweep, from the command line and back. */
class RunsCommandTest {
  @TempDir private Path temp;
  private Path folder;
  private Path file;

  @BeforeEach
  void record() {
    folder = temp.resolve("sweep");
    file = temp.resolve("monday.h5");
    record(1);
  }

  private void record(long seed) {
    Hdf5TrialsWriter.write(
        Lorenz.trials(
            Lorenz.defaults()
                .withConditions(3)
                .withRepeats(4)
                .withBins(10)
                .withNeurons(5)
                .withBinMs(20)
                .withSeed(seed)),
        file);
  }

  private List<String> train(String... more) {
    List<String> command =
        new ArrayList<>(List.of("runs", "train", folder.toString(), "--data", file.toString()));
    command.addAll(
        List.of(
            "--max-epochs=2 --c_co_dim=0 --c_factors_dim=3 --c_gen_dim=5 --c_ic_dim=4".split(" ")));
    command.addAll(
        List.of(
            "--c_ic_enc_dim=4 --c_batch_size=5 --c_kl_increase_steps=2 --c_l2_increase_steps=2"
                .split(" ")));
    command.addAll(List.of("--num_samples_posterior=3", "--at-once=1"));
    command.addAll(List.of(more));
    return command;
  }

  private static Ran done(List<String> command) {
    Ran ran = Ran.with(command.toArray(String[]::new));
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    return ran;
  }

  private Ran runs(String command, String... more) {
    return done(
        Stream.concat(Stream.of("runs", command, folder.toString()), Stream.of(more)).toList());
  }

  /** Lines without their costs. */
  private static List<String> shape(String printed) {
    return printed.lines().map(line -> line.replaceAll("[0-9]+[.][0-9]+$", "#")).toList();
  }

  private List<Path> runFolders() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.endsWith("run.json")).map(Path::getParent).sorted().toList();
    }
  }

  @Test
  void aLineForEachTurnAndNothingIsDoneTwice() {
    Ran ran = done(train("--seeds", "0,1"));
    assertEquals(
        List.of(
            "2 runs in " + folder + ": 2 waiting",
            "started: seed=0",
            "done: seed=0, 2 epochs, validation cost #",
            "started: seed=1",
            "done: seed=1, 2 epochs, validation cost #",
            "2 runs in " + folder + ": 2 done",
            "the results: lfads4j runs list " + folder),
        shape(ran.out()));
    String again = "2 runs in " + folder + ": 2 done\n";
    String look = "the results: lfads4j runs list " + folder + "\n";
    assertEquals(again + again + look, done(train("--seeds", "0,1")).out());
    assertEquals(again + again + look, runs("train").out());
  }

  @Test
  void aDamagedFileThatIsMadeAgainIsToldInOneLine() throws IOException {
    Ran unused = done(train());
    Path posterior = runFolders().get(0).resolve("posterior.h5");
    byte[] whole = Files.readAllBytes(posterior);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 16;
    Files.write(posterior, flipped);
    List<String> told = runs("train").out().lines().filter(l -> l.startsWith("note: ")).toList();
    assertEquals(1, told.size(), told.toString());
    assertTrue(
        told.get(0).contains(posterior + " must be as it was written (SHA-256 ")
            && told.get(0).endsWith("; the posterior means are made again from the model"),
        told.get(0));
    assertEquals(
        List.of(), runs("train").out().lines().filter(l -> l.startsWith("note: ")).toList());
  }

  @Test
  void aGridAndDraws() throws IOException {
    List<String> grid =
        train("--sweep", "c_keep_prob=0.9,0.95", "--sample", "2", "--draw", "c_l2_gen_scale=1..9");
    assertEquals("4 runs in " + folder + ": 4 done", done(grid).out().lines().toList().get(9));
    assertEquals(4, runFolders().size());
    done(train("--sample", "2", "--draw", "c_l2_gen_scale=1..9:log"));
    done(train("--sample", "2", "--draw", "c_kl_ic_weight={0.5,0.25}"));
    assertTrue(runFolders().size() > 6, runFolders().toString());
  }

  @Test
  void listsHaveARowARun() {
    done(train("--sweep", "c_kl_ic_weight=1,0.5"));
    List<String> sheet = runs("list").out().lines().map(String::strip).toList();
    assertTrue(sheet.get(0).startsWith("run"), sheet.get(0));
    List<String> rows = sheet.stream().filter(line -> line.startsWith("monday")).toList();
    assertEquals(2, rows.size());
    assertTrue(
        rows.get(0).matches("monday +0[.]5 +done +2 .*param_[0-9a-f]{8}/monday[.].*"), rows.get(0));
    List<String> csv = runs("list", "--csv").out().lines().toList();
    assertTrue(csv.get(0).startsWith("run,c_kl_ic_weight,state,epochs,"), csv.get(0));
    assertEquals(3, csv.size());
  }

  @Test
  void theBestIsNamedWithWhatToDoNext() throws IOException {
    done(train("--seeds", "0,1"));
    List<String> lines = runs("best").out().lines().toList();
    assertTrue(lines.get(0).matches("best of 2 runs: seed=[01]"), lines.get(0));
    assertTrue(lines.get(1).matches("validation_cost: [0-9.]+"), lines.get(1));
    String best = lines.get(2).substring("folder: ".length());
    assertTrue(lines.contains("  --c_factors_dim 3"), lines.toString());
    assertTrue(
        lines.contains("in Java: var fit = Lfads.load(Path.of(\"" + best + "\"));"),
        lines.toString());
    assertEquals(
        "scores beside simpler methods: lfads4j score " + best, lines.get(lines.size() - 1));
    Path own = Path.of(best).resolve("scores.json");
    String before = Files.readString(own);
    assertTrue(done(List.of("score", best)).out().endsWith("\nthe same as in " + own + "\n"));
    assertEquals(before, Files.readString(own));
    assertTrue(runs("best", "--score", "rates_r2").out().contains("\nrates_r2: "));
    Ran typo = Ran.with("runs", "best", folder.toString(), "--score", "rate_r2");
    assertEquals(1, typo.exitCode());
    assertTrue(typo.err().endsWith("got \"rate_r2\"; did you mean rates_r2?\n"), typo.err());
  }

  @Test
  void statusIsKnownWithoutTheSchedulerThatHadTheRuns() throws IOException {
    Ran unused = done(train());
    Path jobs = Files.createDirectories(folder.resolve("slurm"));
    Files.writeString(jobs.resolve("list-1"), "0 " + runFolders().get(0) + "\n");
    // No Slurm of this machine has such a job, if there is one at all.
    Files.writeString(jobs.resolve("job-1"), "none of yours\n");
    Ran status = runs("status");
    assertEquals(0, status.exitCode(), status.err());
    assertTrue(status.out().startsWith("1 run in " + folder + ": 1 done\n"), status.out());
    assertTrue(status.out().contains("\nnote: Slurm must "), status.out());
  }

  @Test
  void cleaningLeavesWhatRunsAndWhatWouldBeLost() throws IOException {
    done(train("--seeds", "0,1"));
    List<Path> folders = runFolders();
    assertTrue(
        runs("clean", "--all", "--checkpoints")
            .out()
            .matches("removed the checkpoints of 2 runs, [0-9.]+ MB\n"));
    assertFalse(Files.exists(folders.get(0).resolve("checkpoints")));
    String name = folder.relativize(folders.get(0)).toString().replace('\\', '/');
    assertTrue(
        runs("clean", "--run", name).out().matches("removed the results of 1 run, [0-9.]+ MB\n"));
    assertEquals("2 runs in " + folder + ": 1 waiting, 1 done\n", runs("status").out());
    assertTrue(
        runs("clean", "--all", "--checkpoints").out().contains("not touched: seed="), "waiting");
    Ran other = Ran.with("runs", "clean", folder.toString(), "--run", name + "x");
    assertEquals(
        "lfads4j: --run must be a folder that runs list shows, got "
            + name
            + "x; did you mean "
            + name
            + "?\n",
        other.err());
    assertEquals(1, other.exitCode());
    assertTrue(runs("train").out().contains("2 runs in " + folder + ": 2 done"));
  }

  @Test
  void aRunOfAnotherProcessIsLeftToIt() throws Exception {
    done(train());
    Path run = runFolders().get(0);
    Files.delete(run.resolve("posterior.h5")); // so that something is left to do
    Process holder = holding(run.resolve("lock"));
    try {
      assertTrue(runs("status").out().contains("running: monday, 2 epochs"), runs("status").out());
      assertEquals(
          "not touched: monday (running)\nremoved the results of 0 runs, 0.0 MB\n",
          runs("clean", "--all").out());
      Ran ran = done(train());
      assertTrue(ran.out().contains("in another process: monday"), ran.out());
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  /** A process that locks a file until it ends. */
  private static Process holding(Path lock) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .start();
    assertEquals('x', process.getInputStream().read());
    return process;
  }

  /** Locks the file that it is given, says so, and waits. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        System.out.print(lock.isValid() ? "x" : "");
        System.out.flush();
        TimeUnit.MINUTES.sleep(3);
      }
    }
  }

  @Test
  void aRunThatFailsSaysWhyAndTheOthersGoOn() {
    Ran ran = Ran.with(train("--sweep", "c_ext_input_dim=3,0").toArray(String[]::new));
    assertEquals("", ran.err());
    assertEquals(1, ran.exitCode());
    List<String> lines = ran.out().lines().toList();
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.startsWith("failed: ext_input_dim=3: c_ext_input_dim must ")),
        ran.out());
    assertTrue(lines.contains("2 runs in " + folder + ": 1 failed, 1 done"), ran.out());
    assertEquals(1, lines.stream().filter(line -> line.startsWith("failed: ")).count());
  }

  @Test
  void dataThatChangedAreSaidAndKeptApart() {
    done(train());
    record(2);
    Ran ran = done(train());
    assertTrue(ran.out().startsWith("note: the data of monday "), ran.out());
    assertTrue(ran.out().contains("have changed since an earlier run"), ran.out());
    assertTrue(
        runs("status")
            .out()
            .contains(
                "note: the data changed between these runs, which have the same settings: "
                    + "param_"),
        runs("status").out());
  }

  @Test
  void posteriorOnlyTrainsNothing() {
    assertEquals(
        List.of(
            "1 run in " + folder + ": 1 waiting",
            "1 run in " + folder + ": 1 waiting",
            "the results: lfads4j runs list " + folder),
        shape(done(train("--posterior-only")).out()));
    done(train());
    Ran anew = runs("train", "--rerun");
    assertTrue(anew.out().contains("started: monday\ndone: monday, 2 epochs"), anew.out());
  }

  @Test
  void ctrlCStopsWhatGoesOnLater() throws Exception {
    assertStopped(1);
  }

  @Test
  @Tag("slow")
  void ctrlCTwiceEndsAtOnceAndTheRunGoesOnLater() throws Exception {
    assertStopped(2);
  }

  private void assertStopped(int presses) throws Exception {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "--add-modules",
                            "jdk.incubator.vector",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName()),
                        train("--max-epochs=100000", "--checkpoint-every=0s").stream()
                            .filter(each -> !each.equals("--max-epochs=2")))
                    .toList())
            .redirectErrorStream(true)
            .start();
    while (!Files.exists(folder) || runFolders().isEmpty() || !begun()) {
      Thread.sleep(50);
    }
    for (int i = 0; i < presses; i++) {
      int unused =
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() == 0) {
      assertTrue(printed.contains("\nstopped: monday, "), printed);
      assertTrue(
          printed.endsWith(
              "stopped; lfads4j runs train " + folder + " continues from the last checkpoints\n"),
          printed);
    } else {
      assertEquals(2, presses);
      assertEquals(130, process.exitValue(), printed);
    }
    assertTrue(runs("status").out().contains("stopped: monday, "), runs("status").out());
  }

  private boolean begun() throws IOException {
    Path checkpoints = runFolders().get(0).resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return false;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.anyMatch(path -> path.getFileName().toString().startsWith("recent-"));
    }
  }
}
