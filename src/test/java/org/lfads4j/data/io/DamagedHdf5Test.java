package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Event;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** Whatever a file says, it is read or refused in one sentence, soon and in little memory. */
class DamagedHdf5Test {
  /** The parser may ask for 2 GB that a header claims before it learns that they are not there. */
  private static final long SLOWEST_MS = 30_000;

  @TempDir private Path folder;

  /** Who wrote the file that is damaged. */
  enum Writer {
    /** This project: contiguous sets; without the seal, which would find all damage first. */
    OURS {
      @Override
      byte[] bytes(Path folder) throws IOException {
        Path path = folder.resolve("ours.h5");
        Cube two = Cube.of(3, 4, 2, new float[24]);
        Hdf5TrialsWriter.write(
            Trials.of(new int[3][4][2], 10)
                .withConditions(List.of("left", "right", "left"))
                .withTruthHz(two)
                .withBehaviour(new Behaviour("hand", List.of("x", "y"), "cm/s", two))
                .withEvents(new Event("go", List.of(1.0, 2.0, Double.NaN)))
                .withSplit(Split.of(new int[] {0, 2}, new int[] {1})),
            path);
        byte[] sealed = Files.readAllBytes(path);
        return Arrays.copyOf(sealed, sealed.length - Seal.OPEN.length());
      }
    },
    /**
     * h5py 3.7: groups as trees, packed chunks, words on the heap. Counts Poisson 3 and 2 x 4 x 3
     * int16 in chunks of 2 x 3 x 2 (shuffle, gzip 4), truth float64 in chunks of 1 x 4 x 3 (lzf),
     * hand float32 with 2 columns, conditions as UTF-8 words, places, held-out neuron 1.
     */
    H5PY {
      @Override
      byte[] bytes(Path folder) throws IOException {
        try (InputStream in = DamagedHdf5Test.class.getResourceAsStream("lfads_h5py.h5")) {
          assertNotNull(in);
          return in.readAllBytes();
        }
      }
    };

    abstract byte[] bytes(Path folder) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aDamagedFileIsReadOrRefused(Writer writer) throws IOException {
    damage(writer, 0, 250);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void tenThousandDamagedFilesAreReadOrRefused(Writer writer) throws IOException {
    damage(writer, 250, 5_250);
  }

  private void damage(Writer writer, int from, int to) throws IOException {
    byte[] whole = writer.bytes(folder);
    Path path = folder.resolve("damaged.h5");
    Files.write(path, whole);
    assertEquals(4, Trials.load(path, 10).bins());
    int read = 0;
    for (int seed = from; seed < to; seed++) {
      Files.write(path, Damage.of(whole, seed));
      long start = System.nanoTime();
      read += isRead(path, writer + " seed " + seed) ? 1 : 0;
      long ms = (System.nanoTime() - start) / 1_000_000;
      assertTrue(ms < SLOWEST_MS, writer + " seed " + seed + " took " + ms + " ms");
    }
    assertTrue(read > 0 && read < to - from, read + " of " + (to - from) + " read");
  }

  private static boolean isRead(Path path, String which) {
    try {
      Trials trials = Trials.load(path, 10);
      assertShape(path, trials, which);
      return true;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      String message = e.getMessage();
      assertTrue(message.startsWith(path.toString()), which + ": " + message);
      assertFalse(message.contains("\n"), which + ": " + message);
      return false;
    } catch (RuntimeException | Error e) {
      return fail(which, e);
    }
  }

  /** What was accepted has the shape that the damaged file states for it. */
  private static void assertShape(Path path, Trials trials, String which) {
    List<Integer> stated =
        Hdf5File.read(
            path,
            root -> {
              int[] train = shape(root, "train_data");
              int more =
                  Set.copyOf(root.getChildren().keySet()).contains("valid_data")
                      ? shape(root, "valid_data")[0]
                      : 0;
              return List.of(train[0] + more, train[1], train[2]);
            });
    assertEquals(stated, List.of(trials.trials(), trials.bins(), trials.neurons()), which);
    assertEquals(
        trials.trials() * trials.bins() * trials.neurons(), trials.counts().toArray().length);
  }

  private static int[] shape(Group root, String name) {
    return ((Dataset) root.getChildren().get(name)).getDimensions();
  }
}
