package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Trials;

class PhyTest {
  private static final long[] SAMPLES = PhyFolders.spikes()[0];
  private static final long[] CLUSTERS = PhyFolders.spikes()[1];

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = PhyFolders.write(root.resolve("monday"));
  }

  private SpikeFolder phy() {
    return Phy.open(folder).withEvents(folder.resolve("trials.csv"));
  }

  /** Counts of one window in whole samples: no seconds, no rounding. */
  private static int[] counted(long fromSample, int samplesPerBin, int bins, long cluster) {
    int[] counts = new int[bins];
    for (int i = 0; i < SAMPLES.length; i++) {
      long after = SAMPLES[i] - fromSample;
      if (CLUSTERS[i] == cluster && after >= 0 && after < (long) bins * samplesPerBin) {
        counts[(int) (after / samplesPerBin)]++;
      }
    }
    return counts;
  }

  private static int[] row(Trials trials, int trial, int neuron) {
    return IntStream.range(0, trials.bins())
        .map(t -> (int) trials.counts().at(trial, t, neuron))
        .toArray();
  }

  private static void assertCounts(Trials trials, int fromMs, int binMs, long... clusters) {
    for (int e = 0; e < trials.trials(); e++) {
      long from = Math.round((1.5 + 2.9 * e) * 30_000) + fromMs * 30L;
      for (int n = 0; n < clusters.length; n++) {
        assertArrayEquals(
            counted(from, binMs * 30, trials.bins(), clusters[n]), row(trials, e, n), "trial " + e);
      }
    }
  }

  @Test
  void goodUnitsAreCountedAroundTheEvent() {
    Trials trials = phy().trials("go", -200, 600, 10);
    assertEquals(List.of(20, 80, 2), List.of(trials.trials(), trials.bins(), trials.neurons()));
    assertCounts(trials, -200, 10, 2, 7);
    assertEquals(List.of("2", "7"), trials.neuronNames());
    assertEquals("t19", trials.trialIds().get(19));
    assertEquals("right", trials.conditions().orElseThrow().get(19));
    assertEquals("monday", trials.session());
    assertEquals(-200, trials.startMs());
    assertEquals(-500, trials.event("start_time").timesMs().get(7), 1e-9);
    assertEquals(0, trials.event("go").timesMs().get(7));
    assertEquals(List.of(), trials.notes());
    assertEquals(
        List.of(
            "took 2 clusters that are good by cluster_group.tsv (of 2 good, 1 mua, 1 noise), times"
                + " from spike_times.npy (30000 samples per second), clusters from"
                + " spike_clusters.npy"),
        trials.reading());
  }

  @Test
  void windowsMayOverlap() {
    Trials trials = phy().trials("go", -1000, 5000, 100);
    assertEquals(19, trials.trials());
    assertCounts(trials, -1000, 100, 2, 7);
    assertEquals(
        List.of(
            "1 of 20 trials left out, with a window outside the recording (0.0 to %s s): t19"
                .formatted(Math.rint(SAMPLES[SAMPLES.length - 1] / 30.) / 1000)),
        trials.notes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<u8", "<i8", ">i8", "<i4", "<u4", ">u4", "<f8", "<f4"})
  void everyTypeAndShapeIsReadAlike(String type) throws IOException {
    Trials right = phy().trials("go", -200, 600, 10);
    long size = SAMPLES.length;
    for (String shape : List.of(size + ",", size + ", 1", "1, " + size)) {
      PhyFolders.npy(folder.resolve("spike_times.npy"), type, shape, SAMPLES);
      for (String other : List.of("<i4", "<u4", "<i8", "<i2", "|u1", "<f8")) {
        PhyFolders.npy(folder.resolve("spike_clusters.npy"), other, shape, CLUSTERS);
        assertEquals(right, phy().trials("go", -200, 600, 10), type + " " + shape + " " + other);
      }
    }
  }

  @Test
  void groupsAreThoseOfTheFirstFileThatLabels() throws IOException {
    Files.writeString(
        folder.resolve("cluster_KSLabel.tsv"),
        "cluster_id\tKSLabel\n2\tmua\n5\tgood\n7\tmua\n11\tgood\n99\tgood\n");
    Files.writeString(
        folder.resolve("cluster_info.tsv"),
        "id\tamp\tKSLabel\tgroup\n2\t1.5\tgood\t\n5\t2\tgood\t\n7\t3\tgood\t\n11\t4\tmua\t\n");
    assertEquals(List.of("2", "7"), phy().trials("go", 0, 100, 10).neuronNames());
    Files.writeString(folder.resolve("cluster_group.tsv"), "cluster_id\tgroup\n");
    assertEquals(List.of("5", "11"), phy().trials("go", 0, 100, 10).neuronNames());
    Files.delete(folder.resolve("cluster_group.tsv"));
    assertEquals(List.of("5", "11"), phy().trials("go", 0, 100, 10).neuronNames());
    Files.delete(folder.resolve("cluster_KSLabel.tsv"));
    assertEquals(List.of("2", "5", "7"), phy().trials("go", 0, 100, 10).neuronNames());
    Files.delete(folder.resolve("cluster_info.tsv"));
    assertEquals(
        folder
            + ": folder must label its clusters in cluster_group.tsv, cluster_KSLabel.tsv or"
            + " cluster_info.tsv, got none; to take every cluster, use withAllClusters()",
        refusal(phy()));
    Trials all = phy().withAllClusters().trials("go", 0, 100, 10);
    assertEquals(List.of("2", "5", "7", "11"), all.neuronNames());
    assertCounts(all, 0, 10, 2, 5, 7, 11);
  }

  @Test
  void otherGroupsAreTakenWhenAskedFor() throws IOException {
    Files.writeString(
        folder.resolve("cluster_group.tsv"), "cluster_id\tgroup\n2\tGood\n5\tmua\n11\tnoise\n");
    assertEquals(List.of("2"), phy().trials("go", 0, 100, 10).neuronNames());
    assertEquals(
        List.of("2", "5", "7"),
        phy().withGroups("good", "mua", "unsorted").trials("go", 0, 100, 10).neuronNames());
    assertEquals(
        folder
            + ": at least one cluster must be best by cluster_group.tsv (of 1 good, 1 mua, 1"
            + " noise, 1 unsorted), got none; to take others, use withGroups(\"mua\") or"
            + " withAllClusters()",
        refusal(phy().withGroups("best")));
    assertEquals(
        "groups must be at least one, got none; use withAllClusters() for all",
        assertThrows(IllegalArgumentException.class, () -> phy().withGroups()).getMessage());
  }

  @Test
  void templatesStandInForClusters() throws IOException {
    Trials right = phy().trials("go", 0, 100, 10);
    Files.move(folder.resolve("spike_clusters.npy"), folder.resolve("spike_templates.npy"));
    Trials trials = phy().trials("go", 0, 100, 10);
    assertEquals(right.counts(), trials.counts());
    assertEquals(
        List.of(
            "units are the templates of spike_templates.npy, not curated: there is no"
                + " spike_clusters.npy"),
        trials.notes());
  }

  @Test
  void aListOfTimesIsAnEventOfItsFilesName() throws IOException {
    Path cue = folder.resolve("cue.npy");
    PhyFolders.npy(cue, "<i4", "3,", 40, 10, 20);
    Trials trials = Phy.open(folder).withEvents(cue).trials("cue", -100, 300, 20);
    for (int e = 0; e < 3; e++) {
      long from = new long[] {40, 10, 20}[e] * 30_000 - 3000;
      assertArrayEquals(counted(from, 600, 20, 7), row(trials, e, 1));
    }
    assertEquals(List.of("0", "1", "2"), trials.trialIds());
  }

  @Test
  void aWholeRecordingIsChopped() {
    Trials whole = phy().continuous(20);
    int bins = (int) (SAMPLES[SAMPLES.length - 1] / 600) + 1;
    assertEquals(bins, whole.bins());
    assertArrayEquals(counted(0, 600, bins, 2), row(whole, 0, 0));
    Trials pieces = whole.chop(50, 10);
    assertArrayEquals(counted(40 * 600 * 3L, 600, 50, 7), row(pieces, 3, 1));
  }

  /** Half a sample from an edge is far enough; on the edge is in the later bin. */
  @Test
  void spikesOnEdgesAreInTheLaterBin() throws IOException {
    long[] edges = LongStream.range(1, 20_000).map(i -> i * 150).toArray();
    PhyFolders.npy(folder.resolve("spike_times.npy"), "<u8", edges.length + ",", edges);
    PhyFolders.npy(
        folder.resolve("spike_clusters.npy"),
        "<i4",
        edges.length + ",",
        LongStream.of(edges).map(i -> 2).toArray());
    Trials trials = phy().trials("go", -200, 600, 5);
    for (float count : trials.counts().toArray()) {
      assertEquals(1, count);
    }
  }

  private static String refusal(SpikeFolder phy) {
    return assertThrows(IllegalArgumentException.class, () -> phy.trials("go", -200, 600, 10))
        .getMessage();
  }

  private String opening() {
    return assertThrows(IllegalArgumentException.class, () -> Phy.open(folder)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spike_times.npy | folder must hold spike_times.npy, got none; give the folder that Phy"
            + " opens",
        "params.py | folder must hold params.py, got none; give the folder that Phy opens",
        "spike_clusters.npy | folder must hold spike_clusters.npy or spike_templates.npy, got"
            + " neither"
      })
  void aMissingFileIsNamed(String file, String said) throws IOException {
    Files.delete(folder.resolve(file));
    assertEquals(folder + ": " + said, opening());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sample_rate = 30000 | 30000",
        "sample_rate=30000.0 # Hz | 30000",
        "sample_rate = 29999.954561 | 29999.954561",
        "sample_rate = 30_000 | 30000",
        "sample_rate = 3e4 | 30000",
        "dtype = 1 # sample_rate = 1\\nsample_rate = 25000 | 25000"
      })
  void theSampleRateIsReadAsText(String text, String rate) throws IOException {
    Files.writeString(folder.resolve("params.py"), "x = 1\r\n" + text.replace("\\n", "\n"));
    assertEquals(
        "(%s samples per second)".formatted(rate),
        phy().trials("go", 0, 100, 10).reading().get(0).replaceFirst(".*(\\(.*second\\)).*", "$1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sample_rate = 30 * 1000 | 30 * 1000",
        "sample_rate = float('30000') | float('30000')",
        "sample_rate = 30 | 30",
        "sample_rate = -30000 | -30000",
        "sample_rate = 1e999 | 1e999",
        "sample_rate = | nothing"
      })
  void noOtherSampleRateIsTaken(String text, String got) throws IOException {
    Path file = Files.writeString(folder.resolve("params.py"), text + "\n");
    assertEquals(
        file
            + ": sample_rate must be a number of samples per second, 1000 or more, got "
            + got
            + "; the file is read as text and never run: write the number there",
        opening());
  }

  @Test
  void oneSampleRateIsStated() throws IOException {
    Path file = Files.writeString(folder.resolve("params.py"), "dtype = 'int16'\n");
    String said = file + ": text must have one line such as sample_rate = 30000, got ";
    assertEquals(said + "none", opening());
    Files.writeString(file, "sample_rate = 30000\nsample_rate = 25000\n");
    assertEquals(said + "30000 and 25000", opening());
  }

  private void spikes(String times, String clusters) throws IOException {
    long[] when = longs(times);
    long[] whose = longs(clusters);
    PhyFolders.npy(folder.resolve("spike_times.npy"), "<i8", when.length + ",", when);
    PhyFolders.npy(folder.resolve("spike_clusters.npy"), "<i4", whose.length + ",", whose);
  }

  private static long[] longs(String numbers) {
    return numbers.isBlank()
        ? new long[0]
        : Arrays.stream(numbers.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 3 2 | 2 2 2 | times | times must not fall, got 2 after 3 (spike 2, counted from 0); sort"
            + " them, and the clusters with them",
        "-5 3 4 | 2 2 2 | times | times must be counts of samples from 0 on, got -5 (spike 0,"
            + " counted from 0); export the spikes again",
        "1 2 3 | 2 2 | clusters | array must hold a cluster for each of the 3 times of"
            + " spike_times.npy, got 2; copy both again",
        "1 2 3 | 2 -1 2 | clusters | clusters must be whole numbers from 0 to 16777215, got -1"
            + " (spike 1, counted from 0)",
        "'' | '' | times | array must hold at least one spike, got none"
      })
  void spikesThatCannotBeAreRefused(String times, String clusters, String file, String said)
      throws IOException {
    spikes(times, clusters);
    assertEquals(folder.resolve("spike_" + file + ".npy") + ": " + said, refusalOfAny());
  }

  private String refusalOfAny() {
    return assertThrows(IllegalArgumentException.class, () -> phy().trials("go", 0, 100, 10))
        .getMessage();
  }

  @Test
  void otherArraysAreRefused() throws IOException {
    Path file = folder.resolve("spike_times.npy");
    PhyFolders.npy(file, "<f8", "3,", 1, 2, 3);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = 0x3f;
    Files.write(file, bytes);
    PhyFolders.npy(folder.resolve("spike_clusters.npy"), "<i4", "3,", 2, 2, 2);
    assertEquals(
        file
            + ": times must be whole counts of samples, got 4.57763671875E-5 (spike 2, counted from"
            + " 0); multiply seconds by the sample rate",
        refusalOfAny());
    PhyFolders.npy(file, "|S8", "3,", new long[24]);
    assertEquals(file + ": array must hold numbers, got text", opening());
    PhyFolders.npy(file, "|O8", "3,", 1, 2, 3);
    assertEquals(
        file
            + ": array must hold numbers or text, got Python objects, which are pickled and never"
            + " loaded; use array.astype('float32') or astype('U') before saving",
        opening());
    PhyFolders.npy(file, "<i8", "2, 2", 1, 2, 3, 4);
    assertEquals(file + ": array must be a list of numbers, got 2 x 2 values", opening());
    PhyFolders.npy(file, "<i8", "4,", 1, 2, 3);
    assertEquals(
        file
            + ": array must hold the 4 elements of its shape [4], got a file of at most 24 bytes of"
            + " them; copy it again",
        opening());
    PhyFolders.npy(file, "<i8", "3,", 1, 2, 3, 4);
    assertEquals(
        file + ": array must hold the 3 elements of its shape [3], got more bytes; save it again",
        refusalOfAny());
    Files.writeString(file, "hello");
    assertEquals(file + ": array must start with NumPy's signature, got another", opening());
  }

  private String refusalOf(String table) throws IOException {
    Files.writeString(folder.resolve("trials.csv"), table);
    return refusal(phy());
  }

  @Test
  void eventsThatDoNotFitAreRefused() throws IOException {
    String file = folder.resolve("trials.csv") + ": ";
    String end = "" + Math.rint(SAMPLES[SAMPLES.length - 1] / 30.) / 1000;
    String outside =
        file + "column \"go\" must hold times in seconds within the recording, 0.0 to ";
    assertEquals(
        file + "table must have the column \"go\", got trial, cue", refusalOf("trial,cue\n1,2\n"));
    assertEquals(
        file
            + "table row 1 column \"go\" must be a time in seconds, with a decimal point, or blank,"
            + " got \"2,5\"",
        refusalOf("trial;go\n1;2.5\n2;2,5\n"));
    assertEquals(
        outside + end + ", got 2 of 3 outside, up to 25000.0; divide milliseconds by 1000",
        refusalOf("trial,go\n1,12\n2,20000\n3,25000\n"));
    assertEquals(
        outside + end + ", got 2 of 2 outside, up to 600000.0; divide samples by 30000",
        refusalOf("trial,go\n1,300000\n2,600000\n"));
    assertEquals(
        outside
            + end
            + ", got 2 of 2 outside, up to 1.7E9; give seconds from the recording's start on",
        refusalOf("trial,go\n1,1690000000\n2,1700000000\n"));
    assertEquals(
        file + "table row 0 column \"condition\" must be given, got a blank",
        refusalOf("trial,go,condition\n1,10,\n"));
    assertEquals(file + "table must have at least one row, got none", refusalOf("trial,go\n"));
    assertEquals(
        folder
            + ": at least one trial must be left, got none (2 of 3 trials left out, without"
            + " \"go\": 1, 2; 1 of 1 trials left out, with a window outside the recording (0.0 to "
            + end
            + " s): 3)",
        refusalOf("trial,go\n1,\n2,nan\n3,0.1\n"));
  }

  @Test
  void columnsBesideBecomeEventsIfTheyAreTimes() throws IOException {
    Files.writeString(
        folder.resolve("trials.csv"),
        """
        ID\tGo\treach_time\treaction_time\tnote_time
        a\t10\t10.4\t0.4\tx
        a\t20\tNaN\t0.3\ty
        c\t30\t30.5\t0.5\tz
        """);
    Trials trials = phy().trials("go", 0, 100, 10);
    assertEquals(400, trials.event("reach_time").timesMs().get(0), 1e-9);
    assertEquals(2, trials.events().size());
    assertEquals(
        List.of(
            "ids of trials hold \"a\" more than once; rows are numbered from 0 instead",
            "\"reaction_time\" became no event: it holds times far from their trials",
            "\"note_time\" became no event: it does not hold times alone"),
        trials.notes());
  }

  @Test
  void aFolderSaysWhatItNeeds() {
    RefusedException refused = assertThrows(RefusedException.class, () -> Trials.load(folder));
    assertEquals(
        folder
            + ": a folder of spike times must be cut into trials around an event; use --events FILE"
            + " --align-to EVENT --window FROM,TO --bin-ms X with a table of times in seconds (CSV"
            + " or TSV: a row for each trial)",
        refused.told().onCommandLine());
    assertEquals(
        folder
            + ": a folder of spike times must come with its trials; use withEvents(file), or"
            + " continuous(binMs)",
        refusal(Phy.open(folder)));
  }
}
