package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.Setting;
import picocli.CommandLine.TypeConversionException;

/** Words that go in and words that come out. */
class TextTest {
  @Test
  void settingsAreListedAsTheyAreGiven() {
    RunOptions options =
        RunOptions.defaults()
            .withThreads(2)
            .withBackend("fused")
            .withEngine("MXNet")
            .withHeldOutNeurons("u1", "u2")
            .withSeed(3)
            .withSampleValidation(0.2)
            .withCoordinatedDropout(0.3)
            .withPatience(5)
            .withTimeLimit(Duration.ofMinutes(2))
            .withMaxEpochs(9);
    assertEquals(
        """
        --c_co_dim 2
        --seed 3
        --held-out u1 u2
        --engine MXNet
        --backend fused
        --threads 2
        --max-epochs 9
        --time-limit 120s
        --patience 5
        --coordinated-dropout 0.3
        --sample-validation 0.2\
        """,
        Setting.differences(RunParams.defaults().withCoDim(2), options).entrySet().stream()
            .map(each -> each.getKey().flag() + " " + each.getValue())
            .collect(Collectors.joining("\n")));
    assertEquals(Map.of(), Setting.differences(RunParams.defaults(), RunOptions.defaults()));
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
        "must be a time such as 90s, 10m or 1h30m, got \"" + text + "\"",
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
    assertEquals("ab  ", TextTable.fit("ab", 4));
    assertEquals("ab..", TextTable.fit("abcdef", 4));
    assertEquals("ab", TextTable.fit("abcdef", 2));
  }
}
