package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Event;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.Lorenz;

class Hdf5TrialsWriterTest {
  @TempDir private Path folder;

  private static Cube cube(int trials, int bins, int columns) {
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * .1f;
    }
    return Cube.of(trials, bins, columns, values);
  }

  private static Trials full() {
    return Trials.of(new int[][][] {{{0, 1}}, {{2, 3}}, {{4, 5}}, {{6, 7}}}, 3.3)
        .withNeuronNames(List.of("a", "µ"))
        .withTrialIds(List.of("w", "x", "y", "z"))
        .withConditions(List.of("left", "right", "left", "right"))
        .withExternalInputs(cube(4, 1, 3))
        .withTruthHz(cube(4, 1, 2))
        .withBehaviour(
            new Behaviour("hand", List.of("vx", "vy"), "cm/s", cube(4, 1, 2)),
            new Behaviour("eye", List.of("x"), "", cube(4, 1, 1)))
        .withHeldOutNeurons("µ")
        .withSession("monday")
        .withSplit(Split.of(new int[] {3, 0}, new int[] {2}))
        .withEvents(
            new Event("move", List.of(1.5, Double.NaN, 0.0, -3.0)),
            new Event("go", List.of(1.0, 2.0, 3.0, 4.0)))
        .withAlignment(
            new Alignment(Grid.of(2, 3, new float[] {1, 2, 3, 4, 5, 6}), List.of(.25, -.5)))
        .withNotes(List.of("align left out trial v"))
        .withStartMs(-12.5);
  }

  private Trials roundTrip(Trials trials) {
    Path path = folder.resolve("round.h5");
    Hdf5TrialsWriter.write(trials, path);
    return Trials.load(path);
  }

  @Test
  void nothingIsLostOnTheWay() {
    assertEquals(full(), roundTrip(full()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void plainSessionsComeBackAtEverySize(int size) {
    Trials plain = Trials.of(new int[size][size][size], 10);
    assertEquals(plain, roundTrip(plain));
    Trials real = Trials.of(cube(size, size, size).map(v -> v - 1), 10);
    assertEquals(real, roundTrip(real));
  }

  @Test
  void theDemonstrationComesBack() {
    Trials lorenz = Lorenz.trials();
    assertEquals(lorenz, roundTrip(lorenz));
  }

  @Test
  void theLayoutIsThatOfLfads() {
    Path path = folder.resolve("layout.h5");
    Hdf5TrialsWriter.write(full(), path);
    try (HdfFile file = new HdfFile(path)) {
      assertArrayEquals(
          new int[][][] {{{0, 1}}, {{6, 7}}},
          (int[][][]) file.getDatasetByPath("train_data").getData());
      assertArrayEquals(
          new int[][][] {{{4, 5}}}, (int[][][]) file.getDatasetByPath("valid_data").getData());
      assertArrayEquals(new int[] {0, 3}, (int[]) file.getDatasetByPath("train_inds").getData());
      assertArrayEquals(new int[] {1}, (int[]) file.getDatasetByPath("heldout_neurons").getData());
      assertEquals(3.3, file.getAttribute("bin_ms").getData());
    }
  }

  @Test
  void anEarlierFileIsReplacedAndNothingElseLeft() throws IOException {
    assertEquals(full(), roundTrip(full()));
    Trials other = full().withSession("tuesday");
    assertEquals(other, roundTrip(other));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("round.h5")), files.toList());
    }
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() throws IOException {
    Path missing = folder.resolve("missing").resolve("x.h5");
    assertEquals(
        missing + " must lie in a folder that exists, got " + missing.getParent(),
        ioMessage(missing));
    Path file = Files.writeString(folder.resolve("plain"), "x");
    Path below = file.resolve("x.h5");
    assertEquals(below + " must lie in a folder that exists, got " + file, ioMessage(below));
    assertEquals(folder + " must be a file, got a folder", ioMessage(folder));
  }

  private static String ioMessage(Path path) {
    return assertThrows(UncheckedIOException.class, () -> Hdf5TrialsWriter.write(full(), path))
        .getMessage();
  }

  @Test
  void aFailureMidwayLeavesTheEarlierFileAlone() throws IOException {
    Path path = folder.resolve("kept.h5");
    Hdf5TrialsWriter.write(full(), path);
    String message =
        assertThrows(
                UncheckedIOException.class,
                () ->
                    Hdf5File.write(
                        path,
                        root -> {
                          root.putDataset("begun", new float[] {1});
                          throw new IllegalStateException("the disk is full");
                        }))
            .getMessage();
    assertEquals(
        path + " must be writable, got ",
        message.substring(0, (path + " must be writable, got ").length()));
    assertEquals(full(), Trials.load(path));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(path), left.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data", "truth", "cond", "inds", "ext_input", "trial_id", "a/b", "event_x"})
  void aBehaviourCannotTakeTheLayoutsOwnNames(String name) {
    Trials trials = full().withBehaviour(new Behaviour(name, List.of("x"), "", cube(4, 1, 1)));
    assertEquals(
        "behaviour name must not be one of the file's own or hold a slash, got \"" + name + "\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> Hdf5TrialsWriter.write(trials, folder.resolve("x.h5")))
            .getMessage());
  }
}
