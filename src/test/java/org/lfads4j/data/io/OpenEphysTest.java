package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.data.Trials;

class OpenEphysTest {
  private static final int ELECTRODES = 11;
  private static final int SPIKES = 300;
  private static final String TTL = "events/NI-DAQmx-103.PXIe-6341/TTL";

  @TempDir private Path root;
  private Path recording;
  private Path ttl;
  private static final double[][] TIMES = new double[ELECTRODES][];
  private static final long[][] CLUSTERS = new long[ELECTRODES][];

  static {
    Random random = new Random(8);
    for (int e = 0; e < ELECTRODES; e++) {
      TIMES[e] = random.doubles(SPIKES, 100, 130).sorted().toArray();
      CLUSTERS[e] = random.ints(SPIKES, 0, 3).asLongStream().toArray();
    }
  }

  /** Eleven electrodes from 100 s to 130 s; line 1 rises every 2 s, line 3 only twice. */
  static Path write(Path recording) throws IOException {
    for (int e = 0; e < ELECTRODES; e++) {
      Path folder = electrode(recording, e);
      PhyFolders.npy(folder.resolve("timestamps.npy"), SPIKES + ",", TIMES[e]);
      PhyFolders.npy(folder.resolve("clusters.npy"), "<u2", SPIKES + ",", CLUSTERS[e]);
    }
    Path ttl = recording.resolve(TTL);
    int edges = 2 * 14 + 2;
    PhyFolders.npy(
        ttl.resolve("timestamps.npy"),
        edges + ",",
        DoubleStream.concat(
                DoubleStream.of(107.25, 111.5),
                IntStream.range(0, 28).mapToDouble(i -> 101 + i / 2 * 2 + i % 2 * .1))
            .toArray());
    PhyFolders.npy(
        ttl.resolve("states.npy"),
        "<i2",
        edges + ",",
        IntStream.range(0, edges).mapToLong(i -> i < 2 ? 3 : i % 2 == 0 ? 1 : -1).toArray());
    Files.writeString(recording.resolve("structure.oebin"), "{\"GUI version\": \"0.6.7\"}");
    return recording;
  }

  @BeforeEach
  void write() throws IOException {
    recording = write(root.resolve("monday/Record Node 105/experiment1/recording1"));
    ttl = recording.resolve(TTL);
  }

  private static Path electrode(Path recording, int e) {
    return recording.resolve("spikes/Spike_Detector-104.example_data/Electrode " + (e + 1));
  }

  private Path electrode(int e) {
    return electrode(recording, e);
  }

  private double counted(int electrode, long cluster, double fromS, double toS) {
    return IntStream.range(0, SPIKES)
        .filter(i -> CLUSTERS[electrode][i] == cluster)
        .filter(i -> TIMES[electrode][i] >= fromS && TIMES[electrode][i] < toS)
        .count();
  }

  @Test
  void sortedUnitsAreCountedAroundEdges() {
    for (Path folder : List.of(recording, root.resolve("monday"))) {
      SpikeFolder whole = SpikeFolder.open(folder);
      assertEquals(List.of("ttl1", "ttl3"), whole.columns());
      Trials trials = whole.trials("ttl1", -500, 1000, 250);
      assertEquals(
          List.of(14, 6, 2 * ELECTRODES),
          List.of(trials.trials(), trials.bins(), trials.neurons()));
      assertEquals(
          List.of("Electrode 1.1", "Electrode 1.2", "Electrode 2.1"),
          trials.neuronNames().subList(0, 3));
      assertEquals("Electrode 11.2", trials.neuronNames().get(21));
      for (int e = 0; e < 14; e++) {
        for (int t = 0; t < 6; t++) {
          for (int n = 0; n < 22; n++) {
            double fromS = 100.5 + 2 * e + .25 * t;
            assertEquals(
                counted(n / 2, 1 + n % 2, fromS, fromS + .25), trials.counts().at(e, t, n));
          }
        }
      }
    }
    Trials unsorted =
        OpenEphys.open(recording).withGroups("unsorted").trials("ttl3", 0, 1000, 1000);
    assertEquals(2, unsorted.trials());
    assertEquals(counted(10, 0, 111.5, 112.5), unsorted.counts().at(1, 0, 10));
    assertEquals("recording1", unsorted.session());
  }

  private static String refusal(Path folder, String event) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> OpenEphys.open(folder).trials(event, -500, 1000, 250))
        .getMessage();
  }

  @Test
  void recordingsThatDoNotFitAreRefused() throws IOException {
    assertEquals(
        recording + ": recording must have the event \"ttl2\", got ttl1, ttl3",
        refusal(recording, "ttl2"));
    PhyFolders.npy(ttl.resolve("states.npy"), "<i2", "2,", 1, 3);
    assertEquals(
        ttl.resolve("states.npy")
            + ": array must hold a state for each of the 30 times of timestamps.npy, got 2; copy"
            + " both again",
        refusal(recording, "ttl1"));
    PhyFolders.npy(electrode(4).resolve("clusters.npy"), "<u2", SPIKES + ",", bigCluster());
    Path table = Files.writeString(recording.resolve("trials.csv"), "go\n105\n");
    assertEquals(
        recording + ": clusters of Electrode 5 must be below 1024, got 1024",
        assertThrows(
                IllegalArgumentException.class,
                () -> OpenEphys.open(recording).withEvents(table).trials("go", 0, 100, 10))
            .getMessage());
    PhyFolders.npy(electrode(0).resolve("timestamps.npy"), SPIKES + ",", minusOnes());
    assertEquals(
        electrode(0).resolve("timestamps.npy")
            + ": times must be synchronised, from 0 s on, got -1.0; record with synchronised"
            + " streams, or sort the continuous data",
        refusal(recording, "ttl1"));
    Path second = recording.resolveSibling("recording2");
    Files.createDirectories(second);
    Files.writeString(second.resolve("structure.oebin"), "{}");
    Path both = second.getParent();
    assertEquals(
        both
            + ": folder must hold the structure.oebin of one recording, got those in recording1,"
            + " recording2; give one of these folders",
        refusal(both, "ttl1"));
    assertEquals(
        second
            + ": folder must hold spikes of electrodes (clusters.npy, timestamps.npy), as Open"
            + " Ephys 0.6 and later write them, got none; sort its continuous data, and give the"
            + " sorter's folder",
        refusal(second, "ttl1"));
  }

  private static long[] bigCluster() {
    return IntStream.range(0, SPIKES).mapToLong(i -> 1024).toArray();
  }

  private static double[] minusOnes() {
    return IntStream.range(0, SPIKES).mapToDouble(i -> -1).toArray();
  }

  /** An electrode without spikes is none; two devices may have one line. */
  @Test
  void namesTellDevicesApart() throws IOException {
    PhyFolders.npy(electrode(0).resolve("timestamps.npy"), "0,");
    PhyFolders.npy(electrode(0).resolve("clusters.npy"), "<u2", "0,");
    Path other = recording.resolve("events/Rhythm-100.Data/TTL");
    PhyFolders.npy(other.resolve("timestamps.npy"), "1,", 120);
    PhyFolders.npy(other.resolve("states.npy"), "<i2", "1,", 1);
    SpikeFolder whole = OpenEphys.open(recording);
    assertEquals(List.of("Rhythm-100.Data/ttl1", "ttl1", "ttl3"), whole.columns());
    Trials trials = whole.trials("Rhythm-100.Data/ttl1", 0, 1000, 1000);
    assertEquals("Electrode 2.1", trials.neuronNames().get(0));
    assertEquals(counted(1, 1, 120, 121), trials.counts().at(0, 0, 0));
  }
}
