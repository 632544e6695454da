package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.lfads4j.config.Message;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/** The layout that {@link TrialFile} describes, in a file of any format. */
final class TrialLayout {
  private static final List<String> FOR_TRAINING = List.of("train_", "valid_", "unused_");

  /** From neurons to factors shared by sessions. */
  static final String ALIGNMENT_MATRIX = "alignment_matrix_cxf";

  static final String ALIGNMENT_BIAS = "alignment_bias_c";

  /** Where a session says how it was read, and what stands there if it was made in memory. */
  static final String READ_AS = "read_as";

  static final String MADE_IN_MEMORY = "made in memory";

  private final NamedArrays root;
  private final LoadOptions options;
  private final TrialSides sides;
  private final List<String> names;

  private TrialLayout(NamedArrays root, LoadOptions options, TrialSides sides, List<String> names) {
    this.root = root;
    this.options = options;
    this.sides = sides;
    this.names = names;
  }

  /**
   * What the arrays say of a session.
   *
   * @throws ContentException if they do not fit
   */
  static Trials read(NamedArrays root, LoadOptions options) {
    return ContentException.unlessRefused(() -> chosen(root, options).trials());
  }

  /**
   * The same where it is known which array holds the counts.
   *
   * @param name of the array
   * @param shown what it is in the file, in words
   */
  static Trials read(NamedArrays root, LoadOptions options, String name, String shown) {
    return ContentException.unlessRefused(() -> of(root, options, name, shown).trials());
  }

  static String quoted(String name) {
    return "\"" + name + "\"";
  }

  private static TrialLayout chosen(NamedArrays root, LoadOptions options) {
    if (options.counts().isPresent()) {
      String name = options.counts().get();
      if (root.array(name).isEmpty()) {
        throw new ContentException(
            "file must hold \"" + name + "\", got " + CountsChoice.some(root.names()));
      }
      return name.equals("train_data")
          ? ofSides(root, options)
          : of(root, options, name, quoted(name));
    }
    if (root.array("train_data").isPresent()) {
      return ofSides(root, options);
    }
    String name = new CountsChoice(root).name();
    return of(root, options, name, quoted(name));
  }

  private static TrialLayout of(NamedArrays root, LoadOptions options, String name, String shown) {
    boolean hasTwoAxes = root.array(name).filter(array -> array.isNumbers(2)).isPresent();
    List<String> names =
        List.of(shown + (hasTwoAxes ? ", taken as trials x bins of one neuron" : ""));
    return new TrialLayout(root, options, TrialSides.of(root, List.of(""), name), names);
  }

  private static TrialLayout ofSides(NamedArrays root, LoadOptions options) {
    List<String> prefixes =
        FOR_TRAINING.stream().filter(p -> root.array(p + "data").isPresent()).toList();
    List<String> names = prefixes.stream().map(prefix -> "\"" + prefix + "data\"").toList();
    return new TrialLayout(root, options, TrialSides.of(root, prefixes, "data"), names);
  }

  private Trials trials() {
    double binMs = binMs(options.binMs());
    ReadCounts counts = new ReadCounts(sides.counts(), options);
    List<Behaviour> behaviour = sides.behaviour();
    Trials trials = Trials.of(counts.counts(), binMs);
    trials = root.number("start_ms").map(trials::withStartMs).orElse(trials);
    trials = root.word("session").map(trials::withSession).orElse(trials);
    trials = words("neuron_names").map(trials::withNeuronNames).orElse(trials);
    trials = sides.labels("trial_id").map(trials::withTrialIds).orElse(trials);
    trials = sides.labels("cond").map(trials::withConditions).orElse(trials);
    trials = sides.block("ext_input").map(trials::withExternalInputs).orElse(trials);
    trials = truthHz(binMs).map(trials::withTruthHz).orElse(trials);
    trials = trials.withBehaviour(behaviour).withEvents(sides.events());
    trials = trials.withNotes(root.attributeWords("notes"));
    trials = alignment().map(trials::withAlignment).orElse(trials);
    trials = trials.withHeldOutNeurons(heldOut(trials.neuronNames()));
    trials = trials.withReading(reading(counts, behaviour));
    return sides.split().map(trials::withSplit).orElse(trials);
  }

  /** What the file says of how its session was read first, or how it is read now. */
  private List<String> reading(ReadCounts counts, List<Behaviour> behaviour) {
    List<String> before = root.attributeWords(READ_AS);
    if (!before.isEmpty()) {
      return before.equals(List.of(MADE_IN_MEMORY)) ? List.of() : before;
    }
    String beside =
        behaviour.isEmpty()
            ? ""
            : behaviour.stream()
                .map(b -> "\"" + b.name() + "\"")
                .collect(Collectors.joining(" and ", ", behaviour from ", ""));
    List<String> lines = new ArrayList<>(counts.reading(names, beside));
    lines.addAll(sides.left());
    return lines;
  }

  private double binMs(OptionalDouble requested) {
    Optional<Double> stated =
        root.number("bin_ms")
            .or(() -> root.number("bin_size_ms"))
            .or(() -> root.number("bin_width_ms"))
            .map(TrialLayout::shortest)
            .or(() -> root.number("dt").map(seconds -> shortest(seconds) * 1000));
    if (stated.isEmpty() && requested.isEmpty()) {
      throw new ContentException("file must state its bin width; use ", FileReading.LOAD_WITH_BINS);
    }
    double binMs = requested.orElseGet(stated::get);
    if (stated.isPresent()
        && (float) binMs != stated.get().floatValue()
        && Math.abs(stated.get() - binMs) > 1e-9 * Math.abs(binMs)) {
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

  /** What a number in single precision stands for: 0.1 for 0.10000000149. */
  static double shortest(double value) {
    return value == (float) value ? Double.parseDouble(Float.toString((float) value)) : value;
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
    return root.array(name).filter(sides::isReadable).map(NamedArray::words);
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
