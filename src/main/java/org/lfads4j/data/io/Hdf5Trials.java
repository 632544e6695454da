package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * Reads HDF5 files in the layout of LFADS: {@code train_data} and {@code valid_data}, trials x bins
 * x neurons, of any number type, and beside each, where known, {@code _truth}, {@code _ext_input},
 * {@code _cond} (one label per trial), {@code _inds} (the trials' places in the recording, by which
 * they are put back in order; the split is kept) and any other block of the same trials and bins,
 * which becomes a behaviour. {@code heldout_neurons} holds places from 0. A file with {@code
 * train_data} alone, or with one block called {@code data}, {@code spikes} or {@code counts}, or
 * with a single block of any name, has no split.
 *
 * <p>The bin width is a set of one value or an attribute {@code bin_ms}, {@code bin_size_ms},
 * {@code bin_width_ms} or {@code dt} (seconds). Truth is in spikes per second, unless a {@code
 * conversion_factor} says by what expected counts per bin were multiplied to give it.
 */
public final class Hdf5Trials {
  private static final List<String> COUNTS = List.of("data", "spikes", "counts");

  private final Group root;
  private final Hdf5Sides sides;

  private Hdf5Trials(Group root) {
    this.root = root;
    this.sides = sides(root);
  }

  /**
   * Reads a file that states its bin width.
   *
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public static Trials read(Path file) {
    return read(file, OptionalDouble.empty());
  }

  /**
   * Reads a file whose bin width the caller knows.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if the content does not fit, or states another bin width
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public static Trials read(Path file, double binMs) {
    return read(file, OptionalDouble.of(binMs));
  }

  private static Trials read(Path file, OptionalDouble binMs) {
    return Hdf5File.read(
        file,
        root -> {
          try {
            return new Hdf5Trials(root).trials(binMs);
          } catch (IllegalArgumentException e) {
            throw new Hdf5File.ContentException(e);
          }
        });
  }

  private static Hdf5Sides sides(Group root) {
    if (Hdf5Values.dataset(root, "train_data").isPresent()) {
      return Hdf5Sides.of(root, "train_", "data");
    }
    List<String> blocks =
        root.getChildren().values().stream()
            .filter(node -> node instanceof Dataset set && set.getDimensions().length == 3)
            .map(node -> node.getName())
            .toList();
    Optional<String> counts = COUNTS.stream().filter(blocks::contains).findFirst();
    if (counts.isEmpty() && (blocks.size() != 1 || blocks.get(0).equals("valid_data"))) {
      throw new Hdf5File.ContentException(
          "file must hold train_data (trials x bins x neurons), got "
              + (root.getChildren().isEmpty()
                  ? "nothing"
                  : String.join(", ", root.getChildren().keySet())));
    }
    return Hdf5Sides.of(root, "", counts.orElseGet(() -> blocks.get(0)));
  }

  private Trials trials(OptionalDouble requestedBinMs) {
    double binMs = binMs(requestedBinMs);
    Trials trials = Trials.of(sides.counts(), binMs);
    trials = Hdf5Values.number(root, "start_ms").map(trials::withStartMs).orElse(trials);
    trials = Hdf5Values.word(root, "session").map(trials::withSession).orElse(trials);
    trials = words("neuron_names").map(trials::withNeuronNames).orElse(trials);
    trials = sides.labels("trial_id").map(trials::withTrialIds).orElse(trials);
    trials = sides.labels("cond").map(trials::withConditions).orElse(trials);
    trials = sides.block("ext_input").map(trials::withExternalInputs).orElse(trials);
    trials = truthHz(binMs).map(trials::withTruthHz).orElse(trials);
    trials = trials.withBehaviour(sides.behaviour());
    trials = trials.withHeldOutNeurons(heldOut(trials.neuronNames()));
    return sides.split().map(trials::withSplit).orElse(trials);
  }

  private double binMs(OptionalDouble requested) {
    Optional<Double> stated =
        Hdf5Values.number(root, "bin_ms")
            .or(() -> Hdf5Values.number(root, "bin_size_ms"))
            .or(() -> Hdf5Values.number(root, "bin_width_ms"))
            .or(() -> Hdf5Values.number(root, "dt").map(seconds -> seconds * 1000));
    if (stated.isEmpty() && requested.isEmpty()) {
      throw new Hdf5File.ContentException(
          "file must state its bin width, got none; use Trials.load(path, binMs)");
    }
    double binMs = requested.orElseGet(stated::get);
    if (stated.isPresent() && Math.abs(stated.get() - binMs) > 1e-9 * Math.abs(binMs)) {
      throw new Hdf5File.ContentException(
          "bin width must be the file's "
              + stated.get()
              + " ms, got "
              + binMs
              + " ms; use Trials.load(path), and rebin(ms) for wider bins");
    }
    return binMs;
  }

  private Optional<Cube> truthHz(double binMs) {
    double scale =
        Hdf5Values.number(root, "conversion_factor").map(f -> 1000 / binMs / f).orElse(1.0);
    return sides.block("truth").map(truth -> scale == 1 ? truth : truth.map(v -> v * scale));
  }

  private Optional<List<String>> words(String name) {
    return Hdf5Values.dataset(root, name).map(Hdf5Values::words);
  }

  private List<String> heldOut(List<String> names) {
    double[] places =
        Hdf5Values.dataset(root, "heldout_neurons").map(Hdf5Values::numbers).orElse(new double[0]);
    return Arrays.stream(places).mapToObj(place -> nameAt(names, place)).toList();
  }

  private static String nameAt(List<String> names, double place) {
    if (place < 0 || place >= names.size() || place != Math.rint(place)) {
      throw new Hdf5File.ContentException(
          "heldout_neurons must be places from 0 to " + (names.size() - 1) + ", got " + place);
    }
    return names.get((int) place);
  }
}
