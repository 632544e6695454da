package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.io.Folders;
import org.lfads4j.data.io.Nwb;
import org.lfads4j.data.io.PhyFolders;

/** A recording from the command line. */
class ReadingOptionsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void record() {
    file = folder.resolve("session.nwb");
    Random random = new Random(1);
    try (WritableHdfFile root = HdfFile.write(file)) {
      put(root, "nwb_version", "2.6.0");
      put(root, "identifier", "monday");
      WritableGroup trials = root.putGroup("intervals").putGroup("trials");
      put(trials, "start_time", IntStream.range(0, 12).mapToDouble(e -> 2 * e + 1).toArray());
      put(trials, "go_cue_time", IntStream.range(0, 12).mapToDouble(e -> 2 * e + 1.3).toArray());
      put(trials, "hand_time", Stream.generate(() -> "n/a").limit(12).toArray(String[]::new));
      WritableGroup units = root.putGroup("units");
      put(units, "spike_times", random.doubles(600, 0, 25).toArray());
      put(units, "spike_times_index", new int[] {200, 400, 600});
    }
  }

  private static void put(WritableGroup group, String name, Object values) {
    var unused = group.putDataset(name, values);
  }

  private Ran smooth(String... more) {
    return Ran.with(
        Stream.of(
                List.of("smooth", file.toString(), "--out", folder.resolve("out").toString()),
                SmallModel.OPTIONS,
                List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void aRecordingIsSmoothed() {
    Ran ran = smooth("--align-to", "go_cue_time", "--window", "-200,600", "--bin-ms", "40");
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    for (String line :
        List.of(
            "note: " + file + ": \"hand_time\" became no event: it holds no numbers",
            "Trials \"monday\": 12 trials x 20 bins x 3 neurons (see notes())")) {
      assertTrue(ran.out().lines().anyMatch(line::equals), line + " in\n" + ran.out());
    }
    assertTrue(Files.exists(folder.resolve("out/tables/rates.csv")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | FILE: an NWB recording must be cut into trials around an event; use --align-to EVENT"
            + " --window FROM,TO --bin-ms X with an event of EVENTS",
        "--bin-ms 40 | FILE: an NWB recording must be cut into trials around an event; use"
            + " --align-to EVENT --window FROM,TO --bin-ms X with an event of EVENTS",
        "--align-to go_cue_time --bin-ms 40"
            + " | --align-to, --window and --bin-ms must be given together (lfads4j smooth --help)",
        "--window -200,600 --bin-ms 40"
            + " | --align-to, --window and --bin-ms must be given together (lfads4j smooth --help)",
        "--align-to go_cue_time --window -200,600 --bin-ms 40 --counts x"
            + " | --align-to must come without --counts and --orientation, which are for files of"
            + " counts (lfads4j smooth --help)",
        "--align-to go --window -200,600 --bin-ms 40 --orientation neurons,bins"
            + " | --align-to must come without --counts and --orientation, which are for files of"
            + " counts (lfads4j smooth --help)",
        "--align-to go_cue_time --window 200 --bin-ms 40"
            + " | --window must be two numbers with a comma, got \"200\" (lfads4j smooth --help)",
        "--align-to go_cue_time --window a,b --bin-ms 40"
            + " | --window must be two numbers with a comma, got \"a,b\" (lfads4j smooth --help)",
        "--align-to go_cue_time --window -200,610 --bin-ms 40"
            + " | window must be a whole number of bins, got -200.0 to 610.0 ms in bins of 40.0 ms",
        "--align-to go --window -200,600 --bin-ms 40"
            + " | FILE: intervals/trials must have the column \"go\", got COLUMNS"
      })
  void whatIsNotEnoughIsRefused(String options, String said) {
    Ran ran = smooth(options.isBlank() ? new String[0] : options.split(" "));
    assertFalse(ran.exitCode() == 0);
    List<String> columns = Nwb.open(file).columns();
    List<String> events = Nwb.open(file).events();
    assertEquals(
        "lfads4j: "
            + said.replace("FILE", file.toString())
                .replace("EVENTS", String.join(", ", events))
                .replace("COLUMNS", String.join(", ", columns)),
        ran.err().strip());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** A sweep reads its files as smooth does. */
  @Test
  void aSweepTakesTheCountsThatAreNamed() {
    Path two = folder.resolve("two.h5");
    try (WritableHdfFile root = HdfFile.write(two)) {
      put(root, "left", counts(3));
      put(root, "right", counts(4));
    }
    Ran refused = sweep(two);
    assertTrue(refused.err().endsWith("; choose one with --counts left\n"), refused.err());
    Ran ran = sweep(two, "--counts", "right");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("done: two"), ran.out());
  }

  private Ran smoothPhy(Path data, String... more) {
    return Ran.with(
        Stream.of(
                List.of("smooth", data.toString(), "--out", folder.resolve("out").toString()),
                SmallModel.OPTIONS,
                List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void aFolderOfSpikeTimesIsSmoothed() throws IOException {
    Path monday = PhyFolders.write(folder.resolve("monday"));
    String[] cut = {"--events", "trials.csv", "--align-to", "go", "--window", "-200,600"};
    Ran ran = smoothPhy(monday, with(cut, "--bin-ms", "40", "--groups", "good,mua"));
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode(), ran.out());
    String said = "Trials \"monday\": 20 trials x 20 bins x 3 neurons";
    assertTrue(ran.out().lines().anyMatch(said::equals), ran.out());
    assertTrue(Files.exists(folder.resolve("out/tables/rates.csv")));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  /** A collection keeps the trials, so that other processes need neither folder nor events. */
  @Test
  void aSweepOfFoldersKeepsTheirTrials() throws IOException {
    Path monday = PhyFolders.write(folder.resolve("monday"));
    Path tuesday = PhyFolders.write(folder.resolve("tuesday"));
    List<String> sweep = List.of("runs", "train", folder.resolve("sweep").toString());
    Ran ran =
        Ran.with(
            Stream.of(
                    sweep,
                    List.of("--data", monday.toString(), tuesday.toString()),
                    List.of("--events", "trials.csv", "--align-to", "go"),
                    List.of("--window", "-200,600", "--bin-ms", "40"),
                    SmallModel.OPTIONS)
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("/sweep: 2 done\n"), ran.out());
    Folders.remove(monday);
    Folders.remove(tuesday);
    Ran again = Ran.with(with(sweep.toArray(String[]::new), "--rerun"));
    assertEquals(0, again.exitCode(), again.err());
    assertTrue(again.out().contains("/sweep: 2 done\n"), again.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FOLDER | --align-to go --window -200,600 --bin-ms 40 | FOLDER: a folder of spike times"
            + " must come with its trials; use --events FILE",
        "FOLDER | '' | FOLDER: a folder of spike times must be cut into trials around an event; use"
            + " --events FILE --align-to EVENT --window FROM,TO --bin-ms X with a table of times in"
            + " seconds (CSV or TSV: a row for each trial)",
        "FOLDER | --events trials.csv --bin-ms 40 | --events and --groups must come with"
            + " --align-to, --window and --bin-ms (lfads4j smooth --help)",
        "FILE | --events trials.csv --align-to go_cue_time --window -200,600 --bin-ms 40 | FILE:"
            + " --events and --groups must go with a folder of spike times, got a file",
        "FOLDER | --events none.csv --align-to go --window -200,600 --bin-ms 40 | none.csv must"
            + " exist, got no such file",
        "FOLDER | --events trials.csv --align-to go --window -200,600 --bin-ms 40 --groups best |"
            + " FOLDER: at least one cluster must be best by cluster_group.tsv (of 2 good, 1 mua, 1"
            + " noise), got none; to take others, use --groups mua or --groups all"
      })
  void whatAFolderLacksIsSaid(String data, String options, String said) throws IOException {
    Path monday = PhyFolders.write(folder.resolve("monday"));
    Ran ran =
        smoothPhy(
            data.equals("FOLDER") ? monday : file,
            options.isBlank() ? new String[0] : options.split(" "));
    assertEquals(
        "lfads4j: " + said.replace("FOLDER", monday.toString()).replace("FILE:", file + ":"),
        ran.err().strip());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void severalFoldersHaveTrialsOfTheirOwn() throws IOException {
    Path monday = PhyFolders.write(folder.resolve("monday"));
    Path tuesday = PhyFolders.write(folder.resolve("tuesday"));
    Files.delete(tuesday.resolve("trials.csv"));
    Ran ran =
        smoothPhy(
            monday,
            tuesday.toString(),
            "--events",
            "trials.csv",
            "--align-to",
            "go",
            "--window",
            "-200,600",
            "--bin-ms",
            "40");
    assertEquals(
        "lfads4j: --events must be the name of a file in each folder where there are several, got"
            + " no "
            + tuesday.resolve("trials.csv")
            + " (lfads4j smooth --help)",
        ran.err().strip());
  }

  private Ran sweep(Path data, String... more) {
    return Ran.with(
        Stream.of(
                List.of("runs", "train", folder.resolve("sweep").toString()),
                List.of("--data", data.toString(), "--bin-ms", "10"),
                SmallModel.OPTIONS,
                List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private static int[][][] counts(int neurons) {
    Random random = new Random(neurons);
    int[][][] counts = new int[12][6][neurons];
    for (int[][] trial : counts) {
      for (int[] bin : trial) {
        for (int n = 0; n < neurons; n++) {
          bin[n] = random.nextInt(4);
        }
      }
    }
    return counts;
  }
}
