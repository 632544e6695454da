package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.Lfads;
import org.lfads4j.data.io.Hdf5TrialsWriter;
import org.lfads4j.data.synthetic.Lorenz;

/** One run, from any process and any working directory. */
class RunsCarryOutTest {
  private static final int EPOCHS = 600;

  @TempDir private Path temp;
  private Path file;

  @BeforeEach
  void record() {
    file = temp.resolve("monday.h5");
    Hdf5TrialsWriter.write(
        Lorenz.trials(
            Lorenz.defaults()
                .withConditions(3)
                .withRepeats(4)
                .withBins(10)
                .withNeurons(5)
                .withBinMs(20)
                .withSeed(1)),
        file);
  }

  /** A collection of one run, in which nothing is trained yet; the folder of the run. */
  private Path described(String name, int epochs) throws IOException {
    Path folder = temp.resolve(name);
    List<String> command =
        new ArrayList<>(List.of("runs", "train", folder.toString(), "--data", file.toString()));
    command.addAll(
        List.of(
            ("--posterior-only --c_co_dim=0 --c_factors_dim=3 --c_gen_dim=5 --c_ic_dim=4"
                    + " --c_ic_enc_dim=4 --c_batch_size=5 --c_kl_increase_steps=2"
                    + " --c_l2_increase_steps=2 --num_samples_posterior=3 --max-epochs="
                    + epochs)
                .split(" ")));
    assertEquals(0, Ran.with(command.toArray(String[]::new)).exitCode());
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.endsWith("run.json")).findFirst().orElseThrow().getParent();
    }
  }

  private static Ran carryOut(Path run, String... more) {
    return Ran.with(
        Stream.concat(Stream.of("runs", "carry-out", run.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static String label(Path run) {
    String[] printed = carryOut(run, "--posterior-only").out().split("[:,] ", -1);
    return printed[1];
  }

  @Test
  void fromAnotherDirectoryKilledStoppedAndDoneItEndsInTheSameBits() throws Exception {
    Path run = described("sweep", EPOCHS);
    String label = label(run);
    Process killed = child(run);
    awaitCheckpoint(run, 3);
    assertEquals(128 + 9, killed.destroyForcibly().waitFor());

    Process stopped = child(run);
    awaitCheckpoint(run, newest(run) + 5);
    int unused = new ProcessBuilder("kill", "-INT", Long.toString(stopped.pid())).start().waitFor();
    assertTrue(stopped.waitFor(1, TimeUnit.MINUTES));
    String printed = new String(stopped.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(RunsCarryOutCommand.STOPPED, stopped.exitValue(), printed);
    List<String> lines = printed.lines().filter(line -> line.contains(label)).toList();
    assertTrue(lines.get(0).startsWith("continues: " + label + ", after epoch "), printed);
    assertTrue(lines.get(1).startsWith("stopped: " + label + ", "), printed);

    Ran done = carryOut(run);
    assertEquals("", done.err());
    assertEquals(0, done.exitCode());
    assertTrue(
        lastLine(done).startsWith("done: " + label + ", " + EPOCHS + " epochs, "), done.out());
    Ran again = carryOut(run);
    assertEquals(0, again.exitCode());
    assertEquals(lastLine(done) + "\n", again.out());

    Path whole = described("whole", EPOCHS);
    assertEquals(0, carryOut(whole).exitCode());
    assertEquals(Lfads.load(whole).parameters(), Lfads.load(run).parameters());
    assertEquals(Lfads.load(whole).log().size(), Lfads.load(run).log().size());
  }

  private static String lastLine(Ran ran) {
    List<String> lines = ran.out().lines().toList();
    return lines.get(lines.size() - 1);
  }

  /** The program in another directory, which names the run from there. */
  private Process child(Path run) throws IOException {
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            classPath,
            Main.class.getName(),
            "runs",
            "carry-out",
            elsewhere.relativize(run).toString(),
            "--checkpoint-every=0s")
        .directory(elsewhere.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private static void awaitCheckpoint(Path run, int epoch) throws Exception {
    while (newest(run) < epoch) {
      Thread.sleep(20);
    }
  }

  private static int newest(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("recent-"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("[^0-9]", "")))
          .max()
          .orElse(0);
    }
  }

  @Test
  void aFailureIsTheLastLine() throws IOException {
    Path run = described("sweep", 2);
    String label = label(run);
    Path data;
    try (Stream<Path> all = Files.list(temp.resolve("sweep"))) {
      data = all.filter(p -> p.getFileName().toString().startsWith("data_")).findFirst().get();
    }
    Files.delete(data.resolve("data.json"));
    Ran ran = carryOut(run);
    assertEquals(1, ran.exitCode());
    assertEquals(
        "failed: "
            + label
            + ": data must be in "
            + data
            + "; train the collection, which puts them there",
        lastLine(ran));
  }

  @Test
  void withoutAModelThereAreNoPosteriorMeans() throws IOException {
    Path run = described("sweep", 2);
    Ran ran = carryOut(run, "--posterior-only");
    assertEquals(RunsCarryOutCommand.STOPPED, ran.exitCode());
    assertEquals("waiting: " + label(run) + ", 0 epochs\n", ran.out());
  }

  @Test
  void whatIsNoRunsFolderIsRefused() throws IOException {
    Path run = described("sweep", 2);
    Path collection = temp.resolve("sweep");
    for (Path other : List.of(collection, temp.resolve("missing"), Path.of("/"))) {
      Ran ran = carryOut(other);
      assertEquals(1, ran.exitCode());
      assertEquals("", ran.out());
      assertEquals(
          "lfads4j: run folder must hold run.json, got "
              + other
              + " without it; use a folder that lfads4j runs list shows\n",
          ran.err());
    }
    Path renamed = Files.move(run, run.resolveSibling("renamed"));
    assertEquals(
        "lfads4j: run folder must have the name that its hashes give, "
            + run
            + ", got "
            + renamed
            + "\n",
        carryOut(renamed).err());
    Ran none = Ran.with("runs", "carry-out");
    assertEquals(2, none.exitCode());
    assertEquals("lfads4j: FOLDER must be given (lfads4j runs carry-out --help)\n", none.err());
  }
}
