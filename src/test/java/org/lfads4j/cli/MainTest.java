package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.TuningFrequency;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.Lorenz;

class MainTest {
  @TempDir private Path folder;

  private static void assertUsage(String message, String... arguments) {
    Ran ran = Ran.with(arguments);
    assertEquals("lfads4j: " + message + "\n", ran.err());
    assertEquals("", ran.out());
    assertEquals(2, ran.exitCode());
  }

  @Test
  void helpNamesTheCommandsAndExitCodes() {
    Ran ran = Ran.with("--help");
    assertEquals(0, ran.exitCode());
    assertEquals("", ran.err());
    for (String word :
        List.of("smooth", "runs", "hyperparameters", "synth", "Exit codes: 0 done;")) {
      assertTrue(ran.out().contains(word), ran.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"smooth", "runs", "hyperparameters", "synth"})
  void everyCommandHasHelp(String command) {
    Ran ran = Ran.with(command, "--help");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("Usage: lfads4j " + command), ran.out());
  }

  @Test
  void helpOfSmoothShowsCommonHyperparametersAndTellsOfCtrlC() {
    String help = Ran.with("smooth", "--help").out();
    assertTrue(help.contains("A second one ends\nthe program at once."), help);
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertEquals(
          each.tuningFrequency() == TuningFrequency.COMMON,
          help.contains("--" + each.name() + "="),
          each.name());
    }
  }

  @Test
  void versionNamesProgramAndJava() {
    Ran ran = Ran.with("--version");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("lfads4j "), ran.out());
    assertTrue(ran.out().contains("Java " + Runtime.version()), ran.out());
  }

  @Test
  void noCommand() {
    assertUsage(
        "command must be smooth, auto, score, dynamics, online, runs, hyperparameters, synth,"
            + " kernel or bench (lfads4j --help)");
  }

  @Test
  void benchIsAskedForInOneOfItsWays() {
    assertUsage(
        "bench must be step, posterior, online, draws, growth, start or quality, got \"steps\""
            + " (lfads4j bench --help)",
        "bench",
        "steps");
    assertUsage(
        "--chart must go with bench growth, got bench step (lfads4j bench --help)",
        "bench",
        "step",
        "--chart",
        "x.png");
    assertUsage(
        "--backend must go with bench start or quality, got bench step (lfads4j bench --help)",
        "bench",
        "step",
        "--backend",
        "eager");
    assertUsage(
        "--rounds must be >= 1, got 0 (lfads4j bench --help)", "bench", "step", "--rounds", "0");
  }

  @Test
  void unknownCommand() {
    assertUsage(
        "command must be one of smooth, auto, score, dynamics, online, runs, hyperparameters,"
            + " synth, kernel, bench, got \"smoth\"; did you mean smooth? (lfads4j --help)",
        "smoth");
  }

  @ParameterizedTest
  @CsvSource({
    "--c_codim,--c_co_dim",
    "--c_factor_dim,--c_factors_dim",
    "--maxepochs,--max-epochs",
    "--spikeBin,--spikeBinMs"
  })
  void unknownOptionsSuggestTheNearest(String typed, String meant) {
    assertUsage(
        "option must be one of the known ones, got "
            + typed
            + "; did you mean "
            + meant
            + "? (lfads4j smooth --help)",
        "smooth",
        "lorenz",
        "--out",
        folder.resolve("out").toString(),
        typed,
        "4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--c_co_dim|-3|c_co_dim must be >= 0, got -3",
        "--c_keep_prob|1.5|c_keep_prob must be > 0 and <= 1, got 1.5",
        "--c_co_dim|many|c_co_dim must be a whole number up to 2147483647, got \"many\"",
        "--max-epochs|0|--max-epochs must be >= 1, got 0",
        "--time-limit|soon|--time-limit must be a time such as 90s, 10m or 1h30m, got \"soon\"",
        "--time-limit|0s|--time-limit must be > 0, got 0s",
        "--max-epochs|many|--max-epochs must be a whole number up to 2147483647, got \"many\"",
        "--bin-ms|wide|--bin-ms must be a number, got \"wide\"",
        "--engine|Torch|--engine must be one of 'MXNet', 'PyTorch', got \"Torch\"",
        "--backend|slow|--backend must be one of 'eager', 'compiled', 'fused', got \"slow\"",
        "--threads|0|--threads must be >= 1, got 0",
        "--threads|all|--threads must be a whole number up to 2147483647, got \"all\"",
      })
  void valuesOutOfRange(String option, String value, String message) {
    Path out = folder.resolve("out");
    assertUsage(
        message + " (lfads4j smooth --help)",
        "smooth",
        "lorenz",
        "--out",
        out.toString(),
        option,
        value);
    assertFalse(Files.exists(out));
  }

  @Test
  void dataAndFolderMustBeGiven() {
    assertUsage("--out DIR must be given (lfads4j smooth --help)", "smooth", "lorenz");
    assertUsage("DATA must be given (lfads4j smooth --help)", "smooth", "--out", "x");
  }

  @Test
  void hyperparametersArePrintedAsATable() {
    Ran ran = Ran.with("hyperparameters");
    assertEquals(0, ran.exitCode());
    List<String> lines = ran.out().lines().skip(1).toList();
    assertTrue(lines.stream().allMatch(line -> line.length() <= 120));
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      long rows =
          lines.stream()
              .filter(line -> line.startsWith(each.name() + " ") || line.equals(each.name()))
              .count();
      // The name of scaleIncreaseStepsWithDatasets fills its column.
      assertEquals(1, rows, each.name());
    }
  }

  @Test
  void commonHyperparametersAlone() {
    String out = Ran.with("hyperparameters", "--tuning", "common").out();
    assertTrue(out.contains("c_co_dim"), out);
    assertFalse(out.contains("c_max_grad_norm"), out);
    assertUsage(
        "--tuning must be common, occasional or rare, got \"often\" (lfads4j hyperparameters"
            + " --help)",
        "hyperparameters",
        "--tuning",
        "often");
  }

  @Test
  void oneHyperparameterInFull() {
    String out = Ran.with("hyperparameters", "--name", "c_co_dim").out();
    assertTrue(out.contains("in code       coDim\n"), out);
    assertTrue(out.contains("changes       the number of inferred inputs\n"), out);
    assertUsage(
        "hyperparameter must be one of the 61 known names, got \"c_codim\"; did you mean c_co_dim?"
            + " (lfads4j hyperparameters --help)",
        "hyperparameters",
        "--name",
        "c_codim");
  }

  @Test
  void synthWritesTheRecordingThatTheLibraryMakes() {
    Path file = folder.resolve("l.h5");
    Ran ran = Ran.with("synth", "lorenz", "--out", file.toString(), "--seed", "3");
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().endsWith("written to " + file + "\n"), ran.out());
    Lorenz.Options options = Lorenz.defaults().withRepeats(20).withVariation(0.15).withSeed(3);
    assertEquals(Lorenz.trials(options).counts(), Trials.load(file).counts());
  }

  @Test
  void synthOfSomethingElse() {
    assertUsage(
        "synth must be one of lorenz, chaotic, lorenz_run_manager, lorenz_run_manager_corrected,"
            + " chaotic_rnn_no_inputs, gaussian_chaotic_rnn_no_inputs, chaotic_rnn_inputs_g1p5,"
            + " chaotic_rnn_inputs_g2p5, chaotic_rnn_multisession, chaotic_rnns_labeled, itb_rnn,"
            + " got \"lorentz\"; did you mean lorenz? (lfads4j synth --help)",
        "synth",
        "lorentz",
        "--out",
        folder.resolve("x.h5").toString());
  }
}
