package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.Lfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.training.Outcome;

/** What schedulers, containers and closed terminals send ends the training and not the fit. */
class SmoothSignalTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "HUP"})
  void aSignalEndsTheTrainingAndEverythingIsWritten(String signal) throws Exception {
    assumeFalse(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"),
        "needs signals");
    assumeFalse(signal.equals("HUP") && hangUpIsIgnored(), "started as by nohup");
    Path file = folder.resolve("data.h5");
    TinyRuns.trials().save(file);
    Path out = folder.resolve("out");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "smooth",
                file.toString(),
                "--out",
                out.toString(),
                "--c_co_dim=0"));
    line.addAll(SmallModel.OPTIONS);
    line.set(line.indexOf("--max-epochs") + 1, "100000000");
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    StringBuilder printed = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      String next = lines.readLine();
      while (next != null) {
        printed.append(next).append('\n');
        if (next.startsWith("epoch 1/")) {
          long pid = process.pid();
          int unused =
              new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        }
        next = lines.readLine();
      }
    }
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), printed::toString);
    assertTrue(
        printed.toString().endsWith("look at " + out.resolve("index.html") + "\n"),
        printed::toString);
    assertEquals(Outcome.Reason.INTERRUPTED, Lfads.load(out.resolve("model")).outcome().reason());
    assertTrue(Files.exists(out.resolve("charts/overview.png")));
  }

  /** Whether processes that this one starts ignore SIGHUP, which is number 1. */
  private static boolean hangUpIsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .replace("SigIgn:", "")
            .trim();
    return (Long.parseUnsignedLong(mask, 16) & 1) == 1;
  }
}
