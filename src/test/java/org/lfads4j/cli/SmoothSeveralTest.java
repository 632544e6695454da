package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.data.synthetic.Lorenz;

/** Several files, one model. */
class SmoothSeveralTest {
  @TempDir private static Path folder;
  private static String monday;
  private static String tuesday;
  private static Path out;
  private static Ran ran;

  @BeforeAll
  static void smoothOnce() throws IOException {
    monday = write("monday.h5", "monday", 5);
    tuesday = write("tuesday.h5", "tues/day", 6);
    out = folder.resolve("out");
    ran = smooth(out, monday, tuesday, "--useAlignmentMatrix", "true");
  }

  private static String write(String file, String session, int neurons) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Lorenz.trials(
            Lorenz.defaults()
                .withConditions(3)
                .withRepeats(5)
                .withBins(10)
                .withNeurons(neurons)
                .withBinMs(20)
                .withSeed(neurons))
        .withSession(session)
        .save(path);
    return path.toString();
  }

  private static Ran smooth(Path out, String... more) {
    return Ran.with(
        Stream.of(
                List.of("smooth"),
                List.of(more),
                List.of("--out", out.toString(), "--c_co_dim=1"),
                SmallModel.OPTIONS)
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void itSaysWhatEverySessionIsAndHowGoodItsRatesAre() {
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    assertTrue(ran.out().contains("Trials \"monday\": 15 trials x 10 bins x 5 neurons\n"));
    assertTrue(ran.out().contains("Trials \"tues/day\": 15 trials x 10 bins x 6 neurons\n"));
    assertTrue(ran.out().contains("posterior means of 30 trials, 3 samples a trial"), ran.out());
    assertTrue(ran.out().contains("\nmonday: reconstruction of seen spikes"), ran.out());
    assertTrue(ran.out().contains("\ntues/day: reconstruction of seen spikes"), ran.out());
  }

  @Test
  void tablesHoldAllSessions() throws IOException {
    List<String> rates = Files.readAllLines(out.resolve("tables/rates.csv"));
    assertEquals(1 + 2 * 15 * 10, rates.size());
    assertTrue(rates.get(0).startsWith("session,trial,"), rates.get(0));
    assertEquals(150, rates.stream().filter(row -> row.startsWith("monday,")).count());
    assertEquals(
        1 + 5 + 6, Files.readAllLines(out.resolve("tables/alignment_matrices.csv")).size());
  }

  @Test
  void chartsAreOfEachSessionAndOfAll() throws IOException {
    List<String> charts;
    try (Stream<Path> files = Files.walk(out.resolve("charts"))) {
      charts =
          files
              .filter(Files::isRegularFile)
              .map(file -> out.resolve("charts").relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
    }
    assertEquals(
        List.of(
            "0-monday/calibration.png",
            "0-monday/inferred_inputs.png",
            "0-monday/overview.png",
            "0-monday/scores.png",
            "1-tues_day/calibration.png",
            "1-tues_day/inferred_inputs.png",
            "1-tues_day/overview.png",
            "1-tues_day/scores.png",
            "alignment.png",
            "factor_across_sessions.png",
            "learning_curves.png"),
        charts);
    for (String chart : charts) {
      assertNotNull(ImageIO.read(out.resolve("charts").resolve(chart).toFile()), chart);
    }
  }

  @Test
  void thePageNamesAllSessionsAndLinksToWhatIsThere() throws IOException {
    String html = Files.readString(out.resolve("index.html"));
    assertTrue(html.contains("<h1>LFADS of monday, tues/day</h1>"), html);
    assertTrue(html.contains("tues/day: 15 trials (12 to train, 3 to validate)"), html);
    Matcher links = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(html);
    int found = 0;
    while (links.find()) {
      assertTrue(Files.isRegularFile(out.resolve(links.group(1))), links.group(1));
      found++;
    }
    assertEquals(2 * 11 + 9, found);
  }

  @Test
  void theModelIsOneForAllAndIsScoredAgain() throws IOException {
    FittedLfads fit = Lfads.load(out.resolve("model"));
    assertEquals(List.of("monday", "tues/day"), fit.sessions());
    String before = Files.readString(out.resolve("scores.json"));
    assertTrue(before.contains("\"tues/day.reconstruction\""), before);
    Ran scored = Ran.with("score", out.toString());
    assertEquals("", scored.err());
    assertEquals(scoresOf(before), scoresOf(Files.readString(out.resolve("scores.json"))));
  }

  private static String scoresOf(String json) {
    return json.substring(json.indexOf("\"scores\""));
  }

  @Test
  void filesThatNameTheirSessionAlikeAreToldByTheirPaths() throws IOException {
    String first = write("a/data.h5", "data", 5);
    String second = write("b/data.h5", "data", 5);
    Path both = folder.resolve("both");
    Ran alike = smooth(both, first, second);
    assertEquals("", alike.err());
    assertTrue(alike.out().contains("Trials \"" + second + "\": 15 trials"), alike.out());
    assertFalse(Files.exists(both.resolve("tables/alignment_matrices.csv")));
  }

  @Test
  void whatCannotGoTogetherIsRefused() {
    Path none = folder.resolve("none");
    assertEquals(
        "lfads4j: DATA must be files, or lorenz or chaotic alone, whose settings suit no other, got"
            + " "
            + monday
            + " lorenz; lfads4j synth lorenz --out FILE.h5 makes a file (lfads4j smooth --help)\n",
        smooth(none, monday, "lorenz").err());
    assertEquals(
        "lfads4j: --quick must go with one recording, got 2; leave --quick out (lfads4j"
            + " smooth --help)\n",
        smooth(none, monday, tuesday, "--quick").err());
    assertEquals(
        "lfads4j: DATA must name each file once, got " + monday + " twice\n",
        smooth(none, monday, monday).err());
    assertFalse(Files.exists(none));
  }
}
