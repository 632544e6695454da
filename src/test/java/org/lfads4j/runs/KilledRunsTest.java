package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.runs.ChildRuns.Child;

/**
 * A run whose process is killed at any moment, as often as one likes, ends in the bits of a run
 * that nobody killed, and leaves no litter.
 */
class KilledRunsTest {
  /** What a child says of itself before something worth interrupting. */
  private static final List<String> MOMENTS =
      List.of(
          "begun",
          "run",
          "epoch",
          "epoch",
          "epoch",
          "epoch",
          "epoch " + ChildRuns.EPOCHS,
          "epoch " + ChildRuns.EPOCHS,
          "posterior means",
          "scores",
          "done");

  private static final long MILLI = 1_000_000;

  @TempDir private Path folder;

  private final Random random = new Random(20250711);
  private final Map<String, Integer> phases = new TreeMap<>();
  private final Map<String, Integer> writing = new TreeMap<>();
  private int kills;
  private int rounds;

  @Test
  void aFewKillsLeaveTheSameBits() {
    kill(6, "fused");
  }

  @Test
  @Tag("slow")
  void twoHundredKillsLeaveTheSameBits() {
    kill(200, "fused");
  }

  @Test
  @Tag("slow")
  void fortyKillsOfAnEngineLeaveTheSameBits() {
    kill(40, "compiled");
  }

  private void kill(int target, String backend) {
    long start = System.nanoTime();
    Path whole = folder.resolve("whole");
    long life;
    try (Child child = Child.start("one", whole, backend)) {
      List<String> said = child.end();
      assertEquals("done", said.get(said.size() - 1), said.toString());
      life = child.nanos();
    }
    RunBits expected = RunBits.of(ChildRuns.one(whole, backend).runs().get(0));
    long bytes = WholeFolder.read(whole).bytes();
    while (kills < target) {
      killUntilDone(folder.resolve("round-" + rounds++), backend, target, life, bytes, expected);
    }
    System.out.printf(
        "%d kills on %s in %d runs, %.0f s: %s; files being written: %s%n",
        kills, backend, rounds, (System.nanoTime() - start) / 1e9, phases, writing);
  }

  private void killUntilDone(
      Path round, String backend, int target, long life, long bytes, RunBits expected) {
    boolean done = false;
    while (!done) {
      try (Child child = Child.start("one", round, backend)) {
        if (kills == target) {
          List<String> said = child.end();
          assertEquals("done", said.get(said.size() - 1), said.toString());
          done = true;
        } else {
          done = !killed(child, life);
        }
        WholeFolder files = WholeFolder.read(round);
        assertTrue(files.checkpoints() <= 2 + 2 + 1, files.toString());
        // Another partial file, and manifests that tell of every attempt.
        assertTrue(files.bytes() <= 2 * bytes, files.toString());
        if (done) {
          assertEquals(List.of(), files.partial());
        } else {
          kills++;
          phases.merge(phase(child.said()), 1, Integer::sum);
          files
              .partial()
              .forEach(name -> writing.merge(name.replaceAll("-[0-9]+", ""), 1, Integer::sum));
        }
      }
    }
    Run run = ChildRuns.one(round, backend).runs().get(0);
    assertEquals(RunState.DONE, run.status().state());
    assertEquals(expected, RunBits.of(run));
  }

  /** Whether the child was killed; else it was done before. */
  private boolean killed(Child child, long life) {
    if (random.nextInt(3) == 0) {
      return child.killAfter(random.nextLong(life));
    }
    String moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
    int times = moment.equals("epoch") ? 1 + random.nextInt(ChildRuns.EPOCHS) : 1;
    boolean there = true;
    for (int i = 0; i < times && there; i++) {
      there = child.until(moment);
    }
    return child.killAfter(random.nextLong(40 * MILLI));
  }

  private static String phase(List<String> said) {
    String last = said.stream().reduce((a, b) -> b).orElse("");
    return switch (last.replaceAll("[ /].*", "")) {
      case "" -> "0 start of java";
      case "WARNING:" -> "0 start of java";
      case "begun" -> "1 preparing";
      case "run" -> "2 beginning";
      case "training" -> "3 training";
      case "epoch" -> last.equals("epoch " + ChildRuns.EPOCHS) ? "4 saving" : "3 training";
      case "posterior" -> "5 posterior";
      case "scores" -> "6 scores";
      default -> "7 end";
    };
  }
}
