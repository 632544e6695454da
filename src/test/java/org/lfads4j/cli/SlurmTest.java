package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps and populations as jobs of a real Slurm on this machine. */
class SlurmTest {
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final int KILLS = 20;

  @TempDir private Path folder;
  private String session;

  @BeforeEach
  void writeSession() {
    session = SmallModel.session(folder, "it's a session.h5");
  }

  private static String[] with(List<String> first, String... more) {
    return Stream.of(first, List.of(more), SmallModel.OPTIONS)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  @Test
  void aSweepIsAnArrayJobAndNothingStaysLoggedIn() throws IOException, InterruptedException {
    List<String> sweep = List.of("--data", session, "--sweep", "c_co_dim=0,1");
    try (LoopbackSlurm slurm = LoopbackSlurm.start(folder.resolve("slurm"))) {
      Path there = folder.resolve("50% of it");
      Ran handed =
          slurm.lfads4j(
              with(
                  List.of("runs", "train", there.toString(), "--on", "slurm"),
                  Stream.concat(sweep.stream(), Stream.of("--slurm", "partition=short,time=5"))
                      .toArray(String[]::new)));
      assertEquals(0, handed.exitCode(), handed.err());
      assertTrue(handed.out().contains("2 runs are in Slurm job 1, and job "), handed::out);
      slurm.awaitIdle(MOST);
      Ran listed = slurm.lfads4j("runs", "list", there.toString(), "--csv");
      Path here = folder.resolve("here");
      Ran local =
          Ran.with(with(List.of("runs", "train", here.toString()), sweep.toArray(String[]::new)));
      assertEquals(0, local.exitCode(), local.err());
      assertEquals(
          withoutTimes(Ran.with("runs", "list", here.toString(), "--csv").out()),
          withoutTimes(listed.out()),
          () -> listed.err() + handed.out());
      try (Stream<Path> logs = Files.list(there.resolve("slurm/log"))) {
        assertEquals(
            List.of("1-0.txt", "1-1.txt"),
            logs.map(each -> each.getFileName().toString())
                .filter(each -> !each.startsWith("go-on-"))
                .sorted()
                .toList());
      }
    }
  }

  /** The last columns but one hold seconds. */
  private static String withoutTimes(String csv) {
    List<String> head = List.of(csv.lines().findFirst().orElseThrow().split(",", -1));
    int seconds = head.indexOf("seconds");
    assertTrue(seconds > 0, csv);
    StringBuilder rest = new StringBuilder();
    for (String line : csv.lines().toList()) {
      String[] cells = line.split(",", -1);
      cells[seconds] = "";
      rest.append(String.join(",", cells)).append('\n');
    }
    return rest.toString();
  }

  private static List<String> population(String session, Path out) {
    return List.of(
        "auto",
        session,
        "--out",
        out.toString(),
        "--members",
        "3",
        "--generation-epochs",
        "2",
        "--max-generations",
        "3",
        "--c_co_dim",
        "1");
  }

  @Test
  @Tag("slow")
  void aPopulationHasTheSameBitsAsHereAlsoIfAnythingIsKilled()
      throws IOException, InterruptedException {
    Path here = folder.resolve("here");
    Ran local = Ran.with(with(population(session, here)));
    assertEquals(0, local.exitCode(), local.err());
    try (LoopbackSlurm slurm = LoopbackSlurm.start(folder.resolve("slurm"))) {
      Path there = folder.resolve("there");
      String[] command = with(population(session, there), "--on", "slurm");
      Random random = new Random(1);
      int kills = 0;
      long end = System.nanoTime() + MOST.toNanos();
      while (!Files.exists(there.resolve("index.html")) && System.nanoTime() < end) {
        if (slurm.isIdle()) {
          Ran handed = slurm.lfads4j(command);
          assertEquals(0, handed.exitCode(), handed.err());
        }
        Thread.sleep(500 + random.nextInt(3000));
        List<ProcessHandle> jobs = jobs(there);
        if (kills < KILLS && !jobs.isEmpty()) {
          boolean unused = jobs.get(random.nextInt(jobs.size())).destroyForcibly();
          kills++;
        }
      }
      slurm.awaitIdle(MOST);
      System.out.println(kills + " kills");
      assertTrue(kills > 0, "nothing was killed");
      assertSame(here, there);
    }
  }

  @Test
  @Tag("slow")
  void aTaskAndTheJobThatGoesOnCanBeLostForGood() throws IOException, InterruptedException {
    Path here = folder.resolve("here");
    assertEquals(0, Ran.with(with(population(session, here))).exitCode());
    try (LoopbackSlurm slurm = LoopbackSlurm.start(folder.resolve("slurm"))) {
      Path there = folder.resolve("there");
      String[] command = with(population(session, there), "--on", "slurm");
      Ran handed = slurm.lfads4j(command);
      assertTrue(handed.out().contains("in Slurm job 1, and job 2 goes on"), handed::out);
      slurm.cancel("1_2", "2");
      Ran again = slurm.lfads4j(command);
      assertEquals(0, again.exitCode(), again.err());
      assertFalse(again.out().contains("job 2 goes on"), again::out);
      slurm.awaitIdle(MOST);
      assertSame(here, there);
    }
  }

  @Test
  @Tag("slow")
  void aRunThatNoJobBringsFurtherEndsThemInASentence() throws IOException, InterruptedException {
    Path here = folder.resolve("here");
    assertEquals(0, Ran.with(with(population(session, here))).exitCode());
    try (LoopbackSlurm slurm = LoopbackSlurm.start(folder.resolve("slurm"))) {
      Path there = folder.resolve("there");
      Path part = there.resolve("population/slurm/part.sh");
      Files.createDirectories(part.getParent());
      Files.writeString(
          part,
          """
          #!/bin/sh
          program=$1
          line=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$2")
          shift 2
          case "$line" in *generation-0-member-1*) kill -9 $$ ;; esac
          exec "$program" runs carry-out "${line#* }" "$@"
          """);
      String[] command = with(population(session, there), "--on", "slurm");
      assertEquals(0, slurm.lfads4j(command).exitCode());
      slurm.awaitIdle(MOST);
      Ran status = slurm.lfads4j("runs", "status", there.resolve("population").toString());
      assertTrue(
          status
              .out()
              .contains(
                  "ended: lfads4j: run generation-0-member-1 must come further in a job of Slurm,"
                      + " got 3 jobs in which it did not; see "),
          status::out);
      Files.delete(part);
      assertEquals(0, slurm.lfads4j(command).exitCode());
      slurm.awaitIdle(MOST);
      assertSame(here, there);
    }
  }

  private static void assertSame(Path here, Path there) throws IOException {
    for (String file : List.of("population/generations.csv", "tables/rates.csv")) {
      assertEquals(Files.readString(here.resolve(file)), Files.readString(there.resolve(file)));
    }
  }

  /** Virtual machines of jobs that work in a folder; Java shows only part of a long command. */
  private static List<ProcessHandle> jobs(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().command().orElse("").endsWith("/java"))
        .filter(each -> words(each).contains(folder.toString()))
        .toList();
  }

  private static String words(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }
}
