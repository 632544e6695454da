package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.Lfads;
import org.lfads4j.data.io.Hdf5TrialsWriter;
import org.lfads4j.data.synthetic.Lorenz;

/** A run from file to folder, small. */
class SmoothTest {
  private static final int BINS = 10;

  @TempDir private static Path folder;
  private static Path file;
  private static Path out;
  private static Ran ran;

  @BeforeAll
  static void smoothOnce() {
    file = folder.resolve("data.h5");
    out = folder.resolve("made/out");
    Hdf5TrialsWriter.write(
        Lorenz.trials(
                Lorenz.defaults()
                    .withConditions(3)
                    .withRepeats(4)
                    .withBins(BINS)
                    .withNeurons(5)
                    .withBinMs(20)
                    .withSeed(1))
            .withSession("a <b> & c"),
        file);
    ran = Ran.with(command(out));
  }

  private static String[] command(Path out, String... more) {
    return Stream.of(
            List.of("smooth", file.toString(), "--out", out.toString(), "--c_co_dim=2"),
            SmallModel.OPTIONS,
            List.of(more))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  @Test
  void printsDataSettingsOutcomeScoresAndWhereToLook() {
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    for (String line :
        List.of(
            "Trials \"a <b> & c\": 12 trials x 10 bins x 5 neurons",
            "settings that differ from the defaults:",
            "  --c_co_dim 2",
            "  --max-epochs 2",
            "training ended because the epochs asked for were done",
            "look at " + out.resolve("index.html"))) {
      assertTrue(ran.out().lines().anyMatch(line::equals), line + " in\n" + ran.out());
    }
    assertTrue(ran.out().contains("reconstruction of seen spikes (bits/spike)"), ran.out());
    assertTrue(ran.out().lines().allMatch(line -> !line.contains("\r")), ran.out());
  }

  @ParameterizedTest
  @CsvSource({
    "rates.csv,120,11",
    "factors.csv,120,9",
    "inferred_inputs.csv,120,0",
    "initial_conditions.csv,12,0",
    "costs.csv,12,0",
    "fit_log.csv,2,0",
    "scores.csv,8,7"
  })
  void tablesHaveTheirRowsAndColumns(String name, int rows, int columns) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("tables").resolve(name));
    assertEquals(rows + 1, lines.size());
    int width = cells(lines.get(0));
    assertTrue(columns == 0 || columns == width, lines.get(0));
    assertTrue(lines.stream().allMatch(line -> cells(line) == width), name);
  }

  /** Commas between quotes separate nothing. */
  private static int cells(String line) {
    return line.replaceAll("\"[^\"]*\"", "").split(",", -1).length;
  }

  @Test
  void chartsAreReadable() throws IOException {
    List<Path> charts;
    try (Stream<Path> list = Files.list(out.resolve("charts"))) {
      charts = list.toList();
    }
    assertEquals(13, charts.size(), charts.toString());
    for (Path chart : charts) {
      assertNotNull(ImageIO.read(chart.toFile()), chart.toString());
    }
  }

  @Test
  void pageLinksOnlyToWhatIsThereAndRunsNothing() throws IOException {
    String html = Files.readString(out.resolve("index.html"), StandardCharsets.UTF_8);
    Matcher links = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(html);
    List<String> found = new ArrayList<>();
    while (links.find()) {
      found.add(links.group(1));
      assertTrue(Files.isRegularFile(out.resolve(links.group(1))), links.group(1));
    }
    assertEquals(8 + 2 * 13, found.size(), found.toString());
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("://"), html);
    assertTrue(html.contains("<h1>LFADS of a &lt;b&gt; &amp; c</h1>"), html);
  }

  @Test
  void scoreGivesTheSameScoresAgain() throws IOException {
    String before = Files.readString(out.resolve("scores.json"));
    assertTrue(before.contains("\"name\": \"rates_r2_pooled\""), before);
    assertTrue(before.contains("\"training\": "), before);
    Ran scored = Ran.with("score", out.toString());
    assertEquals("", scored.err());
    assertEquals(0, scored.exitCode());
    assertTrue(scored.out().contains("rates against true rates (R2, mean over"), scored.out());
    String after = Files.readString(out.resolve("scores.json"));
    assertEquals(withoutSeconds(before), withoutSeconds(after));
    assertTrue(after.contains("\"training\": "), after);
  }

  private static String withoutSeconds(String json) {
    return json.replaceAll("\"(posterior|training)\": [^\n]*", "");
  }

  @Test
  void scoreRefusesAFolderThatIsNoResult() {
    Ran scored = Ran.with("score", folder.toString());
    assertEquals(1, scored.exitCode());
    assertEquals(
        "lfads4j: FIT_DIR must be a folder that smooth or a run wrote, got "
            + folder
            + "; lfads4j smooth DATA --out "
            + folder
            + " makes one\n",
        scored.err());
  }

  @Test
  void theModelIsSaved() {
    assertEquals(3, Lfads.load(out.resolve("model")).params().factorsDim());
  }

  @Test
  void nothingElseIsLeft() throws IOException {
    try (Stream<Path> list = Files.list(out.getParent())) {
      assertEquals(List.of(out), list.toList());
    }
  }

  @Test
  void anEarlierResultIsReplacedAsAWholeWhenAsked() throws IOException {
    Path again = folder.resolve("again");
    assertEquals(
        0, Ran.with(command(again, "--posterior_mean_kind", "posterior_push_mean")).exitCode());
    Path stale = Files.writeString(again.resolve("charts/stale.png"), "");
    Ran second = Ran.with(command(again, "--overwrite", "--c_co_dim", "0"));
    assertEquals(
        "lfads4j: --c_co_dim must be given once, got it 2 times (lfads4j smooth --help)\n",
        second.err());
    assertEquals(2, second.exitCode());
    assertTrue(Files.exists(stale));
    Ran third = Ran.with(command(again, "--overwrite"));
    assertEquals(0, third.exitCode(), third.err());
    assertFalse(Files.exists(stale));
  }

  @ParameterizedTest
  @CsvSource({"MXNet,compiled", "MXNet,eager", "PyTorch,eager"})
  void aProcessPrintsNothingThatIsNotOurs(String engine, String backend) throws Exception {
    Path place = folder.resolve(engine + backend);
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(List.of(command(place, "--engine", engine, "--backend", backend)));
    Path errors = folder.resolve(engine + backend + ".err");
    Path printed = folder.resolve(engine + backend + ".out");
    Process process =
        new ProcessBuilder(line)
            .redirectError(errors.toFile())
            .redirectOutput(printed.toFile())
            .start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES));
    assertEquals("", Files.readString(errors));
    assertEquals(0, process.exitValue());
    assertEquals(shape(ran.out()), shape(Files.readString(printed)));
  }

  /** The first words of every line, without what depends on engine, folder and time. */
  private static List<String> shape(String printed) {
    return printed
        .lines()
        .filter(line -> !line.contains("--engine") && !line.contains("--backend"))
        .filter(line -> !line.startsWith("epoch") && !line.startsWith("posterior means:"))
        .map(line -> line.replaceAll("[0-9].*", ""))
        .map(line -> line.replaceAll("look at .*", "look at"))
        .map(line -> line.replaceAll(" +-?$", ""))
        .toList();
  }
}
