package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.OtherValues;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.TuningFrequency;
import org.lfads4j.data.Trials;

/**
 * README and the pages of the site: their Java compiles and, where it is quick, runs; their
 * settings are the catalogue's; their links lead somewhere.
 */
class PagesTest {
  private static final Path README = Path.of("README.md");
  private static final Path PAGES = Path.of("src/site/markdown");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** Fields, so that a block may declare a local of the same name. */
  private static final String PROGRAM =
      """
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.List;
      import java.util.Map;
      import org.lfads4j.*;
      import org.lfads4j.config.*;
      import org.lfads4j.data.Trials;
      import org.lfads4j.data.synthetic.*;
      import org.lfads4j.plots.Charts;
      import org.lfads4j.runs.*;
      import org.lfads4j.tables.Csv;

      public class Block%d {
        static Trials trials;
        static Trials newTrials;
        static FittedLfads fit;
        static Path folder;

        public static void run(Trials givenTrials, FittedLfads givenFit, Path givenFolder) {
          trials = givenTrials;
          newTrials = givenTrials;
          fit = givenFit;
          folder = givenFolder;
          block();
        }

        static void block() {
          %s
        }
      }
      """;

  @Test
  void everyJavaBlockCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks = blocks();
    assertFalse(blocks.isEmpty());
    compile(blocks, folder);
  }

  @Test
  void blocksThatNeitherTrainNorLoadRun(@TempDir Path folder) throws Exception {
    List<String> quick =
        blocks().stream()
            .filter(b -> !b.contains(".train()") && !b.contains("Trials.load"))
            .map(b -> b.replace("Path.of(", "folder.resolve("))
            .toList();
    assertEquals(7, quick.size());
    compile(quick, folder);
    Trials trials = tinyTrials();
    FittedLfads fit =
        Lfads.run(trials)
            .withMaxEpochs(1)
            .withCoDim(0)
            .withGenDim(4)
            .withIcEncDim(4)
            .withIcDim(2)
            .withFactorsDim(2)
            .withNumSamplesPosterior(2)
            .train();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (int i = 0; i < quick.size(); i++) {
        classes
            .loadClass("Block" + i)
            .getMethod("run", Trials.class, FittedLfads.class, Path.class)
            .invoke(null, trials, fit, folder);
      }
    }
    assertEquals(
        trials.trials() * trials.bins() + 1,
        Files.readAllLines(folder.resolve("rates.csv")).size());
    assertTrue(Files.size(folder.resolve("factors.pdf")) > 0);
  }

  @Test
  void theJavaOfGeneratedRecordingsCompiles(@TempDir Path folder) throws IOException {
    List<String> made =
        Pattern.compile("(?m)^\\| `[a-z0-9_]+` \\| `([^`]+)` \\|")
            .matcher(Files.readString(PAGES.resolve("synthetic.md")))
            .results()
            .map(row -> "Path file = folder;\n var made = %s;".formatted(row.group(1)))
            .toList();
    assertEquals(11, made.size());
    compile(made, folder);
  }

  @Test
  void whatToTuneFirstIsTheCataloguesCommonRows() throws IOException {
    String table =
        Hyperparameter.all().stream()
            .filter(p -> p.tuningFrequency() == TuningFrequency.COMMON)
            .filter(p -> !OtherValues.haveNoEffectOn(p))
            .map(PagesTest::row)
            .collect(Collectors.joining("", "| name | default | content |\n|---|---|---|\n", ""));
    String page = Files.readString(PAGES.resolve("hyperparameters.md"));
    assertTrue(page.contains("\n\n" + table + "\n"), () -> "the page must hold\n" + table);
  }

  @Test
  void runOptionsAreTheCataloguesRows() throws IOException {
    String table =
        RunOption.all().stream()
            .filter(option -> option != RunOption.DEVICE)
            .map(
                option ->
                    "| `%s` | `%s` | %s |\n"
                        .formatted(option.wither(), option.flag(), option.description()))
            .collect(
                Collectors.joining(
                    "", "| in Java | command line | content |\n|---|---|---|\n", ""));
    String page = Files.readString(PAGES.resolve("hyperparameters.md"));
    assertTrue(page.contains("\n\n" + table + "\n"), () -> "the page must hold\n" + table);
  }

  @Test
  void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (String link : linksOf(page)) {
        if (!link.contains("://") && !leadsSomewhere(page, link)) {
          broken.add(page + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  /** On the site, images lie beside the pages, and the Javadoc is made by the build. */
  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.startsWith("apidocs/")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path folder = page.equals(README) ? Path.of("") : PAGES;
    Path target = parts[0].isEmpty() ? page : folder.resolve(parts[0]);
    if (!page.equals(README) && parts[0].startsWith("images/")) {
      target = Path.of("src/site/resources").resolve(parts[0]);
    }
    return Files.isRegularFile(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void readmeStartPageAndMenuNameEveryPage() throws IOException {
    List<String> names =
        pages().stream()
            .filter(page -> !page.equals(README))
            .map(page -> page.getFileName().toString())
            .sorted()
            .toList();
    String prefix = PAGES.toString().replace('\\', '/') + "/";
    String menu = Files.readString(Path.of("src/site/site.xml"));
    for (String name : names) {
      String html = name.replace(".md", ".html");
      assertTrue(menu.contains("href=\"" + html + "\""), "the menu must name " + html);
      if (!name.equals("index.md")) {
        assertTrue(linksOf(README).contains(prefix + name), "README must name " + name);
        assertTrue(linksOf(PAGES.resolve("index.md")).contains(name), "index must name " + name);
      }
    }
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    int lines = Files.readAllLines(README).size();
    assertTrue(lines <= 180, "README.md must have at most 180 lines, got " + lines);
  }

  private static <T> String row(Hyperparameter<T> p) {
    return "| `%s` | %s | %s |\n".formatted(p.name(), p.text(p.defaultValue()), p.description());
  }

  private static void compile(List<String> blocks, Path folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", "" + folder));
    for (int i = 0; i < blocks.size(); i++) {
      Path file = folder.resolve("Block" + i + ".java");
      Files.writeString(file, PROGRAM.formatted(i, blocks.get(i)));
      arguments.add(file.toString());
    }
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, errors, "the pages' Java must compile; the compiler's messages are above");
  }

  private static Trials tinyTrials() {
    int[][][] counts = new int[6][5][4];
    for (int trial = 0; trial < 6; trial++) {
      for (int bin = 0; bin < 5; bin++) {
        for (int neuron = 0; neuron < 4; neuron++) {
          counts[trial][bin][neuron] = (trial + 2 * bin + 3 * neuron) % 3;
        }
      }
    }
    return Trials.of(counts, 10);
  }

  private static List<String> blocks() throws IOException {
    List<String> blocks = new ArrayList<>();
    for (Path page : pages()) {
      JAVA.matcher(Files.readString(page)).results().forEach(found -> blocks.add(found.group(1)));
    }
    return blocks;
  }

  private static List<String> linksOf(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return Stream.concat(
              Stream.of(README), files.filter(f -> f.toString().endsWith(".md")).sorted())
          .toList();
    }
  }
}
