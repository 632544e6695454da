package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.data.Trials;

/** Whatever an NWB file says, it is read or refused in one sentence, soon and in little memory. */
class DamagedNwbTest {
  private static final long SLOWEST_MS = 30_000;

  @TempDir private Path folder;

  /** What is wrong with a file. */
  enum Fault {
    /** Bytes of a file that this project's library wrote. */
    BYTES {
      @Override
      void write(Path path, int seed) throws IOException {
        // Written once, for that takes longer than to read it.
        byte[] whole =
            ORIGINALS.computeIfAbsent(
                this,
                fault -> {
                  NwbDatasets.whole().write(path);
                  return bytes(path);
                });
        Files.write(path, Damage.of(whole, seed));
      }
    },
    /**
     * Bytes of a file of h5py 3.7: 4 trials, 3 units, soft links for spike_times and timestamps, a
     * ragged lick_time, bool and text columns, obs_intervals, packed chunks.
     */
    BYTES_OF_H5PY {
      @Override
      void write(Path path, int seed) throws IOException {
        byte[] whole = ORIGINALS.computeIfAbsent(this, fault -> resource("nwb_h5py.nwb"));
        Files.write(path, Damage.of(whole, seed));
      }
    },
    /** Bytes of a file of h5py 3.7 whose indices are told by what they refer to. */
    BYTES_OF_TARGETS {
      @Override
      void write(Path path, int seed) throws IOException {
        byte[] whole = ORIGINALS.computeIfAbsent(this, fault -> resource("nwb_target.nwb"));
        Files.write(path, Damage.of(whole, seed));
      }
    },
    /** Sets that are missing, or of another type, rank, length or value. */
    STRUCTURE {
      @Override
      void write(Path path, int seed) {
        NwbDatasets.whole().changed(new Random(seed)).write(path);
      }
    };

    private static final Map<Fault, byte[]> ORIGINALS = new EnumMap<>(Fault.class);

    abstract void write(Path path, int seed) throws IOException;

    private static byte[] bytes(Path path) {
      try {
        return Files.readAllBytes(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] resource(String name) {
      try (InputStream in = DamagedNwbTest.class.getResourceAsStream(name)) {
        assertNotNull(in);
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sets by their paths. */
  private record NwbDatasets(Map<String, Object> sets) {
    private static final int TRIALS = 4;

    static NwbDatasets whole() {
      Map<String, Object> sets = new LinkedHashMap<>();
      sets.put("nwb_version", "2.6.0");
      sets.put("identifier", "monday");
      sets.put("units/id", new int[] {3, 4, 5});
      sets.put("units/spike_times", new Random(1).doubles(60, 0, 9).toArray());
      sets.put("units/spike_times_index", new int[] {20, 40, 60});
      sets.put("units/obs_intervals", new double[][] {{0, 4}, {4, 9}, {0, 9}, {5, 9}, {0, 5}});
      sets.put("units/obs_intervals_index", new int[] {2, 3, 5});
      String trials = "intervals/trials/";
      sets.put(trials + "id", new int[] {0, 1, 2, 3});
      sets.put(trials + "start_time", new double[] {1, 3, 5, 7});
      sets.put(trials + "stop_time", new double[] {2, 4, 6, 8});
      sets.put(trials + "go_cue_time", new double[] {1.3, 3.3, 5.3, 7.3});
      sets.put(trials + "target", new String[] {"left", "right", "left", "up"});
      sets.put(trials + "lick_time", new double[] {1.5, 3.5, 3.6, 7.5});
      sets.put(trials + "lick_time_index", new int[] {1, 3, 3, 4});
      String hand = "processing/behavior/hand/";
      sets.put(
          hand + "data",
          IntStream.range(0, 90).mapToObj(i -> new double[2]).toArray(double[][]::new));
      sets.put(hand + "timestamps", IntStream.range(0, 90).mapToDouble(i -> i * .1).toArray());
      return new NwbDatasets(sets);
    }

    NwbDatasets changed(Random random) {
      Map<String, Object> changed = new LinkedHashMap<>(sets);
      int changes = 1 + random.nextInt(3);
      List<String> names = new ArrayList<>(sets.keySet());
      for (int i = 0; i < changes; i++) {
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          changed.remove(name);
        } else {
          changed.put(name, other(random));
        }
      }
      return new NwbDatasets(changed);
    }

    private static Object other(Random random) {
      int length = random.nextBoolean() ? TRIALS : 1 + random.nextInt(9);
      double[] telling = {
        0, -1, .5, 1, 3, 1e9, 1e18, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY
      };
      return switch (random.nextInt(9)) {
        case 0 -> random.doubles(length, -10, 10).toArray();
        case 1 ->
            IntStream.range(0, length).mapToDouble(i -> telling[random.nextInt(11)]).toArray();
        case 2 -> random.ints(length, -3, 70).toArray();
        case 3 -> random.ints(length, 0, 70).sorted().toArray();
        case 4 -> random.longs(length).toArray();
        case 5 -> new double[length][1 + random.nextInt(3)];
        case 6 -> Stream.generate(() -> "word").limit(length).toArray(String[]::new);
        case 7 -> new double[2][length][2];
        default -> telling[random.nextInt(11)];
      };
    }

    void write(Path path) {
      try (WritableHdfFile file = HdfFile.write(path)) {
        Map<String, WritableGroup> groups = new LinkedHashMap<>(Map.of("", file));
        sets.forEach(
            (name, value) -> {
              int end = Math.max(0, name.lastIndexOf('/'));
              var unused =
                  group(groups, name.substring(0, end))
                      .putDataset(name.substring(name.lastIndexOf('/') + 1), value);
            });
      }
    }

    private static WritableGroup group(Map<String, WritableGroup> groups, String path) {
      WritableGroup known = groups.get(path);
      if (known == null) {
        int end = Math.max(0, path.lastIndexOf('/'));
        known =
            group(groups, path.substring(0, end))
                .putGroup(path.substring(path.lastIndexOf('/') + 1));
        var unused = groups.put(path, known);
      }
      return known;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aDamagedFileIsReadOrRefused(Fault fault) throws IOException {
    damage(fault, 0, 100);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void tenThousandDamagedFilesAreReadOrRefused(Fault fault) throws IOException {
    damage(fault, 100, 2_600);
  }

  private void damage(Fault fault, int from, int to) throws IOException {
    Path path = folder.resolve("damaged.nwb");
    NwbDatasets.whole().write(path);
    assertEquals(List.of(4, 8, 3), shape(cut(path)));
    int read = 0;
    for (int seed = from; seed < to; seed++) {
      fault.write(path, seed);
      long start = System.nanoTime();
      read += isRead(path, fault, seed) ? 1 : 0;
      long ms = (System.nanoTime() - start) / 1_000_000;
      assertTrue(ms < SLOWEST_MS, fault + " seed " + seed + " took " + ms + " ms");
    }
    assertTrue(read > 0 && read < to - from, read + " of " + (to - from) + " read");
  }

  private static List<Integer> shape(Trials trials) {
    return List.of(trials.trials(), trials.bins(), trials.neurons());
  }

  private static Trials cut(Path path) {
    return Nwb.open(path)
        .withBehaviour("hand")
        .withConditions("target")
        .trials("go_cue_time", -200, 600, 100);
  }

  private static Trials cutByTargets(Path path) {
    return Nwb.open(path).withConditions("choice_index").trials("go_time", 0, 300, 100);
  }

  private static boolean isRead(Path path, Fault fault, int seed) {
    String which = fault + " seed " + seed;
    boolean unusedLicks =
        isAnswered(path, fault, which, () -> Nwb.open(path).trials("lick_time", 0, 100, 50));
    boolean unusedLoad = isAnswered(path, fault, which, () -> Trials.load(path, 10));
    return isAnswered(
        path, fault, which, () -> fault == Fault.BYTES_OF_TARGETS ? cutByTargets(path) : cut(path));
  }

  /** Whether there are trials; a refusal is one of ours. */
  private static boolean isAnswered(Path path, Fault fault, String which, Supplier<Trials> reader) {
    try {
      Trials trials = reader.get();
      assertEquals(
          trials.trials() * trials.bins() * trials.neurons(), trials.counts().toArray().length);
      return true;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      String message = e.getMessage();
      assertTrue(message.startsWith(path.toString()), which + ": " + message);
      assertFalse(message.contains("\n"), which + ": " + message);
      if (fault == Fault.STRUCTURE) {
        assertFalse(message.contains("Exception"), which + ": " + message);
      }
      return false;
    } catch (RuntimeException | Error e) {
      return fail(which, e);
    }
  }
}
