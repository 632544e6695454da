package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Trials;

/** Files that other programs write: columns of several values, words, links, ids, units. */
class NwbKindsTest {
  private static final int TRIALS = 10;
  private static final int UNITS = 6;
  private static final int SPIKES = 200;

  @TempDir private Path folder;

  /** What a file holds; tests change it before it is written. */
  private static final class Content {
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, Object> trials = new LinkedHashMap<>();
    private final Map<String, Object> units = new LinkedHashMap<>();
    private final double[][] spikes = new double[UNITS][];

    Content() {
      Random random = new Random(3);
      for (int u = 0; u < UNITS; u++) {
        spikes[u] = random.doubles(SPIKES, 0, 22).sorted().toArray();
      }
      root.put("identifier", "s");
      trials.put("id", IntStream.range(0, TRIALS).toArray());
      trials.put("start_time", starts().toArray());
      trials.put("stop_time", starts().map(s -> s + 1).toArray());
      trials.put("go_cue_time", starts().map(s -> s + .3).toArray());
      units.put("id", IntStream.range(0, UNITS).toArray());
      units.put("spike_times", DoubleStream.of(flat()).toArray());
      units.put("spike_times_index", everyUnit(SPIKES));
    }

    static DoubleStream starts() {
      return IntStream.range(0, TRIALS).mapToDouble(e -> 2 * e + 1);
    }

    static int[] everyUnit(int entries) {
      return IntStream.rangeClosed(1, UNITS).map(u -> u * entries).toArray();
    }

    double[] flat() {
      return IntStream.range(0, UNITS)
          .mapToObj(u -> spikes[u])
          .flatMapToDouble(DoubleStream::of)
          .toArray();
    }

    /** Spikes in the windows, counted one by one. */
    int right() {
      int sum = 0;
      for (double spike : flat()) {
        sum += (int) starts().filter(s -> spike >= s + .1 && spike < s + .9).count();
      }
      return sum;
    }

    void write(Path path) {
      try (WritableHdfFile file = HdfFile.write(path)) {
        var unused = file.putAttribute("nwb_version", "2.6.0");
        put(file, root);
        put(file.putGroup("intervals").putGroup("trials"), trials);
        put(file.putGroup("units"), units);
      }
    }

    private static void put(WritableGroup group, Map<String, Object> values) {
      values.forEach((name, value) -> group.putDataset(name, value));
    }
  }

  private Path file(Consumer<Content> change) {
    Content content = new Content();
    change.accept(content);
    Path path = folder.resolve("recording.nwb");
    content.write(path);
    return path;
  }

  private Trials cut(Consumer<Content> change) {
    return Nwb.open(file(change)).trials("go_cue_time", -200, 600, 10);
  }

  private static int sum(Trials trials) {
    float[] values = trials.counts().toArray();
    return (int) IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }

  private static void assertRight(Trials trials, String... notes) {
    assertEquals(
        List.of(TRIALS, 80, UNITS), List.of(trials.trials(), trials.bins(), trials.neurons()));
    assertEquals(new Content().right(), sum(trials));
    assertEquals(List.of(notes), trials.notes());
  }

  private String refusal(Consumer<Content> change) {
    Path path = file(change);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Nwb.open(path).trials("go_cue_time", -200, 600, 10))
            .getMessage();
    assertEquals(path + ": ", message.substring(0, path.toString().length() + 2));
    return message.substring(path.toString().length() + 2);
  }

  private static List<String> events(Trials trials) {
    return trials.events().stream().map(event -> event.name()).sorted().toList();
  }

  @Test
  void anUnchangedFileIsReadWithoutNotes() {
    Trials trials = cut(content -> {});
    assertRight(trials);
    assertEquals(List.of("go_cue_time", "start_time", "stop_time"), events(trials));
  }

  /** Licks per trial: as many in all as there are trials; the first trial has none. */
  private static void licks(Content content) {
    int[] licks = {0, 2, 1, 1, 0, 2, 1, 1, 1, 1};
    List<Double> times = new ArrayList<>();
    int[] ends = new int[TRIALS];
    for (int e = 0; e < TRIALS; e++) {
      for (int i = licks[e] - 1; i >= 0; i--) {
        times.add(2 * e + 1.1 + .1 * i);
      }
      ends[e] = times.size();
    }
    content.trials.put("lick_time", times.stream().mapToDouble(t -> t).toArray());
    content.trials.put("lick_time_index", ends);
  }

  @Test
  void severalTimesPerTrialAreNoEvent() {
    Trials trials = cut(NwbKindsTest::licks);
    assertRight(trials, "\"lick_time\" became no event: it holds several values per trial");
    assertEquals(List.of("go_cue_time", "start_time", "stop_time"), events(trials));
    Nwb nwb = Nwb.open(folder.resolve("recording.nwb"));
    assertEquals(
        List.of("go_cue_time", "id", "start_time", "stop_time"),
        Stream.concat(nwb.columns().stream(), Stream.of("id")).sorted().toList());
    assertEquals(
        List.of("go_cue_time", "lick_time", "start_time", "stop_time"),
        nwb.events().stream().sorted().toList());
  }

  @Test
  void trialsAreCutAroundTheEarliestOfSeveralTimes() {
    Trials trials = Nwb.open(file(NwbKindsTest::licks)).trials("lick_time", -50, 100, 10);
    assertEquals(
        List.of(
            "the earliest \"lick_time\" of each trial was taken",
            "2 of 10 trials left out, without \"lick_time\": 0, 4"),
        trials.notes());
    assertEquals(List.of("1", "2", "3", "5", "6", "7", "8", "9"), trials.trialIds());
    trials.event("start_time").timesMs().forEach(ms -> assertEquals(-100, ms, 1e-9));
    trials.event("lick_time").timesMs().forEach(ms -> assertEquals(0, ms));
  }

  /**
   * Made by h5py 3.7: 2 units, 3 trials; indices are told by their attribute {@code target}. {@code
   * choice_index} is a column that is no index; {@code lick_time_index} is that of {@code
   * tap_time}, and {@code licks} that of {@code lick_time}.
   */
  @Test
  void anIndexIsTheOneThatRefersToItsColumn() throws IOException {
    Path path = folder.resolve("target.nwb");
    try (InputStream in = NwbKindsTest.class.getResourceAsStream("nwb_target.nwb")) {
      assertNotNull(in);
      Files.write(path, in.readAllBytes());
    }
    Nwb nwb = Nwb.open(path);
    assertEquals(
        List.of("choice_index", "go_time", "start_time", "stop_time"),
        nwb.columns().stream().sorted().toList());
    assertEquals(
        List.of("go_time", "lick_time", "start_time", "stop_time", "tap_time"),
        nwb.events().stream().sorted().toList());
    Trials trials = nwb.withConditions("choice_index").trials("go_time", 0, 300, 100);
    assertEquals(List.of("4", "5", "4"), trials.conditions().orElseThrow());
    assertArrayEquals(
        new float[] {1, 0, 0, 2, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1},
        trials.counts().toArray());
    assertEquals(List.of("1", "2"), nwb.trials("lick_time", 0, 300, 100).trialIds());
    assertEquals(List.of("0", "2"), nwb.trials("tap_time", 0, 300, 100).trialIds());
  }

  @Test
  void anIndexThatDoesNotFitIsRefused() {
    Path path =
        file(
            content -> {
              licks(content);
              content.trials.put("lick_time_index", new int[] {1, 2});
            });
    assertEquals(
        path + ": intervals/trials/lick_time_index must be one per trial, got 2 for 10",
        assertThrows(
                IllegalArgumentException.class,
                () -> Nwb.open(path).trials("lick_time", -50, 100, 10))
            .getMessage());
    assertEquals(
        path + ": intervals/trials/lick_time must hold one value per trial, got several",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Nwb.open(path).withConditions("lick_time").trials("go_cue_time", -50, 100, 10))
            .getMessage());
  }

  @Test
  void wordsAreNoEvent() {
    String[] words = IntStream.range(0, TRIALS).mapToObj(e -> "n/a").toArray(String[]::new);
    assertRight(
        cut(content -> content.trials.put("response_time", words)),
        "\"response_time\" became no event: it holds no numbers");
    Path path = folder.resolve("recording.nwb");
    assertEquals(
        path + ": response_time must hold numbers, got \"n/a\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> Nwb.open(path).trials("response_time", -50, 100, 10))
            .getMessage());
  }

  @Test
  void durationsAreNoEvent() {
    double[] durations = Content.starts().map(s -> .2 + s / 100).toArray();
    assertRight(
        cut(content -> content.trials.put("reaction_time", durations)),
        "\"reaction_time\" became no event: it holds times far from their trials");
    assertEquals(
        "\"reaction_time\" holds times far from their trials; are these durations?",
        Nwb.open(folder.resolve("recording.nwb"))
            .trials("reaction_time", 0, 1000, 10)
            .notes()
            .get(0));
  }

  @Test
  void columnsOfOtherLengthsAreNoEvent() {
    assertRight(
        cut(content -> content.trials.put("reward_time", new double[] {1, 2})),
        "\"reward_time\" became no event: it does not hold one value per trial");
  }

  private static Consumer<Content> observed(double[]... intervals) {
    return content -> {
      double[][] all = new double[UNITS * intervals.length][];
      for (int i = 0; i < all.length; i++) {
        all[i] = intervals[i % intervals.length];
      }
      content.units.put("obs_intervals", all);
      content.units.put("obs_intervals_index", Content.everyUnit(intervals.length));
    };
  }

  @Test
  void intervalsAreSortedAndMadeOneWhereTheyTouch() {
    assertRight(cut(observed(new double[] {9.5, 22}, new double[] {0, 9.5})));
    assertRight(cut(observed(new double[] {9.5 + 1e-9, 22}, new double[] {0, 9.5})));
    assertRight(cut(observed(new double[] {0, 22}, new double[] {3, 4}, new double[] {20, 20.5})));
    assertEquals(
        List.of("1 of 10 trials left out, during which a unit was not observed: 4"),
        cut(observed(new double[] {9.51, 22}, new double[] {0, 9.5})).notes());
    assertEquals(
        "units/obs_intervals must end after they begin, got 9.5 to 3.0 (row 0)",
        refusal(observed(new double[] {9.5, 3})));
    assertEquals(
        "units/obs_intervals must be intervals x 2 (begin and end), got 6 x 3",
        refusal(observed(new double[] {9.5, 3, 1})));
  }

  @Test
  void spikesInMillisecondsAreRefused() {
    assertEquals(
        "spikes must lie in windows, got no spike in any window: spikes lie between 1030.0 and"
            + " 21990.0 s, windows between 1.1 and 19.9 s; NWB holds times in seconds",
        refusal(
            content -> {
              content.units.put("spike_times", new double[] {1030, 2000, 21990});
              content.units.put("spike_times_index", new int[] {1, 1, 2, 2, 2, 3});
            }));
    assertEquals(
        "units must have spikes, got none",
        refusal(content -> content.units.put("spike_times_index", new int[UNITS])));
  }

  @Test
  void spikesFarBeyondTheWindowsAreNamed() {
    Trials trials =
        cut(
            content -> {
              content.units.put("spike_times", new double[] {1.25, 2000, 21990});
              content.units.put("spike_times_index", new int[] {1, 1, 2, 2, 2, 3});
            });
    assertEquals(
        List.of(
            "spikes lie between 1.25 and 21990.0 s, windows between 1.1 and 19.9 s; are all of"
                + " these seconds?"),
        trials.notes());
    assertEquals(1, sum(trials));
  }

  @Test
  void idsThatAreNotDifferentAreReplacedByRows() {
    Trials units = cut(content -> content.units.put("id", new int[] {1, 2, 3, 1, 2, 3}));
    assertRight(units, "ids of units hold \"1\" more than once; rows are numbered from 0 instead");
    assertEquals("unit_5", units.neuronNames().get(5));
    Trials trials = cut(content -> content.trials.put("id", new int[TRIALS]));
    assertRight(
        trials, "ids of trials hold \"0\" more than once; rows are numbered from 0 instead");
    assertEquals("9", trials.trialIds().get(9));
    assertRight(
        cut(content -> content.units.put("id", new String[] {"a", "A", "b", "c", "d", "e"})),
        "ids of units hold \"A\" more than once; rows are numbered from 0 instead");
    assertRight(
        cut(content -> content.trials.put("id", new int[] {4, 5})),
        "ids of trials are 2 for 10 rows; rows are numbered from 0 instead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recording.nwb", "recording.h5", "recording"})
  void aRecordingSaysWhatItNeeds(String name) {
    Path path = folder.resolve(name);
    Content content = new Content();
    licks(content);
    content.write(path);
    RefusedException refused = assertThrows(RefusedException.class, () -> Trials.load(path, 10));
    String events = " with an event of " + String.join(", ", Nwb.open(path).events());
    assertEquals(
        path
            + ": an NWB recording must be cut into trials around an event; use"
            + " Nwb.open(path).trials(event, fromMs, toMs, binMs)"
            + events,
        refused.getMessage());
    assertEquals(
        path
            + ": an NWB recording must be cut into trials around an event; use"
            + " --align-to EVENT --window FROM,TO --bin-ms X"
            + events,
        refused.told().onCommandLine());
  }

  @Test
  void earlierVersionsAreRefusedByName() {
    Path path = folder.resolve("old.nwb");
    try (WritableHdfFile file = HdfFile.write(path)) {
      var unused = file.putDataset("nwb_version", "NWB-1.0.6");
      var unusedToo = file.putGroup("epochs").putDataset("n", 1);
    }
    String said = ": nwb_version must be 2.0 or later, got NWB-1.0.6; write the recording as NWB 2";
    assertEquals(
        path + said,
        assertThrows(IllegalArgumentException.class, () -> Nwb.open(path)).getMessage());
    assertEquals(
        path + said,
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path)).getMessage());
  }

  /** What pynwb writes for {@code timestamps=other_series}, and other links. */
  @Test
  void linksAreFollowed() throws Exception {
    Path path = file(content -> {});
    Python.run(
        folder,
        """
        with h5py.File('recording.nwb', 'r') as old, h5py.File('linked.nwb', 'w') as f:
            for name in old:
                old.copy(name, f)
            f.attrs['nwb_version'] = '2.6.0'
            f.move('units/spike_times', 'units/st')
            f['units/spike_times'] = h5py.SoftLink('/units/st')
            f.move('intervals/trials/go_cue_time', 'intervals/go')
            f['intervals/trials/go_cue_time'] = h5py.SoftLink('/intervals/go')
            f['intervals/trials/lost_time'] = h5py.SoftLink('/intervals/nothing')
            f['intervals/trials/is_late_time'] = np.ones(10, bool)
            b = f.create_group('processing/behavior')
            t = np.arange(2200) * .01
            for k in ('hand_pos', 'hand_vel', 'lost'):
                b.create_group(k)['data'] = np.c_[t, 2 * t]
            b['hand_pos/timestamps'] = t
            b['hand_vel/timestamps'] = h5py.SoftLink('/processing/behavior/hand_pos/timestamps')
            b['lost/timestamps'] = h5py.SoftLink('/processing/behavior/gone/timestamps')
            b['itself'] = h5py.SoftLink('/processing')
            b['again'] = h5py.SoftLink('/processing/behavior/hand_vel')
        """);
    assertEquals("recording.nwb", path.getFileName().toString());
    Nwb nwb = Nwb.open(folder.resolve("linked.nwb"));
    Trials trials = nwb.withBehaviour("hand_vel", "again").trials("go_cue_time", -200, 600, 10);
    assertRight(
        trials,
        "\"is_late_time\" became no event: it holds no numbers",
        "\"lost_time\" became no event: it is a link that leads nowhere");
    assertEquals(2 * 3.105, trials.behaviour("hand_vel").values().at(1, 0, 1), 1e-4);
    assertEquals(2 * 3.105, trials.behaviour("again").values().at(1, 0, 1), 1e-4);
    assertEquals(
        folder.resolve("linked.nwb")
            + ": /processing/behavior/lost/timestamps must be there, got a link that leads to"
            + " \"/processing/behavior/gone/timestamps\", which is not there",
        assertThrows(
                IllegalArgumentException.class,
                () -> nwb.withBehaviour("lost").trials("go_cue_time", -200, 600, 10))
            .getMessage());
    assertEquals(
        folder.resolve("linked.nwb")
            + ": /intervals/trials/lost_time must be there, got a link that leads to"
            + " \"/intervals/nothing\", which is not there",
        assertThrows(IllegalArgumentException.class, () -> nwb.trials("lost_time", -200, 600, 10))
            .getMessage());
    assertEquals(
        List.of("again", "hand_pos", "hand_vel", "lost"),
        nwb.behaviour().stream().sorted().toList());
  }
}
