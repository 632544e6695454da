package org.lfads4j.data.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.config.Message;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;

/** The layout that {@link TrialFile} describes, in a file of any format. */
final class TrialLayout {
  private static final List<String> COUNTS = List.of("data", "spikes", "counts");

  /** From neurons to factors shared by sessions. */
  static final String ALIGNMENT_MATRIX = "alignment_matrix_cxf";

  static final String ALIGNMENT_BIAS = "alignment_bias_c";

  private final NamedArrays root;
  private final TrialSides sides;

  private TrialLayout(NamedArrays root) {
    this.root = root;
    this.sides = sides(root);
  }

  /**
   * What the arrays say of a session.
   *
   * @throws ContentException if they do not fit
   */
  static Trials read(NamedArrays root, OptionalDouble binMs) {
    return ContentException.unlessRefused(() -> new TrialLayout(root).trials(binMs));
  }

  private static TrialSides sides(NamedArrays root) {
    if (root.array("train_data").isPresent()) {
      return TrialSides.of(root, "train_", "data");
    }
    List<String> blocks =
        root.names().stream()
            .filter(name -> root.array(name).filter(a -> a.shape().length == 3).isPresent())
            .toList();
    Optional<String> counts = COUNTS.stream().filter(blocks::contains).findFirst();
    if (counts.isEmpty() && (blocks.size() != 1 || blocks.get(0).equals("valid_data"))) {
      throw new ContentException(
          "file must hold train_data (trials x bins x neurons), got "
              + (root.names().isEmpty() ? "nothing" : String.join(", ", root.names())));
    }
    return TrialSides.of(root, "", counts.orElseGet(() -> blocks.get(0)));
  }

  private Trials trials(OptionalDouble requestedBinMs) {
    double binMs = binMs(requestedBinMs);
    Trials trials = Trials.of(sides.counts(), binMs);
    trials = root.number("start_ms").map(trials::withStartMs).orElse(trials);
    trials = root.word("session").map(trials::withSession).orElse(trials);
    trials = words("neuron_names").map(trials::withNeuronNames).orElse(trials);
    trials = sides.labels("trial_id").map(trials::withTrialIds).orElse(trials);
    trials = sides.labels("cond").map(trials::withConditions).orElse(trials);
    trials = sides.block("ext_input").map(trials::withExternalInputs).orElse(trials);
    trials = truthHz(binMs).map(trials::withTruthHz).orElse(trials);
    trials = trials.withBehaviour(sides.behaviour()).withEvents(sides.events());
    trials = trials.withNotes(root.attributeWords("notes"));
    trials = alignment().map(trials::withAlignment).orElse(trials);
    trials = trials.withHeldOutNeurons(heldOut(trials.neuronNames()));
    return sides.split().map(trials::withSplit).orElse(trials);
  }

  private double binMs(OptionalDouble requested) {
    Optional<Double> stated =
        root.number("bin_ms")
            .or(() -> root.number("bin_size_ms"))
            .or(() -> root.number("bin_width_ms"))
            .or(() -> root.number("dt").map(seconds -> seconds * 1000));
    if (stated.isEmpty() && requested.isEmpty()) {
      throw new ContentException("file must state its bin width; use ", FileReading.LOAD_WITH_BINS);
    }
    double binMs = requested.orElseGet(stated::get);
    if (stated.isPresent() && Math.abs(stated.get() - binMs) > 1e-9 * Math.abs(binMs)) {
      throw new ContentException(
          "bin width must be the file's ",
          stated.get(),
          " ms, got ",
          binMs,
          " ms; ",
          new Message(
              "use Trials.load(path), and rebin(ms) for wider bins",
              "leave --bin-ms out, and use --spikeBinMs for wider bins"));
    }
    return binMs;
  }

  private Optional<Cube> truthHz(double binMs) {
    double scale = root.number("conversion_factor").map(f -> 1000 / binMs / f).orElse(1.0);
    return sides.block("truth").map(truth -> scale == 1 ? truth : truth.map(v -> v * scale));
  }

  private Optional<Alignment> alignment() {
    return root.array(ALIGNMENT_MATRIX).map(this::alignment);
  }

  private Alignment alignment(NamedArray matrix) {
    Grid weights = matrix.grid("neurons x factors");
    double[] bias =
        root.array(ALIGNMENT_BIAS)
            .map(NamedArray::numbers)
            .orElseGet(() -> new double[weights.rows()]);
    return new Alignment(weights, Arrays.stream(bias).boxed().toList());
  }

  private Optional<List<String>> words(String name) {
    return root.array(name).map(NamedArray::words);
  }

  private List<String> heldOut(List<String> names) {
    double[] places = root.array("heldout_neurons").map(NamedArray::numbers).orElse(new double[0]);
    return Arrays.stream(places).mapToObj(place -> nameAt(names, place)).toList();
  }

  private static String nameAt(List<String> names, double place) {
    if (place < 0 || place >= names.size() || place != Math.rint(place)) {
      throw new ContentException(
          "heldout_neurons must be places from 0 to " + (names.size() - 1) + ", got " + place);
    }
    return names.get((int) place);
  }
}
