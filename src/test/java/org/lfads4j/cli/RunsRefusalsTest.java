package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused is refused with one clear message, and leaves nothing. */
class RunsRefusalsTest {
  @TempDir private Path temp;

  private Path folder() {
    return temp.resolve("sweep");
  }

  private void assertRefused(int exitCode, String message, String... arguments) {
    Ran ran = Ran.with(arguments);
    assertEquals("lfads4j: " + message + "\n", ran.err());
    assertEquals("", ran.out());
    assertEquals(exitCode, ran.exitCode());
    assertFalse(Files.exists(folder()));
  }

  private void assertTrainRefused(int exitCode, String message, String... more) {
    assertRefused(
        exitCode,
        exitCode == 2 ? message + " (lfads4j runs train --help)" : message,
        Stream.concat(Stream.of("runs", "train", folder().toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void noCommandAndAnUnknownOne() {
    assertRefused(
        2,
        "runs must be followed by train, list, status, best, clean or carry-out (lfads4j runs"
            + " --help)",
        "runs");
    assertRefused(
        2,
        "command must be one of train, list, status, best, clean, carry-out, got \"trian\"; did you"
            + " mean train? (lfads4j runs --help)",
        "runs",
        "trian");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "list", "status", "best", "clean"})
  void everyCommandNeedsAFolderAndHasHelp(String command) {
    assertRefused(2, "DIR must be given (lfads4j runs " + command + " --help)", "runs", command);
    Ran ran = Ran.with("runs", command, "--help");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("Usage: lfads4j runs " + command), ran.out());
    assertTrue(ran.out().lines().allMatch(line -> line.length() <= 80), ran.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "list", "status", "best"})
  void aFolderThatIsNotThereOrHoldsNoRuns(String command) throws IOException {
    assertRefused(
        1,
        "DIR must be a folder with runs, got "
            + folder()
            + ", which does not exist; lfads4j runs train "
            + folder()
            + " --data FILE makes one",
        "runs",
        command,
        folder().toString());
    Path empty = Files.createDirectory(temp.resolve("empty"));
    assertRefused(
        1,
        "DIR must be a folder with runs, got "
            + empty
            + ", which has none; lfads4j runs train "
            + empty
            + " --data FILE makes one",
        "runs",
        command,
        empty.toString());
  }

  @Test
  void settingsNeedData() {
    for (List<String> each :
        List.of(
            List.of("--max-epochs", "5"), List.of("--seeds", "1"), List.of("--c_co_dim", "0"))) {
      assertTrainRefused(
          2,
          each.get(0)
              + " must be used with --data; without --data the runs in DIR continue with the"
              + " settings that they have",
          each.toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sweep|c_co_dim|--sweep must be NAME=V1,V2, got \"c_co_dim\"",
        "--sweep|c_codim=1|hyperparameter must be one of the 61 known names, got \"c_codim\"; did"
            + " you mean c_co_dim?",
        "--sweep|c_co_dim=1,x|c_co_dim must be a whole number up to 2147483647, got \"x\"",
        "--sweep|c_co_dim=1,-2|c_co_dim must be >= 0, got -2",
        "--seeds|1,b|--seeds must be whole numbers such as 0,1,2, got \"1,b\"",
        "--at-once|0|--at-once must be >= 1, got 0",
        "--at-once|many|--at-once must be a whole number, got \"many\"",
        "--checkpoint-every|soon|--checkpoint-every must be a time such as 90s, 10m or 1h30m, got"
            + " \"soon\"",
        "--max-epochs|0|--max-epochs must be >= 1, got 0",
        "--sweeps|c_co_dim=1|option must be one of the known ones, got --sweeps; did you mean"
            + " --sweep?",
        "--sample|3|--sample must go with --draw NAME=LOW..HIGH",
        "--draw|c_keep_prob=0.1..0.9|--draw must go with --sample N",
      })
  void valuesThatAreNone(String option, String value, String message) {
    assertTrainRefused(2, message, "--data", "lorenz", option, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c_keep_prob=0.9|--draw must be NAME=LOW..HIGH, NAME=LOW..HIGH:log or NAME=A,B,C, got"
            + " \"c_keep_prob=0.9\"",
        "c_keep_prob=a..b|--draw must be NAME=LOW..HIGH, NAME=LOW..HIGH:log or NAME=A,B,C, got"
            + " \"c_keep_prob=a..b\"",
        "c_keep_prob=0.5..1.5|c_keep_prob must be > 0 and <= 1, got 1.5",
        "c_l2_gen_scale=0..9:log|draw of c_l2_gen_scale must have low > 0, got 0.0; use"
            + " Draw.uniform, or a small low",
      })
  void drawsThatAreNone(String draw, String message) {
    assertTrainRefused(2, message, "--data", "lorenz", "--sample", "3", "--draw", draw);
  }

  @Test
  void onceOrSwept() {
    assertTrainRefused(
        2,
        "--c_co_dim must be given as one value or in --sweep, got both",
        "--data",
        "lorenz",
        "--sweep",
        "c_co_dim=1,2",
        "--c_co_dim",
        "3");
  }

  @Test
  void dataThatAreNotThereOrDoNotGoTogether() {
    assertTrainRefused(
        1, "--data must be a file, lorenz or chaotic, got no.h5; no such file", "--data", "no.h5");
    assertTrainRefused(
        2,
        "--data must be files, or lorenz or chaotic alone, whose settings suit no other, got lorenz"
            + " a.h5; lfads4j synth lorenz --out FILE.h5 makes a file",
        "--data",
        "lorenz",
        "a.h5");
  }

  @Test
  void rerunIsNotPosteriorOnly() {
    assertTrainRefused(
        2,
        "--rerun must not be used together with --posterior-only",
        "--rerun",
        "--posterior-only");
  }

  @Test
  void cleanMustBeToldWhat() {
    assertRefused(
        2,
        "clean must be given either --run FOLDER or --all, got neither (lfads4j runs clean --help)",
        "runs",
        "clean",
        folder().toString());
    assertRefused(
        2,
        "clean must be given either --run FOLDER or --all, got both (lfads4j runs clean --help)",
        "runs",
        "clean",
        folder().toString(),
        "--all",
        "--run",
        "x");
  }
}
