package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.config.Hash;
import org.lfads4j.config.RunOptions;

class RunDescriptionTest {
  @TempDir private Path folder;

  private static RunDescription description() {
    return RunDescription.of(
        "run_1",
        List.of(
            new RunDescription.Session("a", "/data/\"a\" é.h5", new Hash("0a".repeat(32))),
            new RunDescription.Session("b", "in memory", new Hash("1b".repeat(32)))),
        SmallRuns.params().withKeepProb(0.1 + 0.2).withDevice("cpu"),
        RunOptions.defaults()
            .withSeed(Long.MIN_VALUE)
            .withHeldOutNeurons("n1", "n 2")
            .withMaxEpochs(7)
            .withTimeLimit(Duration.ofMillis(1234567))
            .withCoordinatedDropout(0.3)
            .withEngine("MXNet")
            .withThreads(2));
  }

  @Test
  void comesBackAsItWas() {
    Path file = folder.resolve("run.json");
    description().write(file);
    assertEquals(description(), RunDescription.read(file));
  }

  @Test
  void itsFoldersAreCalledByItsHashes() {
    RunDescription run = description();
    assertEquals(
        Path.of("c", "param_" + run.paramHash(), "run_1.data_" + run.dataHash()),
        run.folder(Path.of("c")));
    assertEquals(Path.of("c", "data_" + run.dataHash()), run.dataFolder(Path.of("c")));
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsNamed() throws Exception {
    Path file = folder.resolve("run.json");
    for (String[] each :
        new String[][] {
          {"\"run\": ", "\"ran\": ", file + " must say its run"},
          {"\"run\": \"run_1\"", "\"run\": []", file + ": run must be one value, got []"},
          {
            "\"sessions\": [",
            "\"sessions\": 3, \"were\": [",
            file + " must have the members that it was written with, got others"
          },
          {
            "0a0a0a",
            "0a0a0g",
            file
                + ": hash must be 64 lower-case hexadecimal digits, got \"0a0a0g"
                + "0a".repeat(29)
                + '"'
          },
          {
            "\"format\": \"lfads4j run\"",
            "\"format\": \"lfads4j ran\"",
            file + " must have the format \"lfads4j run\", got \"lfads4j ran\""
          },
          {
            "\"format_version\": 1",
            "\"format_version\": 1.5",
            file + " must have a whole format_version from 1, got 1.5"
          },
          {
            "\"format_version\": 1",
            "\"format_version\": 12",
            file
                + " must have a format_version up to 1, got 12; it was written by a newer version"
                + " of the program, use that"
          },
          {"{", "[", file + " must hold a JSON object, got another text"},
        }) {
      description().write(file);
      Damage.unseal(file);
      String text = Files.readString(file);
      int at = text.indexOf(each[0]);
      Files.writeString(
          file, text.substring(0, at) + each[1] + text.substring(at + each[0].length()));
      assertEquals(
          each[2],
          assertThrows(IllegalArgumentException.class, () -> RunDescription.read(file))
              .getMessage());
    }
  }
}
