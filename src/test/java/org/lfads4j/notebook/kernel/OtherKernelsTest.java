package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * lfads4j with the libraries of other kernels before its own on the class path, as a notebook on
 * these kernels has them.
 */
class OtherKernelsTest {
  private static final Path PAGE = Path.of("src/site/markdown/notebooks.md");

  /** Everything that reads or writes a file, or shows something, on a model of a few units. */
  private static final List<String> CELLS =
      List.of(
          """
          var trials = Lorenz.trials(Lorenz.defaults().withConditions(3).withRepeats(4)
              .withBins(12).withBinMs(20).withNeurons(5).withSeed(1));
          LfadsRun settings(Trials data) {
            return Lfads.quick(data).withFactorsDim(3).withGenDim(8).withIcEncDim(4).withIcDim(3)
                .withTrainToTestRatio(3).withBatchSize(9).withNumSamplesPosterior(2).withMaxEpochs(2);
          }
          trials\
          """,
          "var fit = settings(trials).train();\nfit",
          "trials.summary()",
          "fit.rates()",
          "fit.scores()",
          "fit.fitLog()",
          "fit.plotRates(0)",
          "fit.plotFactors(0)",
          "fit.plotScores()",
          "fit.plotLearningCurves()",
          "fit.apply(trials).factors()",
          """
          var folder = Files.createTempDirectory("lfads4j");
          fit.save(folder.resolve("fit"));
          var again = Lfads.load(folder.resolve("fit"));
          if (!again.rates().toString().equals(fit.rates().toString())) {
            throw new IllegalStateException("the loaded fit must have the rates of the saved one");
          }
          again\
          """,
          """
          for (var end : List.of("h5", "npz", "mat")) {
            fit.write(folder.resolve("results." + end));
          }
          Csv.write(fit.rates(), folder.resolve("rates.csv"));
          Charts.save(fit.plotFactors(0), folder.resolve("factors.pdf"));
          fit.report(folder.resolve("page"));\
          """,
          """
          var runs = RunCollection.in(folder.resolve("sweep")).withSession(trials)
              .withParams(settings(trials).params().sweep("c_factors_dim", 2, 3)).withMaxEpochs(2);
          runs.train();
          if (runs.table().rowCount() != 2) {
            throw new IllegalStateException("two runs, got " + runs.table());
          }
          runs\
          """,
          "runs.plotScore(\"c_factors_dim\", \"rates_r2\")",
          "runs.best(\"rates_r2\").fit()",
          """
          var found = Lfads.auto(trials).withCoDim(0).withFactorsDim(3).withGenDim(8)
              .withIcEncDim(4).withIcDim(3).withTrainToTestRatio(3).withBatchSize(9)
              .withNumSamplesPosterior(2).withMembers(3).withGenerationEpochs(1)
              .withMaxGenerations(2).withFolder(folder.resolve("auto")).train();
          found.population()\
          """,
          "found.plotPopulation()");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"ijava, gson-2.8.5.jar", "jjava, gson-2.11.0.jar"})
  void theFirstCellOfThePageAndAllThatUsesFilesWork(String kernel, String gson) throws Exception {
    List<String> cells = new ArrayList<>(List.of(firstCell()));
    cells.addAll(CELLS);
    Path file = folder.resolve("cells.ipynb");
    JsonArray list = new JsonArray();
    for (String cell : cells) {
      JsonObject each = new JsonObject();
      each.addProperty("cell_type", "code");
      each.addProperty("source", cell);
      list.add(each);
    }
    JsonObject notebook = new JsonObject();
    notebook.add("cells", list);
    run(kernel, gson, List.of(Files.writeString(file, notebook.toString())));
  }

  @ParameterizedTest
  @CsvSource({"ijava, gson-2.8.5.jar", "jjava, gson-2.11.0.jar"})
  @Tag("slow")
  void theTutorialsRun(String kernel, String gson) throws Exception {
    run(kernel, gson, TutorialsTest.notebooks());
  }

  /** The block that readers paste. */
  private static String firstCell() throws IOException {
    String page = Files.readString(PAGE);
    int end = page.indexOf("\nNotebook.install();\n```");
    return page.substring(page.lastIndexOf("```\n", end) + 4, page.indexOf("```", end));
  }

  private void run(String kernel, String gson, List<Path> notebooks) throws Exception {
    Path libraries = Path.of("target", "kernels", kernel);
    assumeTrue(
        Files.isDirectory(libraries),
        "the kernel's libraries must be there: mvn -f src/test/kernels/"
            + kernel
            + ".xml dependency:copy-dependencies");
    Path printed = folder.resolve("printed.txt");
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Xmx1g",
                    "-Djava.awt.headless=true",
                    "-cp",
                    classPath(libraries),
                    QuickNotebooks.class.getName()),
                notebooks.stream().map(Path::toString))
            .toList();
    int ended =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start()
            .waitFor();
    String said = Files.readString(printed);
    assertEquals(0, ended, said);
    assertTrue(said.contains(gson), said);
    for (Path notebook : notebooks) {
      assertTrue(said.contains("done: " + notebook), said);
    }
  }

  private static String classPath(Path libraries) throws IOException {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (Stream<Path> jars = Files.list(libraries)) {
      return jars.filter(jar -> jar.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator + own));
    }
  }
}
