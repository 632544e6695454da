package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

class Hdf5BlockTest {
  @TempDir private Path folder;

  private static double value(int trial, int bin, int neuron) {
    return trial % 7 + bin % 5 + neuron % 3;
  }

  private Path small() {
    int[][][] counts = new int[5][4][3];
    for (int e = 0; e < 5; e++) {
      for (int t = 0; t < 4; t++) {
        for (int n = 0; n < 3; n++) {
          counts[e][t][n] = (int) value(e, t, n);
        }
      }
    }
    Path path = folder.resolve("small.h5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      var group = file.putGroup("monday");
      var unusedCounts = group.putDataset("counts", counts);
      var unusedFlat = group.putDataset("flat", new int[] {1, 2});
      var unusedWords = file.putDataset("words", new String[][][] {{{"a"}}});
    }
    return path;
  }

  private static void assertPart(Trials trials, int trial, int bin, int neuron) {
    for (int e = 0; e < trials.trials(); e++) {
      for (int t = 0; t < trials.bins(); t++) {
        for (int n = 0; n < trials.neurons(); n++) {
          assertEquals(value(trial + e, bin + t, neuron + n), trials.counts().at(e, t, n));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/monday/counts", "monday/counts", "/monday//counts/"})
  void aDatasetIsNamedByItsPath(String dataset) {
    Trials trials = Trials.load(small(), dataset, 20);
    assertEquals(5, trials.trials());
    assertEquals(4, trials.bins());
    assertEquals(3, trials.neurons());
    assertEquals(20, trials.binMs());
    assertPart(trials, 0, 0, 0);
  }

  @Test
  void aPartKeepsTheNamesOfTheWhole() {
    Hdf5Block block =
        Hdf5Block.of(small(), "/monday/counts")
            .withTrials(1, 4)
            .withBins(2, 4)
            .withNeurons(1, 2)
            .withTrials(2, 4);
    assertTrue(block.toString().endsWith("counts: 2 trials x 2 bins x 1 neurons"));
    Trials part = block.read(20);
    assertPart(part, 2, 2, 1);
    assertEquals(List.of("2", "3"), part.trialIds());
    assertEquals(List.of("n1"), part.neuronNames());
    assertEquals(40, part.startMs());
    assertEquals(List.of(2, 2, 1), List.of(block.trials(), block.bins(), block.neurons()));
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path path = small();
    assertEquals(
        path
            + ": \"/monday/count\" must be in the file, got no \"count\"; there are"
            + " counts, flat",
        messageOf(() -> Trials.load(path, "/monday/count", 10)));
    assertEquals(
        path + ": \"monday\" must be a dataset, got a group",
        messageOf(() -> Trials.load(path, "monday", 10)));
    assertEquals(
        path + ": \"words/x\" must be in the file, got no \"x\"; there is nothing",
        messageOf(() -> Trials.load(path, "words/x", 10)));
    assertEquals(
        path + ": monday/flat must have rank 3 (trials x bins x columns), got rank 1 (2)",
        messageOf(() -> Trials.load(path, "monday/flat", 10)));
    assertEquals(
        path + ": words must hold numbers, got \"a\"",
        messageOf(() -> Trials.load(path, "words", 10)));
    assertEquals(
        path + ": binMs must be > 0, got 0",
        messageOf(() -> Trials.load(path, "monday/counts", 0)));
    Hdf5Block block = Hdf5Block.of(path, "monday/counts").withTrials(1, 4);
    assertEquals(
        "withTrials must name a part of 1 to 4, got 0 to 2",
        messageOf(() -> block.withTrials(0, 2)));
    assertEquals(
        "withBins must name a part of 0 to 4, got 2 to 2", messageOf(() -> block.withBins(2, 2)));
    assertEquals(
        "withNeurons must name a part of 0 to 3, got 1 to 4",
        messageOf(() -> block.withNeurons(1, 4)));
    assertEquals(
        folder.resolve("none.h5") + " must exist, got no such file",
        assertThrows(
                UncheckedIOException.class, () -> Trials.load(folder.resolve("none.h5"), "x", 10))
            .getMessage());
  }

  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "int16, 'chunks=(7,9,5)'",
    "uint8, 'chunks=(1,40,30),compression=\"gzip\",shuffle=True'",
    "float64, 'chunks=(50,3,2),compression=\"gzip\"'",
    "float32, ''",
    "'>i4', ''",
    "uint32, 'chunks=True,compression=\"lzf\"'"
  })
  void everyStorageOfPythonIsReadInParts(String type, String storage) {
    Path path = folder.resolve("python.h5");
    Python.run(
        """
        import h5py, numpy as np
        e, t, n = np.meshgrid(np.arange(50), np.arange(40), np.arange(30), indexing='ij')
        with h5py.File('%s', 'w') as f:
            f.create_dataset('g/counts', data=(e %% 7 + t %% 5 + n %% 3).astype('%s'), %s)
        """
            .formatted(path, type, storage));
    Hdf5Block block = Hdf5Block.of(path, "g/counts");
    assertPart(block.read(10), 0, 0, 0);
    assertPart(block.withTrials(8, 23).withBins(5, 38).withNeurons(7, 29).read(10), 8, 5, 7);
    assertPart(block.withTrials(49, 50).withNeurons(29, 30).read(10), 49, 0, 29);
  }

  @Test
  void trialsLongerThanWhatIsReadAtATimeAreReadInParts() {
    Path path = folder.resolve("long.h5");
    float[][][] counts = new float[2][700_000][5];
    for (int e = 0; e < 2; e++) {
      for (int t = 0; t < 700_000; t++) {
        for (int n = 0; n < 5; n++) {
          counts[e][t][n] = (float) value(e, t, n);
        }
      }
    }
    try (WritableHdfFile file = HdfFile.write(path)) {
      var unused = file.putDataset("counts", counts);
    }
    Cube whole = Trials.load(path, "counts", 1).counts();
    assertEquals(value(0, 699_999, 4), whole.at(0, 699_999, 4));
    assertEquals(value(1, 419_431, 2), whole.at(1, 419_431, 2));
    assertPart(
        Hdf5Block.of(path, "counts").withTrials(1, 2).withBins(419_400, 419_500).read(1),
        1,
        419_400,
        0);
  }

  @Test
  @Tag("slow")
  void twoGigabytesAreReadInPartsInHalfOne() {
    Path path = folder.resolve("large.h5");
    Python.run(
        """
        import h5py, numpy as np
        with h5py.File('%s', 'w') as f:
            d = f.create_dataset('g/counts', (1100, 1000, 1000), 'i2')
            for e in (0, 599, 600, 1099):
                d[e] = (np.arange(1000)[:, None] %% 5 + np.arange(1000) %% 3 + e %% 7)
        """
            .formatted(path));
    assertTrue(path.toFile().length() > 2L << 30);
    String out = ChildJvm.run("-Xmx512m", LargePart.class, path.toString());
    assertEquals(
        value(599, 0, 0)
            + " "
            + value(600, 999, 998)
            + " "
            + value(1099, 0, 1)
            + " "
            + value(600, 999, 998)
            + " refused",
        out);
  }

  /** Reads parts of a file that is larger than its memory. */
  static final class LargePart {
    private LargePart() {}

    public static void main(String[] args) {
      Path path = Path.of(args[0]);
      Hdf5Block block = Hdf5Block.of(path, "g/counts");
      Cube some = block.withTrials(590, 630).read(1).counts();
      Cube last = block.withTrials(1098, 1100).read(1).counts();
      Cube oneNeuron = block.withNeurons(998, 999).read(1).counts();
      String whole;
      try {
        whole = block.read(1).toString();
      } catch (IllegalArgumentException e) {
        whole = e.getMessage().contains("; read a part with") ? "refused" : e.getMessage();
      }
      System.out.print(
          some.at(9, 0, 0)
              + " "
              + some.at(10, 999, 998)
              + " "
              + last.at(1, 0, 1)
              + " "
              + oneNeuron.at(600, 999, 0)
              + " "
              + whole);
    }
  }
}
