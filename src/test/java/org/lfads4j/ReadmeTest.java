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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.TuningFrequency;
import org.lfads4j.data.Trials;

/** The README's Java compiles, runs where that is quick, and its settings are the catalogue's. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Fields, so that a block may declare a local of the same name. */
  private static final String PROGRAM =
      """
      import java.nio.file.Path;
      import java.util.List;
      import java.util.Map;
      import org.lfads4j.*;
      import org.lfads4j.config.RunParams;
      import org.lfads4j.data.Trials;
      import org.lfads4j.plots.Charts;
      import org.lfads4j.runs.RunCollection;
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
    assertEquals(3, quick.size());
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
  void whatToTuneFirstIsTheCataloguesCommonRows() throws IOException {
    String table =
        Hyperparameter.all().stream()
            .filter(p -> p.tuningFrequency() == TuningFrequency.COMMON)
            .filter(p -> !p.isInert())
            .map(ReadmeTest::row)
            .collect(Collectors.joining("", "| name | default | what |\n|---|---|---|\n", ""));
    assertTrue(readme().contains("\n\n" + table + "\n"), () -> "README must hold\n" + table);
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
    assertEquals(0, errors, "README's Java must compile; the compiler's words are above");
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
    Matcher matcher = JAVA.matcher(readme());
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
