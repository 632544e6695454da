package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Trials;

/** Tables of text files and of NWB files, in every spelling: read as meant, or refused. */
class NoTableIsMisreadTest {
  private static final int TRIALS = 2;
  private static final int BINS = 3;
  private static final int NEURONS = 2;

  /** 0 to 4. */
  private static final float[] COUNTS = new float[TRIALS * BINS * NEURONS];

  static {
    for (int i = 0; i < COUNTS.length; i++) {
      COUNTS[i] = (i * 7 + 4) % 5;
    }
  }

  @TempDir private Path folder;

  /** How a text file is written. */
  private record Spelling(
      char separator, String end, boolean areAllQuoted, boolean hasMark, String before) {
    byte[] bytes(List<List<String>> rows) {
      String text =
          rows.stream()
              .map(
                  row ->
                      row.stream()
                          .map(this::cell)
                          .collect(Collectors.joining(String.valueOf(separator))))
              .collect(Collectors.joining(end, (hasMark ? "\ufeff" : "") + before, end));
      return text.getBytes(StandardCharsets.UTF_8);
    }

    private String cell(String value) {
      boolean isQuoted = areAllQuoted || value.indexOf(separator) >= 0 || value.contains("\"");
      return isQuoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    static List<Spelling> all() {
      List<Spelling> all = new ArrayList<>();
      for (char separator : new char[] {',', ';', '\t'}) {
        for (String end : List.of("\n", "\r\n", "\r")) {
          for (boolean areAllQuoted : new boolean[] {false, true}) {
            for (boolean hasMark : new boolean[] {false, true}) {
              all.add(new Spelling(separator, end, areAllQuoted, hasMark, ""));
            }
          }
          all.add(new Spelling(separator, end, false, false, "sep=" + separator + end));
          all.add(new Spelling(separator, end, false, false, "# by hand" + end + end));
        }
      }
      return all;
    }
  }

  private static final List<List<String>> NAMES =
      List.of(
          List.of("trial", "neuron", "time_ms", "count"),
          List.of("trial_id", "unit", "time", "spikes"),
          List.of("Trial", "Neuron_ID", "time_s", "Counts"));

  /** Rows of the counts, or one for each spike. */
  private static List<List<String>> rows(List<String> names, boolean areSpikes) {
    List<List<String>> rows = new ArrayList<>();
    double scale = names.get(2).endsWith("_s") ? .001 : 1;
    for (int i = 0; i < COUNTS.length; i++) {
      List<String> row =
          List.of(
              "t" + i / (BINS * NEURONS),
              "n," + i % NEURONS,
              Double.toString((i / NEURONS % BINS * 10 + (areSpikes ? 2.5 : 0)) * scale));
      for (int spike = 0; areSpikes && spike < COUNTS[i]; spike++) {
        rows.add(row);
      }
      if (!areSpikes) {
        List<String> counted = new ArrayList<>(row);
        counted.add(Integer.toString((int) COUNTS[i]));
        rows.add(counted);
      }
    }
    return rows;
  }

  /** A column that nobody needs: what each row holds in it. */
  private static Map<String, List<String>> beside() {
    Map<String, List<String>> beside = new LinkedHashMap<>();
    beside.put("note", List.of("a", "b \"c\"", "", "NaN", "d\te;f,g"));
    beside.put("speed", List.of("0.5", "-1e300", "NaN", "", "Infinity"));
    beside.put("x", List.of("1", "2", "3"));
    beside.put("isGood", List.of("true", "FALSE", ""));
    beside.put("index", List.of("0", "0"));
    return beside;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everySpellingIsReadTheSame(boolean areSpikes) throws Exception {
    int combinations = 0;
    Path path = folder.resolve("x.csv");
    Random random = new Random(1);
    for (Spelling spelling : Spelling.all()) {
      for (List<String> names : NAMES) {
        for (Map.Entry<String, List<String>> extra : beside().entrySet()) {
          List<List<String>> rows = rows(names, areSpikes);
          List<String> header = new ArrayList<>(names.subList(0, areSpikes ? 3 : 4));
          int place = random.nextInt(header.size() + 1);
          header.add(place, extra.getKey());
          List<List<String>> table = new ArrayList<>();
          for (int i = 0; i < rows.size(); i++) {
            List<String> row = new ArrayList<>(rows.get(i));
            row.add(place, extra.getValue().get(i % extra.getValue().size()));
            table.add(row);
          }
          if (!areSpikes) {
            // Names keep the order in which they first appear.
            Collections.rotate(table.subList(4, 6), 1);
          }
          table.add(0, header);
          Files.write(path, spelling.bytes(table));
          String where = spelling + " " + header;
          Trials trials = Trials.load(path, 10);
          assertArrayEquals(COUNTS, trials.counts().toArray(), where);
          assertEquals(List.of("t0", "t1"), trials.trialIds(), where);
          assertEquals(List.of("n,0", "n,1"), trials.neuronNames(), where);
          assertEquals(
              List.of(
                  "took counts from "
                      + (areSpikes ? "the rows, one spike each" : '"' + names.get(3) + '"')
                      + " (2 trials x 3 bins x 2 neurons), times from \""
                      + names.get(2)
                      + '"'),
              trials.reading(),
              where);
          combinations++;
        }
      }
    }
    assertEquals(54 * 3 * 5, combinations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trial,neuron,time,count,spikes~1,a,0,1,2"
            + " | table must have one column of counts, got \"count\" and \"spikes\"; leave the"
            + " others out",
        "trial,neuron,time,count,Counts~1,a,0,1,2"
            + " | table must have one column of counts, got \"count\" and \"Counts\"; leave the"
            + " others out",
        "trial,neuron,time,count,COUNT~1,a,0,1,2"
            + " | table must have columns of different names (ignoring case), got \"COUNT\" twice",
        "trial,neuron,count~1,a,1"
            + " | table must have a column time_ms or time or time_s (ignoring case), got trial,"
            + " neuron, count",
        "trial,neuron,time,count~1,a,0,x"
            + " | table row 0 column \"count\" must be a number, got \"x\"",
        "trial,neuron,time,count~1,a,0,NaN"
            + " | table row 0 column \"count\" must be a number, got \"NaN\"",
        "trial,neuron,time,count~1,a,0, | table row 0 column \"count\" must be given",
        "trial;neuron;time;count~1;a;0,5;1"
            + " | table row 0 column \"time\" must be a number, got \"0,5\"",
        "trial,neuron,time,count~1,a,0,1~1,a,0,2"
            + " | table row 1 column \"trial\" must give each trial, time and neuron one count, got"
            + " a second one for trial 1, neuron a",
        "trial,neuron,time,count~1,a,0,1~1,a,3,2"
            + " | table row 1 column \"time\" must be the start of a bin, 0 ms and whole bins of 10"
            + " ms, got 3 ms",
        "trial,neuron,time,count~1,a,0 | table row 0 must have the header's 4 cells, got 3",
        "trial,neuron,time,count~1,,0,1 | table row 0 column \"neuron\" must be given",
        "trial,neuron,time,count | table must have at least one row",
        "1,a,0,9~2,a,0,9 | table must have a column trial_id or trial (ignoring case), got 1, a, 0,"
            + " 9"
      })
  void whatIsNotMeantIsRefused(String text, String refusal) throws Exception {
    Path path = folder.resolve("x.csv");
    Files.writeString(path, text.replace('~', '\n') + "\n");
    assertEquals(path + ": " + refusal, refused(path));
  }

  private static String refused(Path path) {
    String message = assertThrows(RefusedException.class, () -> Trials.load(path, 10)).getMessage();
    assertFalse(message.contains("\n"), message);
    return message;
  }

  /** Types in which whole numbers can lie. */
  private static Map<String, Function<int[], Object>> wholeTypes() {
    Map<String, Function<int[], Object>> types = new LinkedHashMap<>();
    types.put("int", values -> values);
    types.put("long", values -> IntStream.of(values).asLongStream().toArray());
    types.put("double", values -> IntStream.of(values).asDoubleStream().toArray());
    types.put(
        "short",
        values -> {
          short[] out = new short[values.length];
          for (int i = 0; i < out.length; i++) {
            out[i] = (short) values[i];
          }
          return out;
        });
    types.put(
        "byte",
        values -> {
          byte[] out = new byte[values.length];
          for (int i = 0; i < out.length; i++) {
            out[i] = (byte) values[i];
          }
          return out;
        });
    types.put(
        "float",
        values -> {
          float[] out = new float[values.length];
          for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
          }
          return out;
        });
    return types;
  }

  /** Columns of the trials table that nobody needs. */
  private static Map<String, Object> columns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("choice", new String[] {"left", "right"});
    columns.put("response_time", new String[] {"n/a", "0.5"});
    columns.put("movement_time", new double[] {.2, .3});
    columns.put("lost_time", new double[] {Double.NaN, Double.NaN});
    columns.put("short_time", new double[] {1.5});
    columns.put("square_time", new double[][] {{1, 2}, {3, 4}});
    columns.put("three", new double[2][3][4]);
    columns.put("one_index", new int[] {1, 2});
    columns.put("truth_time", new boolean[] {true, false});
    return columns;
  }

  @Test
  void everyTableOfNwbIsCutTheSame() {
    int combinations = 0;
    Path path = folder.resolve("x.nwb");
    for (var index : wholeTypes().entrySet()) {
      for (var ids : wholeTypes().entrySet()) {
        for (boolean isSingle : new boolean[] {false, true}) {
          for (Map.Entry<String, Object> column : columns().entrySet()) {
            String where = index.getKey() + " " + ids.getKey() + " beside " + column.getKey();
            write(path, index.getValue(), ids.getValue(), isSingle, column);
            Trials trials = Nwb.open(path).trials("go_time", 0, 30, 10);
            assertArrayEquals(COUNTS, trials.counts().toArray(), where);
            assertEquals(List.of("7", "9"), trials.trialIds(), where);
            assertEquals(List.of("unit_3", "unit_4"), trials.neuronNames(), where);
            assertEquals(
                column.getKey().equals("lost_time"),
                trials.events().stream().anyMatch(event -> event.name().equals(column.getKey())),
                where);
            combinations++;
          }
        }
      }
    }
    assertEquals(6 * 6 * 2 * 9, combinations);
  }

  private static void write(
      Path path,
      Function<int[], Object> index,
      Function<int[], Object> ids,
      boolean isSingle,
      Map.Entry<String, Object> column) {
    List<List<Double>> spikes = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < COUNTS.length; i++) {
      for (int spike = 0; spike < COUNTS[i]; spike++) {
        double startS = i < BINS * NEURONS ? 1 : 3;
        spikes.get(i % NEURONS).add(startS + (i / NEURONS % BINS) * .01 + .0025);
      }
    }
    double[] all = spikes.stream().flatMap(List::stream).mapToDouble(t -> t).toArray();
    Object times = all;
    if (isSingle) {
      float[] single = new float[all.length];
      for (int i = 0; i < all.length; i++) {
        single[i] = (float) all[i];
      }
      times = single;
    }
    try (WritableHdfFile file = HdfFile.write(path)) {
      var unused = file.putDataset("nwb_version", "2.6.0");
      WritableGroup units = file.putGroup("units");
      unused = units.putDataset("spike_times", times);
      unused =
          units.putDataset(
              "spike_times_index", index.apply(new int[] {spikes.get(0).size(), all.length}));
      unused = units.putDataset("id", ids.apply(new int[] {3, 4}));
      WritableGroup trials = file.putGroup("intervals").putGroup("trials");
      unused = trials.putDataset("id", ids.apply(new int[] {7, 9}));
      unused = trials.putDataset("start_time", new double[] {.9, 2.9});
      unused = trials.putDataset("stop_time", new double[] {1.1, 3.1});
      unused = trials.putDataset("go_time", new double[] {1, 3});
      unused = trials.putDataset(column.getKey(), column.getValue());
    }
  }
}
