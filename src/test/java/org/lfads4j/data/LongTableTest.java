package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class LongTableTest {
  @TempDir private Path folder;

  private Trials load(String text, double binMs) throws IOException {
    return Trials.load(Files.writeString(folder.resolve("x.csv"), text), binMs);
  }

  private String messageOf(String text) {
    Path path = folder.resolve("x.csv");
    String message =
        assertThrows(IllegalArgumentException.class, () -> load(text, 10)).getMessage();
    return message.replace(path + ": ", "");
  }

  @Test
  void aRowForEachCount() {
    Table table =
        Table.create(
            IntColumn.create("Trial", 10, 9, 9, 10),
            DoubleColumn.create("TIME", 0, -20, 10, 10),
            StringColumn.create("neuron", "b", "a", "a", "b"),
            IntColumn.create("Count", 1, 2, 3, 4),
            StringColumn.create("condition", "go", "stop", "stop", "go"));
    Trials trials = Trials.of(table, 10);
    assertEquals(List.of("9", "10"), trials.trialIds());
    assertEquals(List.of("b", "a"), trials.neuronNames());
    assertEquals(List.of("stop", "go"), trials.conditions().orElseThrow());
    assertEquals(-20, trials.startMs());
    assertArrayEquals(
        new float[] {0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 4, 0}, trials.counts().toArray());
  }

  @Test
  void aRowForEachSpike() throws IOException {
    Trials trials = load("trial,neuron,time\n1,2,0\n1,2,9.99\n1,10,30\n2,2,10.0\n", 10);
    assertEquals(List.of("2", "10"), trials.neuronNames());
    assertEquals(0, trials.startMs());
    assertArrayEquals(
        new float[] {2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0}, trials.counts().toArray());
  }

  @Test
  void spikesBeforeZeroMoveTheFirstBinByWholeOnes() throws IOException {
    Trials trials = load("trial,neuron,time_s\n1,1,-0.011\n1,1,0.001\n", 10);
    assertEquals(-20, trials.startMs());
    assertArrayEquals(new float[] {1, 0, 1}, trials.counts().toArray());
  }

  @Test
  void textIsReadAsItIsWrittenElsewhere() throws IOException {
    Trials plain = load("trial,neuron,time,count\n1,\"a \"\"b\"\", c\",0,2\n1,d,10,1\n", 10);
    assertEquals(List.of("a \"b\", c", "d"), plain.neuronNames());
    assertEquals(
        plain,
        load(
            "\ufefftrial;neuron;time;count\r\n\r\n1;\"a \"\"b\"\", c\";0;2\r\n1;d;10;1\r\n\r\n",
            10));
    assertEquals(
        plain, load("trial\tneuron\ttime\tcount\n1\t\"a \"\"b\"\", c\"\t0\t2\n1\td\t10\t1", 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trial,time,count/1,0,2|table must have a column neuron or neuron_id or unit (ignoring"
            + " case), got trial, time, count",
        "trial,neuron,time,count/1,1,0,2/1,1,0,3|table row 1 column \"trial\" must give each trial,"
            + " time and neuron one count, got a second one for trial 1, neuron 1",
        "trial,neuron,time,count/1,1,0,2/1,1,4,3|table row 1 column \"time\" must be the start of a"
            + " bin, 0 ms and whole bins of 10 ms, got 4 ms",
        "trial,neuron,time,count/1,1,zero,2|table row 0 column \"time\" must be a number, got"
            + " \"zero\"",
        "trial,neuron,time,count/1,1,0,|table row 0 column \"count\" must be given",
        "trial,neuron,time,count/1,1,0,nan|table row 0 column \"count\" must be a number, got"
            + " \"nan\"",
        "trial,neuron,time,count/1,1,0|table row 0 must have the header's 4 cells, got 3",
        "trial,neuron,time/1,1,0/1,1,1e13|table must fill at least one of 10000 bins, got 2 rows"
            + " for 1 trials x 1000000000001 bins x 1 neurons; give times in ms from the trial's"
            + " start, or time_s in seconds",
        "trial,neuron,Time,time/1,1,0,1|table must have columns of different names (ignoring case),"
            + " got \"time\" twice",
        "trial,neuron,time|table must have at least one row",
        "trial,neuron,\"time|table must close every quote, got the end of the file within one",
        "trial,neuron,time,cond/1,1,0,a/1,1,0,b|table row 1 column \"cond\" must be the trial's"
            + " \"a\" in each of its rows, got \"b\"",
        "trial,neuron,time/1,bin,0|neuron names must not be a table's own column, got \"bin\""
            + " (reserved: session, trial, trial_id, split, condition, bin, time_ms)",
      })
  void whatIsWrongIsSaid(String text, String message) {
    assertEquals(message, messageOf(text.replace('/', '\n')));
  }

  @Test
  void anEmptyFileAndAMissingBinWidthAreSaid() throws IOException {
    assertEquals("table must have a header line, got an empty file", messageOf(""));
    Path path = Files.writeString(folder.resolve("y.csv"), "trial,neuron,time\n1,1,0\n");
    assertEquals(
        path + ": table must come with its bin width; use Trials.load(path, binMs)",
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path)).getMessage());
  }
}
