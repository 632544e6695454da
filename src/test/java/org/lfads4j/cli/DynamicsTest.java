package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicsTest {
  private static final List<String> TABLES =
      List.of(
          "eigenvalues.csv",
          "factors.csv",
          "fixed_points.csv",
          "inputs_on_modes.csv",
          "modes.csv",
          "modes_on_neurons.csv",
          "rates.csv");

  @TempDir Path folder;

  private String fit() {
    Path out = folder.resolve("fit");
    List<String> smooth = new ArrayList<>(SmallModel.OPTIONS);
    smooth.addAll(
        0,
        List.of(
            "smooth",
            SmallModel.session(folder, "s.h5"),
            "--out",
            out.toString(),
            "--c_co_dim",
            "1"));
    assertEquals(0, Ran.with(smooth.toArray(String[]::new)).exitCode());
    return out.toString();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itWritesTablesAndCharts() throws IOException {
    String fit = fit();
    Path out = folder.resolve("dynamics");
    Ran ran = Ran.with("dynamics", fit, "--out", out.toString(), "--starts", "50");
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().contains(" fixed points ("), ran.out());
    assertTrue(ran.out().contains("50 searches, inputs held at [0.0]"), ran.out());
    assertTrue(ran.out().contains("\n  0: fixed, stable, "), ran.out());
    assertEquals(TABLES, files(out.resolve("tables")));
    assertEquals(
        List.of("eigenvalues.png", "fixed_points.png", "flow.png"), files(out.resolve("charts")));

    Path sweep = folder.resolve("sweep");
    Ran swept =
        Ran.with(
            "dynamics",
            fit,
            "--out",
            sweep.toString(),
            "--starts",
            "10",
            "--sweep",
            "0",
            "--mean-inputs");
    assertEquals("", swept.err());
    assertEquals(
        List.of("eigenvalues.png", "fixed_points.png", "sweep.png"),
        files(sweep.resolve("charts")));
    long inputs =
        Files.readAllLines(sweep.resolve("tables/fixed_points.csv")).stream()
            .skip(1)
            .map(line -> line.substring(line.lastIndexOf(',')))
            .distinct()
            .count();
    assertEquals(9, inputs);
  }

  @Test
  void refusals() {
    assertRan(
        2,
        "--starts must be >= 1, got 0 (lfads4j dynamics --help)",
        "dynamics",
        "none",
        "--out",
        "o",
        "--starts",
        "0");
    assertRan(
        2,
        "--condition must go without --mean-inputs, got both; leave one out (lfads4j dynamics"
            + " --help)",
        "dynamics",
        "none",
        "--out",
        "o",
        "--condition",
        "a",
        "--mean-inputs");
    String none = folder.resolve("none").toString();
    assertRan(
        1,
        "FIT_DIR must be a folder that smooth or a run wrote, got "
            + none
            + "; lfads4j smooth DATA --out "
            + none
            + " makes one",
        "dynamics",
        none,
        "--out",
        "o");
  }

  private static void assertRan(int code, String message, String... arguments) {
    Ran ran = Ran.with(arguments);
    assertEquals("lfads4j: " + message + "\n", ran.err());
    assertEquals(code, ran.exitCode());
  }
}
