package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

class Hdf5TrialsTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("recording.h5");
  }

  private void write(Consumer<WritableGroup> content) {
    try (WritableHdfFile file = HdfFile.write(path)) {
      content.accept(file);
    }
  }

  private static void put(WritableGroup file, String name, Object values) {
    assertNotNull(file.putDataset(name, values));
  }

  private static void attribute(WritableGroup file, String name, Object value) {
    var unused = file.putAttribute(name, value);
  }

  private String contentMessage() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path)).getMessage();
    assertTrue(message.startsWith(path + ": "), message);
    return message.substring((path + ": ").length());
  }

  private String fileMessage() {
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Trials.load(path));
    assertTrue(thrown.getMessage().startsWith(path + " must "), thrown.getMessage());
    return thrown.getMessage().substring((path + " must ").length());
  }

  @Test
  void bothSidesAreWovenBackIntoTheOrderOfTheRecording() {
    write(
        file -> {
          attribute(file, "bin_ms", 20);
          put(file, "train_data", Sessions.block(3, 2, 2));
          put(file, "valid_data", Sessions.block(1, 2, 2));
          put(file, "train_inds", new long[] {9, 2, 5});
          put(file, "valid_inds", new long[] {4});
          put(file, "train_cond", new int[] {7, 8, 9});
          put(file, "valid_cond", new int[] {6});
        });
    Trials trials = Trials.load(path);
    assertEquals(20, trials.binMs());
    assertEquals(
        Trials.of(
                new int[][][] {
                  {{100, 101}, {110, 111}},
                  {{0, 1}, {10, 11}},
                  {{200, 201}, {210, 211}},
                  {{0, 1}, {10, 11}}
                },
                20)
            .counts(),
        trials.counts());
    assertEquals(List.of("8", "6", "9", "7"), trials.conditions().orElseThrow());
    assertEquals(Split.of(new int[] {0, 2, 3}, new int[] {1}), trials.split().orElseThrow());
  }

  @Test
  void withoutPlacesTrainingTrialsComeFirst() {
    write(
        file -> {
          put(file, "bin_size_ms", 5.5);
          put(file, "train_data", Sessions.block(2, 1, 1));
          put(file, "valid_data", Sessions.block(2, 1, 1));
        });
    Trials trials = Trials.load(path);
    assertEquals(5.5, trials.binMs());
    assertEquals(Split.of(new int[] {0, 1}, new int[] {2, 3}), trials.split().orElseThrow());
  }

  @Test
  void everyNumberTypeIsRead() {
    for (Object values :
        List.of(
            new byte[][][] {{{1, 2}}},
            new short[][][] {{{1, 2}}},
            new int[][][] {{{1, 2}}},
            new long[][][] {{{1, 2}}},
            new float[][][] {{{1, 2}}},
            new double[][][] {{{1, 2}}})) {
      write(file -> put(file, "train_data", values));
      assertEquals(
          Trials.of(new int[][][] {{{1, 2}}}, 10),
          Trials.load(path, 10),
          values.getClass().getSimpleName());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train_data", "data", "spikes", "counts", "anything"})
  void aFileOfCountsAloneHasNoSplit(String name) {
    write(
        file -> {
          attribute(file, "dt", 0.01);
          put(file, name, Sessions.block(3, 2, 1));
        });
    Trials trials = Trials.load(path);
    assertEquals(Trials.of(Sessions.block(3, 2, 1), 10), trials);
    assertEquals(Optional.empty(), trials.split());
  }

  @Test
  void blocksBesideTheCountsBecomeBehaviour() {
    write(
        file -> {
          put(file, "data", Sessions.block(3, 2, 4));
          put(file, "hand", Sessions.block(3, 2, 2));
          put(file, "else", Sessions.block(2, 2, 2));
          put(file, "ext_input", Sessions.block(3, 2, 1));
          put(file, "cond", new String[] {"go", "no", "go"});
        });
    Trials trials = Trials.load(path, 10);
    assertEquals(4, trials.neurons());
    assertEquals(1, trials.behaviour().size());
    assertEquals(List.of("hand_0", "hand_1"), trials.behaviour("hand").columns());
    assertEquals("", trials.behaviour("hand").unit());
    assertEquals(List.of("go", "no", "go"), trials.conditions().orElseThrow());
    assertEquals(1, trials.externalInputs().orElseThrow().columns());
  }

  @Test
  void truthIsInHzUnlessAFactorSaysOtherwise() {
    write(
        file -> {
          put(file, "train_data", Sessions.block(1, 1, 1));
          put(file, "train_truth", new double[][][] {{{30}}});
        });
    assertEquals(30, Trials.load(path, 10).truthHz().orElseThrow().at(0, 0, 0));
    // Half the range of a network whose rates up to 0.3 per bin of 10 ms were stretched to 1.
    write(
        file -> {
          put(file, "train_data", Sessions.block(1, 1, 1));
          put(file, "train_truth", new double[][][] {{{.5}}});
          put(file, "conversion_factor", 1 / .3);
        });
    assertEquals(15, Trials.load(path, 10).truthHz().orElseThrow().at(0, 0, 0), 1e-5);
  }

  @Test
  void heldOutNeuronsArePlacesFromZero() {
    write(
        file -> {
          put(file, "train_data", Sessions.block(1, 1, 3));
          put(file, "heldout_neurons", new long[] {2, 0});
        });
    assertEquals(List.of("n2", "n0"), Trials.load(path, 10).heldOutNeurons());
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(1, 1, 3));
          put(file, "heldout_neurons", new long[] {3});
        });
    assertEquals("heldout_neurons must be places from 0 to 2, got 3.0", contentMessage());
  }

  @Test
  void aBinWidthMustBeKnownAndOne() {
    write(file -> put(file, "train_data", Sessions.block(1, 1, 1)));
    assertEquals("file must state its bin width; use Trials.load(path, binMs)", contentMessage());
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(1, 1, 1));
        });
    assertEquals(10, Trials.load(path, 10).binMs());
    assertEquals(
        path
            + ": bin width must be the file's 10.0 ms, got 20.0 ms; use Trials.load(path), and"
            + " rebin(ms) for wider bins",
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path, 20)).getMessage());
    write(
        file -> {
          attribute(file, "bin_ms", -1.0);
          put(file, "train_data", Sessions.block(1, 1, 1));
        });
    assertEquals("binMs must be > 0, got -1", contentMessage());
  }

  @Test
  void countsMustBeThere() {
    write(
        file -> {
          put(file, "weights", new double[] {1});
          put(file, "bias", new double[] {1});
        });
    assertEquals(
        "file must hold train_data (trials x bins x neurons), got bias (1), weights (1)",
        contentMessage());
    write(file -> put(file, "valid_data", Sessions.block(1, 1, 1)));
    assertEquals(
        "file must hold train_data (trials x bins x neurons), got valid_data (1 x 1 x 1)",
        contentMessage());
    write(
        file -> {
          put(file, "a", Sessions.block(1, 1, 1));
          put(file, "b", Sessions.block(1, 1, 1));
        });
    assertEquals(
        "file must hold one array that can be counts, got \"a\" (1 x 1 x 1) and \"b\" (1 x 1 x 1);"
            + " choose one with Trials.load(path, LoadOptions.DEFAULT.withCounts(\"a\"))",
        contentMessage());
    write(file -> attribute(file, "bin_ms", 10.0));
    assertEquals(
        "file must hold train_data (trials x bins x neurons), got nothing", contentMessage());
  }

  @Test
  void countsMustHaveRankThreeAndFitEachOther() {
    write(file -> put(file, "train_data", new int[4][3]));
    assertEquals(
        "train_data must have rank 3 (trials x bins x columns), got rank 2 (4 x 3)",
        contentMessage());
    write(
        file -> {
          put(file, "train_data", Sessions.block(2, 3, 4));
          put(file, "valid_data", Sessions.block(2, 3, 5));
        });
    assertEquals("valid_data must have train_data's 4 neurons, got 5", contentMessage());
    write(
        file -> {
          put(file, "train_data", Sessions.block(2, 3, 4));
          put(file, "valid_data", Sessions.block(2, 2, 4));
        });
    assertEquals("valid_data must have train_data's 3 bins, got 2", contentMessage());
    write(file -> put(file, "train_data", new String[][][] {{{"x"}}}));
    assertEquals("train_data must hold numbers, got \"x\"", contentMessage());
  }

  @Test
  void whatLiesBesideTheCountsMustFitThem() {
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(2, 1, 1));
          put(file, "valid_data", Sessions.block(1, 1, 1));
          put(file, "train_cond", new int[] {1, 2});
        });
    assertEquals("valid_cond must be there as on the other side", contentMessage());
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(2, 1, 1));
          put(file, "train_cond", new int[] {1, 2, 3});
        });
    assertEquals("train_cond must be one per trial, got 3 for 2", contentMessage());
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(2, 1, 1));
          put(file, "train_inds", new int[] {1, 1});
        });
    assertEquals(
        "train_inds must, with the other sides', be one distinct place per trial, got 1 for 2"
            + " trials",
        contentMessage());
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(2, 1, 1));
          put(file, "valid_data", Sessions.block(2, 1, 1));
          put(file, "train_hand", Sessions.block(2, 1, 1));
          put(file, "valid_hand", Sessions.block(2, 1, 2));
        });
    assertEquals(
        "blocks of one name must agree on bins x columns, got 1 x 1 and 1 x 2", contentMessage());
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() {
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", new float[][][] {{{1, 2}}, {{3, Float.NaN}}});
        });
    assertEquals("trials[1] bin 0 neuron \"n1\" must be finite, got NaN", contentMessage());
  }

  @Test
  void aMissingFileAndAFolderAreNamed() throws IOException {
    assertEquals("exist, got no such file", fileMessage());
    Files.createDirectory(path);
    assertEquals("be a file, got a folder", fileMessage());
  }

  @Test
  void emptyAndForeignFilesAreNamed() throws IOException {
    Files.write(path, new byte[0]);
    assertEquals("be an HDF5 file, got an empty file", fileMessage());
    Files.writeString(path, "trial,bin,neuron\n1,2,3\n");
    assertEquals("be an HDF5 file, got a file without its signature", fileMessage());
    Files.write(path, new byte[] {(byte) 0x89, 'H', 'D', 'F'});
    assertEquals("be an HDF5 file, got a file without its signature", fileMessage());
  }

  @Test
  void aFileCutOffAnywhereIsNamed() throws IOException {
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(4, 5, 6));
        });
    byte[] whole = Files.readAllBytes(path);
    for (int size = 8; size < whole.length; size += Math.max(1, size / 3)) {
      Files.write(path, Arrays.copyOf(whole, size));
      String message = fileMessage();
      assertTrue(
          size < 48
              || message.equals(
                  "be a complete HDF5 file, got "
                      + size
                      + " of "
                      + whole.length
                      + " bytes; copy it again"),
          () -> message);
    }
  }

  @Test
  void aDamagedFileIsNamedAndTheCauseKept() throws IOException {
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(4, 5, 6));
        });
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, 48, bytes.length, (byte) 0x7f);
    Files.write(path, bytes);
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> Trials.load(path));
    assertTrue(
        thrown.getMessage().startsWith(path + " must be a readable HDF5 file, got "),
        thrown.getMessage());
    assertNotNull(thrown.getCause().getCause());
  }

  @Test
  void theOrderOfColumnsSurvives() {
    write(
        file -> {
          attribute(file, "bin_ms", 10.0);
          put(file, "train_data", Sessions.block(2, 3, 4));
        });
    float[] row = new float[12];
    Trials.load(path).counts().copyTrial(1, row, 0);
    assertArrayEquals(
        new float[] {100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123}, row);
  }
}
