package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.runs.ChildRuns.Child;

/**
 * A population whose process, coordinator and worker in one, is killed at any moment, as often as
 * one likes, comes to the history and the bits of a population that nobody killed.
 */
class KilledPopulationTest {
  private static final long MOST_NANOS = 40_000_000;

  @TempDir private Path folder;

  private final Random random = new Random(20261127);

  @Test
  void aFewKillsLeaveTheSameBits() throws IOException {
    kill(3, 2);
  }

  @Test
  @Tag("slow")
  void killsWithOneMemberAtATimeLeaveTheSameBits() throws IOException {
    kill(12, 1);
  }

  @Test
  @Tag("slow")
  void killsWithTwoMembersAtOnceLeaveTheSameBits() throws IOException {
    kill(12, 2);
  }

  private void kill(int target, int atOnce) throws IOException {
    Path whole = folder.resolve("whole");
    int lines;
    try (Child child = child(whole, atOnce)) {
      List<String> said = child.end();
      assertDone(said);
      lines = said.size();
    }
    Run expected = best(whole);
    TreeMap<Integer, Integer> parts = new TreeMap<>();
    int kills = 0;
    int rounds = 0;
    while (kills < target) {
      Path round = folder.resolve("round-" + rounds++);
      boolean done = false;
      while (!done) {
        try (Child child = child(round, atOnce)) {
          boolean killed = kills < target && killed(child, lines);
          if (killed) {
            kills++;
            parts.merge(runs(round).size(), 1, Integer::sum);
          } else {
            List<String> said = new ArrayList<>(child.said());
            said.addAll(child.end());
            assertDone(said);
            done = true;
          }
        }
      }
      assertEquals(List.of(), WholeFolder.read(round).partial());
      SmallPopulations.assertSame(expected, best(round), round);
    }
    System.out.printf(
        "%d kills with %d at once in %d populations; kills by parts begun: %s%n",
        kills, atOnce, rounds, parts);
  }

  /** Whether the child was killed, after some line that it said; else it was done before. */
  private boolean killed(Child child, int lines) {
    int last = random.nextInt(lines);
    boolean there = true;
    for (int i = 0; i < last && there; i++) {
      there = child.until("");
    }
    return child.killAfter(random.nextLong(MOST_NANOS));
  }

  private static Child child(Path round, int atOnce) {
    return Child.start("population", round, String.valueOf(atOnce));
  }

  private static void assertDone(List<String> said) {
    assertTrue(said.contains("done"), said::toString);
  }

  private static List<Run> runs(Path population) {
    return RunCollection.in(population).runs();
  }

  private static Run best(Path population) {
    return runs(population).stream()
        .filter(run -> run.name().equals("best"))
        .findFirst()
        .orElseThrow();
  }
}
