package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.Lfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.training.Outcome;

/** A fit is there once training has ended, whatever happens after. */
class SmoothFitKeptTest {
  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("out");
  }

  private String recording(String name, Cube counts) {
    Path file = folder.resolve(name + ".h5");
    Trials.of(counts, 10).withSession(name).save(file);
    return file.toString();
  }

  private Ran smooth(String... more) {
    return Ran.with(
        Stream.of(
                List.of("smooth"),
                Arrays.asList(more),
                List.of("--out", out.toString(), "--c_co_dim=0"),
                SmallModel.OPTIONS)
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  /** Counts of 8 trials, of which 0 and 5, the validation trials, have no spike. */
  private static Cube silentInValidation() {
    Cube counts = TinyRuns.counts(8, 10, 3, 1);
    float[] values = counts.toArray();
    Arrays.fill(values, 0, 30, 0);
    Arrays.fill(values, 5 * 30, 6 * 30, 0);
    return Cube.of(8, 10, 3, values);
  }

  @Test
  void validationTrialsWithoutSpikesHaveNoChartOfScores() {
    Ran ran = smooth(recording("silent", silentInValidation()));
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    assertTrue(Files.exists(out.resolve("charts/rates.png")));
    assertFalse(Files.exists(out.resolve("charts/scores.png")));
    assertEquals(3, Lfads.load(out.resolve("model")).params().factorsDim());
  }

  @Test
  void aSilentSessionLeavesTheOthersAsTheyAre() {
    Ran ran =
        smooth(
            recording("good", TinyRuns.counts(8, 10, 4, 2)),
            recording("quiet", Cube.of(8, 10, 3, new float[8 * 10 * 3])));
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    assertTrue(Files.exists(out.resolve("charts/0-good/scores.png")));
    assertTrue(Files.exists(out.resolve("charts/1-quiet/overview.png")));
    assertFalse(Files.exists(out.resolve("charts/1-quiet/scores.png")));
    assertEquals(List.of("good", "quiet"), Lfads.load(out.resolve("model")).sessions());
  }

  @Test
  void parametersBeforeADivergenceAreKeptAndMarked() throws IOException {
    Ran ran = smooth(recording("good", TinyRuns.counts(8, 10, 4, 2)), "--c_learning_rate_init=1e5");
    assertEquals(1, ran.exitCode(), ran.out());
    assertTrue(ran.err().endsWith("; lower c_learning_rate_init (100000.0)\n"), ran.err());
    assertEquals(Outcome.Reason.DIVERGED, Lfads.load(out.resolve("model")).outcome().reason());
    assertTrue(
        Files.readString(out.resolve("index.html"))
            .contains("<p class=\"note\">training diverged in epoch "));
  }

  @Test
  void aFolderInWhichNothingWasKeptIsAsBefore() throws IOException {
    try (OutputFolder output = OutputFolder.open(out, false)) {
      assertTrue(Files.isDirectory(output.path()));
    }
    assertFalse(Files.exists(out));
    Path unused = Files.createDirectory(out);
    try (OutputFolder output = OutputFolder.open(out, false)) {
      assertEquals(out, output.path());
    }
    assertEquals(List.of(), entries());
  }

  @Test
  void anEarlierResultStaysUntilAnotherOneIsThere() throws IOException {
    Path model = Files.createDirectories(out.resolve("model"));
    Path unused = Files.writeString(model.resolve("training.npz"), "earlier");
    Path extra = Files.writeString(out.resolve("mine.txt"), "mine");
    try (OutputFolder output = OutputFolder.open(out, true)) {
      assertEquals(
          "no space",
          assertThrows(
                  UncheckedIOException.class,
                  () ->
                      output.keep(
                          place -> {
                            assertFalse(Files.exists(place));
                            throw new UncheckedIOException("no space", new IOException());
                          }))
              .getMessage());
      assertEquals(List.of("mine.txt", "model", "unfinished"), entries());
    }
    assertEquals("earlier", Files.readString(model.resolve("training.npz")));
    try (OutputFolder output = OutputFolder.open(out, true)) {
      output.keep(
          place -> {
            try {
              Path another = Files.createDirectories(place);
              Path written = Files.writeString(another.resolve("training.npz"), "later");
              assertTrue(Files.exists(written));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    assertEquals("later", Files.readString(model.resolve("training.npz")));
    assertFalse(Files.exists(extra));
  }

  @Test
  void anEarlierResultIsPutBackAfterAKill() throws IOException {
    Path aside = Files.createDirectories(out.resolve("unfinished/earlier/model"));
    Path unused = Files.writeString(aside.resolve("training.npz"), "earlier");
    assertEquals(
        "--out must be empty or new, got "
            + out
            + " with 1 entries; name another folder, or replace an earlier result with"
            + " --overwrite",
        assertThrows(IllegalArgumentException.class, () -> OutputFolder.open(out, false))
            .getMessage());
    assertEquals("earlier", Files.readString(out.resolve("model/training.npz")));
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> list = Files.list(out)) {
      return list.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
