package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Trials;

class AlfTest {
  private static final long[] SAMPLES = PhyFolders.spikes()[0];
  private static final long[] CLUSTERS = PhyFolders.spikes()[1];
  private static final int TRIALS = 18;

  @TempDir private Path root;
  private Path session;
  private Path alf;
  private Path probe;

  @BeforeEach
  void write() throws IOException {
    session = write(root.resolve("KS014/2024-05-06/001"));
    alf = session.resolve("alf");
    probe = alf.resolve("probe00/pykilosort");
  }

  /** Clusters 2, 5, 7 and 11 of twelve; 2 and 7 are good; stimuli at 2, 5, 8, ... s. */
  static Path write(Path session) throws IOException {
    Path alf = session.resolve("alf");
    Path probe = alf.resolve("probe00/pykilosort");
    long size = SAMPLES.length;
    PhyFolders.npy(
        probe.resolve("spikes.times.npy"),
        size + ",",
        LongStream.of(SAMPLES).mapToDouble(sample -> sample / PhyFolders.RATE).toArray());
    PhyFolders.npy(probe.resolve("spikes.clusters.npy"), "<u4", size + ",", CLUSTERS);
    Files.writeString(
        probe.resolve("clusters.metrics.csv"),
        ",cluster_id,label,ks2_label\n0,2,1.0,mua\n1,5,0.6666,good\n2,7,1.0,mua\n3,11,0.0,mua\n");
    PhyFolders.npy(alf.resolve("_ibl_trials.stimOn_times.npy"), TRIALS + ",", onsets(0));
    PhyFolders.npy(alf.resolve("_ibl_trials.goCue_times.npy"), TRIALS + ", 1", onsets(.25));
    PhyFolders.npy(
        alf.resolve("_ibl_trials.intervals.npy"),
        TRIALS + ", 2",
        IntStream.range(0, 2 * TRIALS).mapToDouble(i -> 1 + 3 * (i / 2) + 2.5 * (i % 2)).toArray());
    PhyFolders.npy(
        alf.resolve("_ibl_trials.choice.npy"),
        TRIALS + ",",
        IntStream.range(0, TRIALS).mapToDouble(e -> e % 3 - 1).toArray());
    return session;
  }

  private static double[] onsets(double laterS) {
    double[] onsets = IntStream.range(0, TRIALS).mapToDouble(e -> 2 + 3 * e + laterS).toArray();
    onsets[4] = Double.NaN;
    return onsets;
  }

  private static void assertCounts(Trials trials, double laterS, long... clusters) {
    for (int e = 0; e < trials.trials(); e++) {
      long from = Math.round((1.9 + 3 * (e + (e >= 4 ? 1 : 0)) + laterS) * PhyFolders.RATE);
      for (int n = 0; n < clusters.length; n++) {
        int[] counts = new int[25];
        for (int i = 0; i < SAMPLES.length; i++) {
          long after = SAMPLES[i] - from;
          if (CLUSTERS[i] == clusters[n] && after >= 0 && after < 25 * 600) {
            counts[(int) (after / 600)]++;
          }
        }
        int trial = e;
        int neuron = n;
        assertArrayEquals(
            counts,
            IntStream.range(0, 25).map(t -> (int) trials.counts().at(trial, t, neuron)).toArray());
      }
    }
  }

  @Test
  void aSessionIsCutIntoItsTrials() {
    for (Path folder : List.of(session, alf, alf.resolve("probe00"), probe)) {
      SpikeFolder whole = Alf.open(folder);
      assertEquals(
          List.of("choice", "goCue_times", "intervals_0", "intervals_1", "stimOn_times"),
          whole.columns().stream().sorted().toList());
      Trials trials = whole.withConditions("choice").trials("stimOn_times", -100, 400, 20);
      assertCounts(trials, 0, 2, 7);
      assertEquals(
          Stream.of(17, 25, 2).toList(), List.of(trials.trials(), trials.bins(), trials.neurons()));
      assertEquals(List.of("-1", "0", "1"), trials.conditions().orElseThrow().subList(0, 3));
      assertEquals(250, trials.event("goCue_times").timesMs().get(9), 1e-9);
      assertEquals("KS014_2024-05-06_001", trials.session());
      assertEquals(List.of("1 of 18 trials left out, without \"stimOn_times\": 4"), trials.notes());
      assertEquals(
          List.of(
              "took 2 clusters that are good by clusters.metrics.csv (of 2 good, 2 mua), times from"
                  + " spikes.times.npy (seconds), clusters from spikes.clusters.npy"),
          trials.reading());
    }
    assertCounts(
        SpikeFolder.open(session).withAllClusters().trials("goCue_times", -100, 400, 20),
        .25,
        2,
        5,
        7,
        11);
  }

  @Test
  void theLastRevisionCounts() throws IOException {
    Path first = probe.resolve("#2023-01-01#");
    Path last = probe.resolve("#2024-01-01#");
    Files.createDirectories(first);
    Files.createDirectories(last);
    Path right = probe.resolve("spikes.times.npy");
    PhyFolders.npy(first.resolve("spikes.times.npy"), "2,", 1, 2);
    Files.move(right, last.resolve("spikes.times.4a3b.npy"));
    assertCounts(Alf.open(session).trials("stimOn_times", -100, 400, 20), 0, 2, 7);
    PhyFolders.npy(last.resolve("spikes.times.npy"), "2,", 1, 2);
    assertEquals(
        last
            + ": folder must hold one spikes.times.npy, got spikes.times.4a3b.npy and"
            + " spikes.times.npy",
        refusal(session));
  }

  private static String refusal(Path folder) {
    return assertThrows(IllegalArgumentException.class, () -> Alf.open(folder)).getMessage();
  }

  private RefusedException refused() {
    return assertThrows(
        RefusedException.class, () -> Alf.open(session).trials("stimOn_times", -100, 400, 20));
  }

  @Test
  void annotationsOfPhyLabelClusters() throws IOException {
    Files.delete(probe.resolve("clusters.metrics.csv"));
    Path file = probe.resolve("clusters._phy_annotation.npy");
    PhyFolders.npy(file, "|u1", "12, 1", 0, 0, 2, 0, 0, 1, 0, 2, 0, 0, 0, 3);
    assertEquals(
        List.of("2", "7"), Alf.open(session).trials("stimOn_times", -100, 400, 20).neuronNames());
    assertEquals(
        List.of("2", "7", "11"),
        Alf.open(session)
            .withGroups("good", "unsorted")
            .trials("stimOn_times", -100, 400, 20)
            .neuronNames());
    PhyFolders.npy(file, "|u1", "3,", 0, 4, 2);
    assertEquals(
        file + ": array must hold 0 (noise), 1 (mua), 2 (good) or 3 (unsorted), got 4 (cluster 1)",
        refused().getMessage());
  }

  @Test
  void parquetIsRefusedByName() throws IOException {
    Files.delete(probe.resolve("clusters.metrics.csv"));
    Files.writeString(probe.resolve("clusters.metrics.pqt"), "PAR1");
    assertEquals(
        session
            + ": folder must label its clusters in clusters.metrics.csv, got clusters.metrics.pqt,"
            + " which is Parquet and not read; save it with"
            + " pandas.read_parquet(\"clusters.metrics.pqt\").to_csv(\"clusters.metrics.csv\"); to"
            + " take every cluster, use --groups all",
        refused().told().onCommandLine());
    for (String name : List.of("stimOn_times", "goCue_times", "intervals", "choice")) {
      Files.delete(alf.resolve("_ibl_trials." + name + ".npy"));
    }
    Files.writeString(alf.resolve("_ibl_trials.table.pqt"), "PAR1");
    assertEquals(
        alf
            + ": trials must be in trials.*.npy, got _ibl_trials.table.pqt, which is Parquet and"
            + " not read; save it with"
            + " pandas.read_parquet(\"_ibl_trials.table.pqt\").to_csv(\"trials.csv\") and use"
            + " --events trials.csv",
        refused().told().onCommandLine());
    // As pandas writes it: the index has no name.
    Files.writeString(alf.resolve("trials.csv"), ",stimOn_times,choice\n0,2.0,-1\n1,5.0,\n2,8,1\n");
    SpikeFolder withTable =
        Alf.open(session).withAllClusters().withEvents(alf.resolve("trials.csv"));
    assertCounts(withTable.trials("stimOn_times", -100, 400, 20), 0, 2, 5, 7, 11);
    Files.delete(alf.resolve("_ibl_trials.table.pqt"));
    assertEquals(
        session
            + ": a folder of spike times must come with its trials; use withEvents(file), or"
            + " continuous(binMs)",
        refused().getMessage());
  }

  @Test
  void foldersThatDoNotFitAreRefused() throws IOException {
    PhyFolders.npy(alf.resolve("_ibl_trials.choice.npy"), "2,", 1, 2);
    assertEquals(
        alf
            + ": trials.goCue_times must have a value for each trial, got 18 where trials.choice"
            + " has 2",
        refused().getMessage());
    Path second = alf.resolve("probe01/pykilosort");
    PhyFolders.npy(second.resolve("spikes.times.npy"), "1,", 1);
    assertEquals(
        alf
            + ": folder must hold the spikes.times.npy of one probe, got those in"
            + " probe00/pykilosort, probe01/pykilosort; give one of these folders",
        refusal(alf));
    assertEquals(second + ": folder must hold spikes.clusters.npy, got none", refusal(second));
    Path empty = Files.createDirectories(root.resolve("empty"));
    assertEquals(
        empty + ": folder must hold the spikes.times.npy of one probe, got none", refusal(empty));
    assertEquals(
        empty
            + ": folder must hold spike_times.npy (Kilosort, Phy), spikes.times.npy (ALF) or"
            + " structure.oebin (Open Ephys), got none of them",
        assertThrows(IllegalArgumentException.class, () -> SpikeFolder.open(empty)).getMessage());
    PhyFolders.npy(probe.resolve("spikes.times.npy"), "2,", 1, Double.NaN);
    PhyFolders.npy(probe.resolve("spikes.clusters.npy"), "<i8", "2,", 2, 2);
    assertEquals(
        probe.resolve("spikes.times.npy")
            + ": times must be seconds, got NaN (spike 1, counted"
            + " from 0)",
        assertThrows(IllegalArgumentException.class, () -> Alf.open(probe).continuous(10))
            .getMessage());
  }
}
