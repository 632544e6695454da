package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.File;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JupyterLab in a browser: what cells show is seen, and its stop button ends a training. */
class LabTest {
  private static final String OUTPUT = "document.querySelector('.jp-Notebook').innerHTML";

  private static final String TEXT = "document.querySelector('.jp-Notebook').innerText";

  /** How many cells there are, and what the notebook and its kernel do. */
  private static final String SEEN =
      """
      (() => {
        const notebook = window.jupyterapp?.shell.currentWidget;
        const kernel = notebook?.sessionContext?.session?.kernel;
        const ready = notebook?.sessionContext?.isReady && notebook.context.isReady;
        return document.querySelectorAll('.jp-CodeCell').length + ' ' + ready + ' '
            + kernel?.connectionStatus + ' ' + kernel?.status;
      })()
      """;

  private static final List<String> CELLS =
      List.of(
          """
          var trials = Lorenz.trials(Lorenz.defaults().withConditions(3).withRepeats(4)
              .withBins(12).withBinMs(20).withNeurons(5).withSeed(1));
          var endless = Lfads.quick(trials).withFactorsDim(3).withGenDim(8).withPatience(1_000_000)
              .withLearningRateDecayFactor(1);
          Table.create("numbers", IntColumn.create("n", 1, 2, 3))\
          """,
          """
          XYChart chart = new XYChart(400, 300);
          chart.addSeries("line", new double[] {1, 2});
          chart\
          """,
          "var fit = endless.train();");

  private static Optional<Path> onPath(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void install(Path data) throws Exception {
    Path kernel = Files.createDirectories(data.resolve("kernels").resolve("lfads4j"));
    Map<String, Object> spec =
        Map.of(
            "argv", KernelProcess.command("{connection_file}"),
            "display_name", "lfads4j",
            "language", "java",
            "interrupt_mode", "message");
    Files.writeString(kernel.resolve("kernel.json"), new Gson().toJson(spec));
  }

  private static void write(Path notebook) throws Exception {
    List<Map<String, Object>> cells =
        CELLS.stream()
            .<Map<String, Object>>map(
                code ->
                    Map.of(
                        "cell_type",
                        "code",
                        "id",
                        "c" + CELLS.indexOf(code),
                        "metadata",
                        Map.of(),
                        "outputs",
                        List.of(),
                        "source",
                        code))
            .toList();
    Map<String, Object> spec = Map.of("name", "lfads4j", "display_name", "lfads4j");
    Files.writeString(
        notebook,
        new Gson()
            .toJson(
                Map.of(
                    "cells",
                    cells,
                    "metadata",
                    Map.of("kernelspec", spec),
                    "nbformat",
                    4,
                    "nbformat_minor",
                    5)));
  }

  private static Process server(Path lab, Path folder, int port) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                lab.toString(),
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                "--port=" + port,
                "--IdentityProvider.token=",
                "--ServerApp.password=",
                "--LabApp.expose_app_in_browser=True",
                "--ServerApp.root_dir=" + folder)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("lab.txt").toFile());
    for (String name : List.of("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")) {
      builder.environment().put(name, folder.resolve(name).toString());
    }
    Process process = builder.start();
    try {
      awaitServer(process, folder, port);
      return process;
    } catch (Exception e) {
      Browser.end(process);
      throw e;
    }
  }

  private static void awaitServer(Process process, Path folder, int port) throws Exception {
    HttpRequest status =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/status"))
            .timeout(Duration.ofSeconds(30))
            .build();
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      try {
        if (http.send(status, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (ConnectException e) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IllegalStateException(
        "JupyterLab must start in 60 s, got " + Files.readString(folder.resolve("lab.txt")));
  }

  @Test
  void tablesAndChartsAreSeenAndTheStopButtonLeavesAFit(@TempDir Path folder) throws Exception {
    Optional<Path> lab = onPath("jupyter-lab");
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    assumeTrue(
        lab.isPresent() && chromium.isPresent(),
        "a look at JupyterLab needs jupyter-lab and chromium on the PATH");
    install(folder.resolve("JUPYTER_DATA_DIR"));
    write(folder.resolve("seen.ipynb"));
    int port = KernelProcess.freePorts(1).get(0);
    Process server = server(lab.get(), folder, port);
    String url = "http://127.0.0.1:" + port + "/lab/tree/seen.ipynb?reset";
    try (Browser browser = new Browser(chromium.get(), folder, url)) {
      browser.await(
          "an idle notebook",
          SEEN + " == '" + CELLS.size() + " true connected idle' || " + SEEN,
          90);
      String unused = browser.value("window.jupyterapp.commands.execute('notebook:run-all-cells')");
      double unusedSeconds =
          browser.await("a table", OUTPUT + ".includes('<table') || " + TEXT, 60)
              + browser.await(
                  "a chart",
                  "[...document.querySelectorAll('.jp-OutputArea-output img')]"
                      + ".some(i => i.naturalWidth > 100)",
                  60)
              + browser.await("a bar", OUTPUT + ".includes('<progress')", 60);
      unused = browser.value("window.jupyterapp.commands.execute('notebook:interrupt-kernel')");
      double seconds =
          browser.await(
              "the end",
              "document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status == 'idle'"
                  + " && "
                  + OUTPUT
                  + ".includes('Stopped. The fit is usable')",
              30);
      assertTrue(seconds < 10, "a stop must be over in 10 s, got " + seconds);
    } finally {
      Browser.end(server);
    }
  }
}
