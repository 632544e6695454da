package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Trials;

class NwbTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("recording.nwb");
  }

  private static void put(WritableGroup group, String name, Object values) {
    var unused = group.putDataset(name, values);
  }

  /** Two units, four trials of a second; the go cue is missing in the third. */
  private Path file(Consumer<WritableGroup> more) {
    try (WritableHdfFile file = HdfFile.write(path)) {
      put(file, "identifier", "monkey-monday");
      WritableGroup units = file.putGroup("units");
      put(units, "id", new long[] {4, 9});
      put(units, "spike_times", new double[] {.3, .301, .35, .449, 1.6, 3.5, .31, .39, .41, 3.49});
      put(units, "spike_times_index", new int[] {6, 10});
      WritableGroup trials = file.putGroup("intervals").putGroup("trials");
      put(trials, "id", new long[] {10, 11, 12, 13});
      put(trials, "start_time", new double[] {0, 1, 2, 3});
      put(trials, "stop_time", new double[] {1, 2, 3, 4});
      put(trials, "go_cue_time", new double[] {.35, 1.55, Double.NaN, 3.5});
      put(trials, "target", new String[] {"left", "right", "left", "up"});
      put(trials, "timeseries", new double[] {1, 2});
      more.accept(file);
    }
    return path;
  }

  private Nwb nwb() {
    return Nwb.open(file(root -> {}));
  }

  private static double[] row(Trials trials, int trial, int neuron) {
    return IntStream.range(0, trials.bins())
        .mapToDouble(t -> trials.counts().at(trial, t, neuron))
        .toArray();
  }

  @Test
  void spikesAreCountedAroundTheEvent() {
    Trials trials = nwb().withConditions("target").trials("go_cue_time", -50, 100, 50);
    assertEquals(List.of("10", "11", "13"), trials.trialIds());
    assertEquals(List.of("unit_4", "unit_9"), trials.neuronNames());
    assertEquals(List.of("left", "right", "up"), trials.conditions().orElseThrow());
    assertEquals("monkey-monday", trials.session());
    assertEquals(-50, trials.startMs());
    assertEquals(50, trials.binMs());
    assertArrayEquals(new double[] {2, 1, 1}, row(trials, 0, 0), "edges belong to the later bin");
    assertArrayEquals(new double[] {1, 1, 1}, row(trials, 0, 1));
    assertArrayEquals(new double[] {0, 0, 0}, row(trials, 1, 1));
    assertArrayEquals(new double[] {0, 1, 0}, row(trials, 2, 0));
    assertArrayEquals(new double[] {1, 0, 0}, row(trials, 2, 1));
    assertEquals(List.of("1 of 4 trials left out, without \"go_cue_time\": 12"), trials.notes());
  }

  @Test
  void everyColumnOfTimesBecomesAnEvent() {
    Trials trials = nwb().trials("go_cue_time", 0, 100, 50);
    assertEquals(-350, trials.event("start_time").timesMs().get(0), 1e-9);
    assertEquals(450, trials.event("stop_time").timesMs().get(1), 1e-9);
    assertEquals(List.of(0.0, 0.0, 0.0), trials.event("go_cue_time").timesMs());
    assertEquals(3, trials.events().size());
  }

  @Test
  void aSpikeCountsInEveryWindowItLiesIn() {
    Trials trials = nwb().trials("start_time", -1000, 2000, 1000);
    assertEquals(4, trials.trials());
    assertArrayEquals(new double[] {0, 4, 1}, row(trials, 0, 0));
    assertArrayEquals(new double[] {4, 1, 0}, row(trials, 1, 0));
    assertArrayEquals(new double[] {1, 0, 1}, row(trials, 2, 0));
    assertArrayEquals(new double[] {0, 1, 0}, row(trials, 3, 0));
  }

  @Test
  void binsDoNotDependOnHowTheyAreGrouped() {
    Trials fine = nwb().trials("go_cue_time", -350, 650, 1);
    Trials coarse = nwb().trials("go_cue_time", -350, 650, 50);
    assertEquals(coarse.counts(), fine.rebin(50).counts());
    assertEquals(10, sum(nwb().trials("start_time", 0, 1000, 10)), "every spike in one trial");
  }

  private static double sum(Trials trials) {
    float[] values = trials.counts().toArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }

  private static void intervals(WritableGroup root) {
    WritableGroup units = (WritableGroup) root.getChild("units");
    put(units, "obs_intervals", new double[][] {{0, 1.2}, {1.2, 4}, {0, 2}});
    put(units, "obs_intervals_index", new int[] {2, 3});
  }

  @Test
  void windowsInWhichAUnitWasNotObservedAreLeftOut() {
    Nwb nwb = Nwb.open(file(NwbTest::intervals));
    Trials trials = nwb.trials("go_cue_time", -50, 100, 50);
    assertEquals(List.of("10", "11"), trials.trialIds());
    assertEquals(
        List.of(
            "1 of 4 trials left out, without \"go_cue_time\": 12",
            "1 of 3 trials left out, during which a unit was not observed: 13"),
        trials.notes());
    Trials fewer = nwb.leavingOutUnobservedUnits().trials("go_cue_time", -50, 100, 50);
    assertEquals(List.of("10", "11", "13"), fewer.trialIds());
    assertEquals(List.of("unit_4"), fewer.neuronNames());
    assertEquals(
        "1 of 2 units left out, not observed during every window: unit_9", fewer.notes().get(1));
    assertEquals(
        1,
        nwb.trials("start_time", 100, 1200, 100).trials(),
        "intervals that touch are one; the second unit ends at 2");
  }

  private static void hand(WritableGroup root) {
    WritableGroup behavior = root.putGroup("processing").putGroup("behavior");
    WritableGroup stamped = behavior.putGroup("Position").putGroup("hand");
    double[][] values = new double[40][2];
    double[] stamps = new double[40];
    for (int i = 0; i < 40; i++) {
      stamps[i] = i * .1 + (i >= 20 ? .5 : 0);
      values[i][0] = stamps[i];
      values[i][1] = -2 * stamps[i];
    }
    var data = stamped.putDataset("data", values);
    var unusedUnit = data.putAttribute("unit", "m");
    var unusedConversion = data.putAttribute("conversion", 100.0);
    put(stamped, "timestamps", stamps);
    WritableGroup regular = behavior.putGroup("pupil");
    put(regular, "data", IntStream.range(0, 50).mapToDouble(i -> i).toArray());
    var start = regular.putDataset("starting_time", 1.0);
    var unusedRate = start.putAttribute("rate", 50.0);
  }

  @Test
  void behaviourIsTakenAtTheCentresOfBins() {
    Nwb nwb = Nwb.open(file(NwbTest::hand));
    assertEquals(List.of("hand", "pupil"), nwb.behaviour().stream().sorted().toList());
    Trials trials = nwb.withBehaviour("hand", "pupil").trials("go_cue_time", -50, 100, 50);
    var hand = trials.behaviour("hand");
    assertEquals("m", hand.unit());
    assertEquals(List.of("hand_0", "hand_1"), hand.columns());
    assertEquals(32.5, hand.values().at(0, 0, 0), 1e-4);
    assertEquals(-75, hand.values().at(0, 1, 1), 1e-4);
    assertEquals(162.5, hand.values().at(1, 2, 0), 1e-4);
    var pupil = trials.behaviour("pupil").values();
    assertTrue(Float.isNaN(pupil.at(0, 0, 0)), "before the first sample");
    assertEquals(26.25, pupil.at(1, 0, 0), 1e-4);
    assertTrue(Float.isNaN(pupil.at(2, 0, 0)), "after the last");
    Trials gap = nwb.withBehaviour("hand").trials("start_time", 800, 1600, 100).select(1);
    var across = gap.behaviour("hand").values();
    assertEquals(185, across.at(0, 0, 0), 1e-4);
    assertTrue(Float.isNaN(across.at(0, 1, 0)), "in the gap");
    assertTrue(Float.isNaN(across.at(0, 6, 0)), "at its end");
    assertEquals(255, across.at(0, 7, 0), 1e-4);
  }

  @ParameterizedTest
  @CsvSource({"0,0,10", "10,0,10", "0,15,10", "0,10,0", "0,10,NaN", "0,10,-10", "0,1e300,1"})
  void aWindowIsAWholeNumberOfBins(double from, double to, double bin) {
    assertTrue(
        messageOf(() -> nwb().trials("go_cue_time", from, to, bin))
            .startsWith("window must be a whole number of bins, got "));
  }

  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private String contentMessage(Executable call) {
    String message = messageOf(call);
    assertTrue(message.startsWith(path + ": "), message);
    return message.substring((path + ": ").length());
  }

  @Test
  void whatIsNotThereIsNamed() {
    Nwb nwb = nwb();
    assertEquals(
        List.of("go_cue_time", "start_time", "stop_time", "target"),
        nwb.columns().stream().sorted().toList());
    assertEquals(
        "intervals/trials must have the column \"go\", got " + String.join(", ", nwb.columns()),
        contentMessage(() -> nwb.trials("go", 0, 10, 10)));
    assertEquals(
        "target must hold numbers, got \"left\"",
        contentMessage(() -> nwb.trials("target", 0, 10, 10)));
    assertEquals(
        "processing/behavior must hold the series \"eye\", got none",
        contentMessage(() -> nwb.withBehaviour("eye").trials("start_time", 0, 10, 10)));
    try (WritableHdfFile file = HdfFile.write(path)) {
      put(file, "identifier", "x");
    }
    assertEquals(
        "an NWB recording must hold units and intervals/trials, got no units and no"
            + " intervals/trials",
        contentMessage(() -> Nwb.open(path)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (WritableHdfFile file = HdfFile.write(path)) {
      WritableGroup units = file.putGroup("units");
      put(units, "spike_times", new double[] {1, 2});
      put(units, "spike_times_index", new int[] {1, 3});
      put(file.putGroup("intervals").putGroup("trials"), "start_time", new double[] {Double.NaN});
    }
    assertEquals(
        "units/spike_times_index must rise from 0 to at most 2, got 3.0 after 1.0",
        contentMessage(() -> Nwb.open(path)));
    try (WritableHdfFile file = HdfFile.write(path)) {
      WritableGroup units = file.putGroup("units");
      put(units, "spike_times", new double[] {1, 2});
      put(units, "spike_times_index", new int[] {1, 2});
      put(file.putGroup("intervals").putGroup("trials"), "start_time", new double[] {Double.NaN});
    }
    assertEquals(
        "at least one trial must be left, got none (1 of 1 trials left out, without"
            + " \"start_time\": 0)",
        contentMessage(() -> Nwb.open(path).trials("start_time", 0, 10, 10)));
  }

  @Test
  void filesOfH5pyAreReadAlike() {
    Python.run(
        """
        import h5py, numpy as np
        with h5py.File('%s', 'w') as f:
            f['identifier'] = 'python'
            u = f.create_group('units')
            u['id'] = np.arange(3)
            times = [np.sort(np.random.default_rng(i).random(1000) * 20) for i in range(3)]
            u.create_dataset('spike_times', data=np.concatenate(times), chunks=(100,), compression='gzip')
            u['spike_times_index'] = np.cumsum([len(t) for t in times]).astype('u4')
            t = f.create_group('intervals/trials')
            t['id'] = np.arange(20)
            t['start_time'] = np.arange(20.)
            t['stop_time'] = np.arange(20.) + 1
            t.create_dataset('kind', data=['a', 'b'] * 10, dtype=h5py.string_dtype())
            s = f.create_group('processing/behavior/speed')
            s.create_dataset('data', data=np.arange(2000.) / 100, chunks=(300,), compression='gzip')
            s['starting_time'] = 0.
            s['starting_time'].attrs['rate'] = 100.
        """
            .formatted(path));
    Trials trials =
        Nwb.open(path)
            .withBehaviour("speed")
            .withConditions("kind")
            .trials("start_time", 0, 1000, 20);
    assertEquals(3000, sum(trials));
    assertEquals("b", trials.conditions().orElseThrow().get(19));
    assertEquals(7.21, trials.behaviour("speed").values().at(7, 10, 0), 1e-4);
    assertEquals(List.of(), trials.notes());
  }
}
