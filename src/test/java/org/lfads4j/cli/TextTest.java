package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Words that go in and words that come out. */
class TextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "use withOutputDist(\"gaussian\") for reals|use --c_output_dist gaussian for reals",
        "use withMaxEpochs, withTimeLimit or withPatience"
            + "|use --max-epochs, --time-limit or --patience",
        "try withBatchSize(32)|try --c_batch_size 32",
        "use withEngine(\"MXNet\")|use --engine MXNet",
        "use trials.withConditions(...)|use trials.withConditions(...)",
        "without more|without more"
      })
  void adviceForCodeBecomesAdviceForTheCommandLine(String code, String line) {
    assertEquals(line, TerminalWords.of(code));
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "10m,600", "2h,7200", "1h30m,5400", "1m5s,65"})
  void times(String text, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), new TimeLimit().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "1.5h", "-5s", "5s1m", "9999999s"})
  void noTimes(String text) {
    assertEquals(
        "--time-limit must be a time such as 90s, 10m or 1h30m, got \"" + text + "\"",
        assertThrows(TypeConversionException.class, () -> new TimeLimit().convert(text))
            .getMessage());
  }

  @Test
  void cellsAreWrappedToTheirColumns() {
    assertEquals(
        List.of("name       one two", "           three"),
        new TextTable(List.of(9, 8)).row(List.of("name", "one two three")));
    assertEquals(List.of("a_long_", "name"), TextTable.wrap("a_long_name", 8));
    assertEquals(List.of("abcd", "ef"), TextTable.wrap("abcdef", 4));
    assertEquals(List.of(""), TextTable.wrap("", 4));
  }
}
