package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Trials;

/** Text files as spreadsheets, NumPy and editors write them. */
class CsvFilesTest {
  private static final String ROWS = "trial,neuron,time\n1,a,0\n1,b,15\n2,b,10\n";

  @TempDir private Path folder;

  private Trials read(byte[] content) throws IOException {
    return Trials.load(Files.write(folder.resolve("x.csv"), content), 10);
  }

  private Trials read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private String refusal(byte[] content) {
    String message = assertThrows(IllegalArgumentException.class, () -> read(content)).getMessage();
    String start = folder.resolve("x.csv") + ": ";
    assertEquals(start, message.substring(0, start.length()));
    return message.substring(start.length());
  }

  private String refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROWS,
        "\ufeff" + ROWS,
        "sep=,\n" + ROWS,
        "\ufeff\"sep=,\"\r\n" + ROWS,
        "sep=|\ntrial|neuron|time\n1|a|0\n1|b|15\n2|b|10\n",
        "# made on Monday, by hand\n#, ,\n" + ROWS,
        "# trial,neuron,time\n1,7,0\n1,8,15\n2,8,10\n",
        "\n \n\t\n" + ROWS + "\n  \n,,\n",
        "trial,neuron,time\n1,a,0\n# a pause\n1,b,15\n2,b,10\n# the end",
        "trial,neuron,time\r1,a,0\r1,b,15\r\r2,b,10",
        "\"trial\" , \"neuron\",\"time\"\n\"1\",\"a\" ,0\n1,\"b\",15\n2,b,\"10\"\n",
        "trial;\"neuron,,,,,,\";unit;time\n1;x;a;0\n1;x;b;15\n2;x;b;10\n"
      })
  void theSameTableIsReadTheSame(String text) throws IOException {
    Trials trials = read(text);
    assertEquals(List.of("1", "2"), trials.trialIds());
    assertEquals(List.of(2, 2), List.of(trials.bins(), trials.neurons()));
    assertEquals(1, trials.counts().at(0, 0, 0));
    assertEquals(1, trials.counts().at(0, 1, 1));
    assertEquals(1, trials.counts().at(1, 1, 1));
  }

  @Test
  void idsThatBeginWithTheSignOfCommentsAreKept() throws IOException {
    assertEquals(List.of("#1", "#2"), read("trial,neuron,time\n#1,a,0\n#2,b,15\n").trialIds());
    assertEquals(
        "table row 1 must have the header's 3 cells, got 2",
        refusal("trial,neuron,time\n#1,a,0\n#2,b\n"));
  }

  @Test
  void anotherEncodingIsRefusedWithItsLine() {
    byte[] latin =
        "trial,neuron,time\n1,a,0\n1,\u00e9lan,0\n1,\u00e8lan,0\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "table line 3 must be UTF-8 text, got bytes of another encoding, such as Windows-1252"
            + " (Latin-1); save the file as UTF-8",
        refusal(latin));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, UTF-16",
    "x-UTF-16LE-BOM, UTF-16",
    "X-UTF-32BE-BOM, UTF-32",
  })
  void widerEncodingsAreRefusedByName(String encoding, String name) {
    assertEquals(
        "table must be UTF-8 text, got " + name + "; save the file as UTF-8",
        refusal(ROWS.getBytes(Charset.forName(encoding))));
  }

  @Test
  void zeroBytesAreRefused() {
    assertEquals(
        "table line 1 must be UTF-8 text, got a zero byte, as UTF-16 has them; save the file as"
            + " UTF-8",
        refusal(ROWS.getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void accentsTellNeuronsApart() throws IOException {
    assertEquals(
        List.of("\u00e9lan", "\u00e8lan"),
        read("trial,neuron,time\n1,\u00e9lan,0\n1,\u00e8lan,0\n").neuronNames());
  }

  @ParameterizedTest
  @CsvSource({
    "'1,a,0/1.0,a,0', trial, 1, 1.0",
    "'01,a,0/1,a,0', trial, 01, 1",
    "'1,2,0/1,2e0,0', neuron, 2, 2e0",
    "'1,\u00e9,0/1,e\u0301,0', neuron, \u00e9, e\u0301",
  })
  void oneIdWrittenInTwoWaysIsRefused(String rows, String column, String first, String second) {
    assertEquals(
        "table column \"%s\" must write the same name in one way, got \"%s\" and \"%s\""
            .formatted(column, first, second),
        refusal("trial,neuron,time\n" + rows.replace('/', '\n') + "\n"));
  }

  @Test
  void idsAreKeptAsTheyAreWritten() throws IOException {
    assertEquals(List.of("1.0", "2.0"), read("trial,neuron,time\n1.0,a,0\n2.0,a,0\n").trialIds());
  }

  @Test
  void textAfterAClosedQuoteIsRefused() {
    assertEquals(
        "table row at line 2 must have a separator after a closed quote, got \"2\"",
        refusal("trial,neuron,time\n\"1\"2,a,0\n"));
  }

  @Test
  void longLinesAreRefusedByTheirLength() {
    assertEquals(
        "table line 2 must have at most 1048576 bytes, got more",
        refusal("trial,neuron,time\n" + "1".repeat(CsvLines.LONGEST + 1) + ",a,0\n"));
    assertEquals(
        "table row at line 2 must have at most 1048576 characters, got more; is a quote left open?",
        refusal("trial,neuron,time\n\"" + "1,a,0\n".repeat(300_000)));
  }

  @Test
  void manyQuotesTakeLittleTime() {
    String spaces = " ".repeat(500_000);
    String quotes = "\"".repeat(1_000_000);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          assertEquals(1, read("trial,neuron,time\n" + spaces + "1,a,0\n").trials());
          assertEquals(2, read("trial,neuron,time\n" + quotes + ",a,0\n1,a,0\n").trials());
          assertEquals(1, read("trial,neuron,time\nx" + quotes + ",a,0\n").trials());
        });
  }
}
