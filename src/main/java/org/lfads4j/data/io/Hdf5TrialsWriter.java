package org.lfads4j.data.io;

import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/**
 * Writes the layout that {@link Hdf5Trials} reads, nothing lost: trials of a split as {@code
 * train_} and {@code valid_} (and {@code unused_}) sets with their places in {@code _inds}, truth
 * in spikes per second with the {@code conversion_factor} that says so. Trials without a split are
 * all {@code train_}. Whole counts are stored as integers.
 */
public final class Hdf5TrialsWriter {
  private static final Set<String> OWN =
      Set.of("data", "truth", "ext_input", "cond", "inds", "trial_id");

  private final WritableHdfFile file;
  private final Trials trials;
  private final boolean whole;

  private Hdf5TrialsWriter(WritableHdfFile file, Trials trials) {
    this.file = file;
    this.trials = trials;
    this.whole = trials.countProblem().isEmpty();
  }

  /**
   * Writes a session. The file appears when it is complete, and replaces an earlier one.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   * @throws IllegalArgumentException if a behaviour is called like one of the layout's own sets
   */
  public static void write(Trials trials, Path path) {
    trials.behaviour().forEach(Hdf5TrialsWriter::requireStorable);
    Hdf5File.write(path, file -> new Hdf5TrialsWriter(file, trials).write());
  }

  private static void requireStorable(Behaviour series) {
    if (OWN.contains(series.name()) || series.name().contains("/")) {
      throw new IllegalArgumentException(
          "behaviour name must not be one of the file's own or hold a slash, got \""
              + series.name()
              + "\"");
    }
  }

  private void write() {
    attribute("bin_ms", trials.binMs());
    attribute("start_ms", trials.startMs());
    attribute("session", trials.session());
    set("neuron_names", trials.neuronNames().toArray(String[]::new));
    if (trials.truthHz().isPresent()) {
      set("conversion_factor", new double[] {1000 / trials.binMs()});
    }
    if (!trials.heldOutNeurons().isEmpty()) {
      set(
          "heldout_neurons",
          trials.heldOutNeurons().stream().mapToInt(trials::neuronIndex).toArray());
    }
    if (!trials.behaviour().isEmpty()) {
      attribute(
          "behaviour_names",
          trials.behaviour().stream().map(Behaviour::name).toArray(String[]::new));
    }
    if (trials.split().isEmpty()) {
      side("train_", IntStream.range(0, trials.trials()).toArray());
    } else {
      Split split = trials.split().get();
      side("train_", split.train());
      side("valid_", split.valid());
      side(
          "unused_",
          IntStream.range(0, trials.trials())
              .filter(e -> split.label(e).equals("unused"))
              .toArray());
    }
  }

  private void side(String prefix, int[] places) {
    if (places.length == 0) {
      return;
    }
    Cube counts = trials.counts().selectTrials(places);
    set(prefix + "data", whole ? ints(counts) : floats(counts));
    set(prefix + "inds", places);
    set(prefix + "trial_id", pick(trials.trialIds(), places));
    trials.conditions().ifPresent(labels -> set(prefix + "cond", pick(labels, places)));
    trials
        .externalInputs()
        .ifPresent(cube -> set(prefix + "ext_input", floats(cube.selectTrials(places))));
    trials.truthHz().ifPresent(cube -> set(prefix + "truth", floats(cube.selectTrials(places))));
    for (Behaviour series : trials.behaviour()) {
      WritableDataset written =
          file.putDataset(prefix + series.name(), floats(series.values().selectTrials(places)));
      var unusedColumns = written.putAttribute("columns", series.columns().toArray(String[]::new));
      if (!series.unit().isEmpty()) {
        var unusedUnit = written.putAttribute("unit", series.unit());
      }
    }
  }

  private void set(String name, Object values) {
    WritableDataset unused = file.putDataset(name, values);
  }

  private void attribute(String name, Object value) {
    var unused = file.putAttribute(name, value);
  }

  private static String[] pick(List<String> words, int[] places) {
    return IntStream.of(places).mapToObj(words::get).toArray(String[]::new);
  }

  private static float[][][] floats(Cube cube) {
    float[][][] out = new float[cube.trials()][cube.bins()][cube.columns()];
    for (int e = 0; e < cube.trials(); e++) {
      for (int t = 0; t < cube.bins(); t++) {
        for (int c = 0; c < cube.columns(); c++) {
          out[e][t][c] = cube.at(e, t, c);
        }
      }
    }
    return out;
  }

  private static int[][][] ints(Cube cube) {
    int[][][] out = new int[cube.trials()][cube.bins()][cube.columns()];
    for (int e = 0; e < cube.trials(); e++) {
      for (int t = 0; t < cube.bins(); t++) {
        for (int c = 0; c < cube.columns(); c++) {
          out[e][t][c] = (int) cube.at(e, t, c);
        }
      }
    }
    return out;
  }
}
