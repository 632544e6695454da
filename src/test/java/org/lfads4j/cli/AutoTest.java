package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.runs.RunExecutor;

/** A population on the command line. */
class AutoTest {
  private static final List<String> POPULATION =
      List.of("--members", "3", "--generation-epochs", "1", "--max-generations", "2");

  @TempDir private static Path folder;
  private static String session;
  private static Path out;
  private static Ran ran;

  @BeforeAll
  static void trainOnce() {
    session = SmallModel.session(folder, "session.h5");
    out = folder.resolve("out");
    ran = auto(out, session);
  }

  private static Ran auto(Path out, String... more) {
    return Ran.with(
        Stream.of(
                List.of("auto"),
                List.of(more),
                List.of("--out", out.toString()),
                POPULATION,
                SmallModel.OPTIONS)
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void itLeavesWhatSmoothLeavesAndThePopulation() throws IOException {
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    for (String file :
        List.of("charts/population.png", "tables/population.csv", "tables/rates.csv")) {
      assertTrue(Files.size(out.resolve(file)) > 0, file);
    }
    assertTrue(Files.readString(out.resolve("index.html")).contains("charts/population.png"));
    FittedLfads fit = Lfads.load(out.resolve("model"));
    assertEquals(6, fit.population().rowCount());
    assertEquals(
        fit.population().rowCount() + 1,
        Files.readAllLines(out.resolve("population/generations.csv")).size());
    assertTrue(ran.out().contains("\ngeneration 1: best cost "), ran::out);
  }

  @Test
  void theSameCommandGoesOnAndTrainsNothingTwice() throws IOException {
    byte[] scores = Files.readAllBytes(out.resolve("tables/population.csv"));
    Ran again = auto(out, session);
    assertEquals(0, again.exitCode(), again.err());
    assertTrue(again.out().contains("goes on after generation 1\n"), again::out);
    assertFalse(again.out().contains("\ngeneration "), again::out);
    assertEquals(
        -1, Arrays.mismatch(scores, Files.readAllBytes(out.resolve("tables/population.csv"))));
  }

  @Test
  void howManyTrainAtOnceChangesNothing() throws IOException {
    Path one = folder.resolve("one");
    Ran alone = auto(one, session, "--at-once", "1");
    assertEquals(0, alone.exitCode(), alone.err());
    Path history = Path.of("population", "generations.csv");
    assertEquals(Files.readString(out.resolve(history)), Files.readString(one.resolve(history)));
    assertEquals(
        "lfads4j: --at-once must be >= 1, got 0 (lfads4j auto --help)\n",
        auto(one, session, "--at-once", "0").err());
  }

  @Test
  void asManyTrainAtOnceAsAreAskedFor() {
    assertEquals(7, RunExecutor.inProcess().withAtOnce(7).atOnce(List.of()));
  }

  @Test
  void aDryRunForetellsAndLeavesNothing() {
    Path dry = folder.resolve("dry");
    Ran foretold = auto(dry, session, "--dry-run");
    assertEquals(0, foretold.exitCode(), foretold.err());
    assertTrue(
        foretold.out().contains("3 models, generations of 1 epoch: at most 2 (the first has 2)"),
        foretold::out);
    assertTrue(foretold.out().contains("an epoch of one model takes about "), foretold::out);
    assertFalse(Files.exists(dry));
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    assertEquals(
        "lfads4j: population in "
            + out.resolve("population")
            + " must go on with the seed with which it began, 0, got 7; use another folder\n",
        auto(out, session, "--seed", "7").err());
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.tex"), "mine");
    assertEquals(
        "lfads4j: --out must be new, empty, or the folder of a population that goes on, got "
            + other
            + " with something else in it; name another folder\n",
        auto(other, session).err());
    Path none = folder.resolve("none");
    assertTrue(
        auto(none, session, "--coordinated-dropout", "0")
            .err()
            .startsWith(
                "lfads4j: a population must be judged by something that models cannot copy"));
    assertEquals(
        2, auto(none, session, "--time-limit", "1m").exitCode(), "members do not end by the clock");
    assertFalse(Files.exists(none));
  }
}
