package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.backend.BackendProvider;
import org.lfads4j.backend.MadeUpProvider;

/** A backend that is only on the class path is found, named, chosen and trained on. */
class MadeUpBackendTest {
  @Test
  void aBackendOnTheClassPathIsPartOfTheProgram(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.writeString(
        services.resolve(BackendProvider.class.getName()), MadeUpProvider.class.getName() + "\n");
    String path = System.getProperty("surefire.test.class.path");
    String classes = path == null ? System.getProperty("java.class.path") : path;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                folder + File.pathSeparator + classes,
                MadeUpBackendTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(
        List.of(
            "eager (any engine), compiled (MXNet), fused (CPU), madeup (paper)",
            "MXNet or PyTorch or Abacus",
            "--backend must be one of 'eager', 'compiled', 'fused', 'madeup', got \"slow\"",
            "Abacus 1, madeup, gpu:1"),
        said.lines().toList());
  }

  /** Prints what the program says of its backends, and where a model was trained. */
  public static void main(String[] arguments) {
    String help = Ran.with("smooth", "--help").out().replaceAll("\\s+", " ");
    System.out.println(between(help, "--backend=NAME ", "; default"));
    System.out.println(between(help, "--engine=NAME ", ", for"));
    String refusal = Ran.with("smooth", "lorenz", "--out", "x", "--backend", "slow").err();
    System.out.println(between(refusal, "lfads4j: ", " (lfads4j"));
    FittedLfads fit =
        Lfads.run(TinyRuns.trials()).withParams(TinyRuns.params()).withMaxEpochs(1).train();
    System.out.println(fit.placement());
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }
}
