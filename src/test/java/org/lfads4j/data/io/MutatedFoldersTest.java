package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.data.Trials;

/**
 * Folders of spike times of which one file has bytes changed, cut off or added: each is read, or
 * refused in one sentence of ours that names it. The seed of a failure is its number.
 */
class MutatedFoldersTest {
  private static final int IN_THE_FAST_SUITE = 400;
  private static final int ALL = 4000;

  enum Format {
    PHY("go") {
      @Override
      Path write(Path root) throws IOException {
        return PhyFolders.write(root.resolve("phy"));
      }

      @Override
      SpikeFolder open(Path folder) {
        return Phy.open(folder).withEvents(folder.resolve("trials.csv"));
      }
    },
    ALF("goCue_times") {
      @Override
      Path write(Path root) throws IOException {
        return AlfTest.write(root.resolve("001"));
      }

      @Override
      SpikeFolder open(Path folder) {
        return Alf.open(folder).withConditions("choice");
      }
    },
    OPEN_EPHYS("ttl1") {
      @Override
      Path write(Path root) throws IOException {
        return OpenEphysTest.write(root.resolve("recording1"));
      }

      @Override
      SpikeFolder open(Path folder) {
        return OpenEphys.open(folder);
      }
    };

    private final String event;

    Format(String event) {
      this.event = event;
    }

    abstract Path write(Path root) throws IOException;

    abstract SpikeFolder open(Path folder);
  }

  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource
  void someAreReadOrRefused(Format format) throws IOException {
    readAll(format, 0, IN_THE_FAST_SUITE);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void allAreReadOrRefused(Format format) throws IOException {
    readAll(format, IN_THE_FAST_SUITE, ALL);
  }

  private void readAll(Format format, int from, int to) throws IOException {
    Path folder = format.write(root);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    int refused = 0;
    for (int seed = from; seed < to; seed++) {
      Path file = files.get(seed % files.size());
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, mutated(whole, new Random(seed)));
      refused += isRead(format, folder, "seed " + seed) ? 0 : 1;
      Files.write(file, whole);
    }
    assertTrue(refused > (to - from) / 10 && refused < to - from, refused + " are refused");
    assertTrue(isRead(format, folder, "the whole folder"));
  }

  private static boolean isRead(Format format, Path folder, String which) {
    try {
      Trials unused = format.open(folder).trials(format.event, -200, 600, 10);
      return true;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      String message = e.getMessage();
      assertTrue(message.startsWith(folder.toString()), which + ": " + message);
      assertEquals(1, message.lines().count(), which + ": " + message);
      assertEquals(-1, message.indexOf("Exception"), which + ": " + message);
      return false;
    }
  }

  /** Most changes are near the start, where headers are. */
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int reach = random.nextInt(3) == 0 ? bytes.length : Math.min(100, bytes.length);
      int value = random.nextBoolean() ? random.nextInt(256) : '0' + random.nextInt(10);
      bytes[random.nextInt(reach)] = (byte) value;
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(2 * bytes.length) : bytes.length;
    return Arrays.copyOf(bytes, length);
  }
}
