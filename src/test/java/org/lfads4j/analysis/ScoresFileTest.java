package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.config.Message;

class ScoresFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("scores.json");
  }

  private static ScoresFile scores() {
    return new ScoresFile(
        List.of(
            new Score(
                ScoreKind.of("co_smoothing", "bits/spike"),
                Map.of(Method.PSTH, 0.1, Method.LFADS, 0.25),
                12),
            new Score(ScoreKind.of("rates_r2", "rates' R2"), Map.of(Method.LFADS, Double.NaN), 1)),
        7,
        OptionalDouble.of(12.5),
        0.75);
  }

  @Test
  void theFileIsTheSameAsEver() throws IOException {
    scores().write(file());
    assertEquals(
        """
        {
          "seed": 7,
          "seconds": {
            "training": 12.5,
            "posterior": 0.75
          },
          "scores": [
            {
              "name": "co_smoothing",
              "label": "bits/spike",
              "unit": "bits/spike",
              "better": "higher",
              "trials": 12,
              "lfads": 0.25,
              "psth": 0.1
            },
            {
              "name": "rates_r2",
              "label": "rates\\u0027 R2",
              "unit": "R2",
              "better": "higher",
              "trials": 1,
              "lfads": NaN
            }
          ]
        }
        """,
        Files.readString(file()));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void everyScoreComesBackToTheBit() {
    double[] numbers = {
      0,
      -0.0,
      1 / 3.0,
      -1e-300,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      1e17,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    List<Score> scores =
        Arrays.stream(numbers)
            .mapToObj(
                number ->
                    new Score(
                        new ScoreKind(
                            "decoding_\"x\"", "<µ> & \u2028", "\"", ScoreKind.Better.LOWER),
                        Stream.of(Method.values())
                            .collect(Collectors.toMap(Function.identity(), m -> number)),
                        Integer.MAX_VALUE))
            .toList();
    for (ScoresFile each :
        List.of(
            scores(),
            new ScoresFile(scores, Long.MIN_VALUE, OptionalDouble.of(1 / 3.0), 1e-9),
            new ScoresFile(scores, Long.MAX_VALUE, OptionalDouble.empty(), 0),
            new ScoresFile(List.of(), 0, OptionalDouble.empty(), 1),
            new ScoresFile(
                List.of(new Score(ScoreKind.of("none", ""), Map.of(), 0)),
                0,
                OptionalDouble.empty(),
                1))) {
      each.write(file());
      assertEquals(each, ScoresFile.read(file()));
    }
  }

  @Test
  void theDiagnosisComesBackToTheBit() throws IOException {
    Finding neurons =
        new Finding(
            Finding.Kind.UNEXPLAINED_NEURONS,
            Optional.of("tues\"day"),
            List.of("n1", "\u00b5"),
            Map.of("bits_per_spike", 1 / 3.0));
    Finding copies =
        Finding.of(Finding.Kind.COPIES_SPIKES)
            .with("shown_bits_per_spike", Double.POSITIVE_INFINITY)
            .with("hidden_bits_per_spike", Double.NaN);
    for (Diagnosis diagnosis :
        List.of(
            new Diagnosis(List.of(), List.of(Message.of("Nothing is wrong."))),
            new Diagnosis(
                List.of(copies, neurons),
                List.of(
                    new Message("withCoDim(2) <&>", "--c_co_dim 2"), Message.of("Leave them"))))) {
      ScoresFile file =
          new ScoresFile(List.of(), 7, OptionalDouble.empty(), 0.75, Optional.of(diagnosis));
      file.write(file());
      assertEquals(file, ScoresFile.read(file()));
    }
    String text = Files.readString(file());
    for (String[] damage :
        new String[][] {
          {"\"kind\": \"copies_spikes\"", "\"kind\": \"copy\""},
          {"\"sentences\"", "\"sentence\""},
          {"\"numbers\": {", "\"numbers\": 3, \"x\": {"},
          {"Infinity", "\"much\""},
        }) {
      assertTrue(text.contains(damage[0]), text);
      Files.writeString(file(), text.replace(damage[0], damage[1]));
      String message =
          assertThrows(IllegalArgumentException.class, () -> ScoresFile.read(file())).getMessage();
      assertTrue(message.contains("must be"), message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reconstruction_nll           | words | nats/trial | LOWER
          co_smoothing                 | words | bits/spike | HIGHER
          psth_r2                      | words | R2         | HIGHER
          decoding_hand_nll            | words | R2         | HIGHER
          factors_hand                 | words | R2         | HIGHER
          a.b.reconstruction_nll       | words | nats/trial | LOWER
          a.b.decoding_hand            | words | R2         | HIGHER
          gpfa_nll                     | words (unit unknown, higher taken as better) | unknown | HIGHER
          """)
  void aFileOfEarlierVersionsGetsUnitAndDirectionFromTheDeclarations(
      String name, String label, String unit, ScoreKind.Better better) throws IOException {
    Files.writeString(
        file(),
        """
        {
          "seed": 7,
          "seconds": {"posterior": 0.75},
          "scores": [{"name": "%s", "label": "words", "trials": 12, "lfads": 0.25}]
        }
        """
            .formatted(name));
    assertEquals(
        List.of(
            new Score(new ScoreKind(name, label, unit, better), Map.of(Method.LFADS, 0.25), 12)),
        ScoresFile.read(file()).scores());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          seed": 7         | seed": 7.5       | seed must be a whole number, got 7.5
          "seed": 7,       |                  | seed must be a whole number, got none
          seconds          | minutes          | seconds must be an object, got none
          12.5             | "soon"           | seconds training must be a number, got "soon"
          "posterior"      | "prior"          | seconds posterior must be a number, got none
          "scores"         | "skores"         | scores must be a list, got none
          "co_smoothing"   | null             | scores[0] name must be a text, got null
          "label": "rates\\u0027 R2", |       | scores[1] label must be a text, got none
          "higher"         | "more"           | scores[0] better must be higher or lower, got "more"
          "better"         | "lfads"          | scores[0] better must be a text, got none
          "unit": "R2",    |                  | scores[1] unit must be a text, got none
          12,              | [12],            | scores[0] trials must be a whole number, got [12]
          "psth": 0.1      | "psth": "high"   | scores[0] psth must be a number, got "high"
          "psth"           | "gpfa"           | scores[0] must hold name, label, unit, better, trials and methods (lfads, true_rates, psth, smoothing, pca), got gpfa
          """)
  void whatDoesNotFitIsNamed(String from, String to, String message) throws IOException {
    scores().write(file());
    String text = Files.readString(file());
    String changed = text.replace(from, to == null ? "" : to);
    assertRefused(changed, message);
  }

  @Test
  void otherTextsAreRefused() throws IOException {
    assertRefused("", "file must be an object, got null");
    assertRefused("{\"seed\": 7", "file must be JSON, got a text that is none");
    assertRefused("{} {}", "file must be JSON, got a text that is none");
    assertRefused("[1]", "file must be an object, got [1]");
    assertRefused(
        "{\"seed\": 1, \"seconds\": {\"posterior\": 1}, \"scores\": [3]}",
        "scores[0] must be an object, got 3");
  }

  @Test
  void bytesThatAreNoTextAreRefusedWhereverTheyStand() throws IOException {
    scores().write(file());
    byte[] bytes = Files.readAllBytes(file());
    bytes[Files.readString(file()).indexOf("spike")] = (byte) 0xa5;
    Files.write(file(), bytes);
    assertEquals(
        file() + ": file must be text in UTF-8, got other bytes",
        assertThrows(IllegalArgumentException.class, () -> ScoresFile.read(file())).getMessage());
  }

  private void assertRefused(String text, String message) throws IOException {
    Files.writeString(file(), text);
    assertEquals(
        file() + ": " + message,
        assertThrows(IllegalArgumentException.class, () -> ScoresFile.read(file())).getMessage());
  }

  @Test
  void filesThatCannotBeReadOrWrittenAreNamed() {
    assertEquals(
        file() + " must exist, got no such file",
        assertThrows(UncheckedIOException.class, () -> ScoresFile.read(file())).getMessage());
    Path missing = folder.resolve("missing").resolve("scores.json");
    assertEquals(
        "scores must go to a file that can be written, got " + missing,
        assertThrows(UncheckedIOException.class, () -> scores().write(missing))
            .getMessage()
            .replaceAll(" \\(java.*\\)$", ""));
  }
}
