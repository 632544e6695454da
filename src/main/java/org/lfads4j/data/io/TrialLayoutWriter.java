package org.lfads4j.data.io;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Event;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** A session in the layout that {@link TrialLayout} reads, for a file of any format. */
final class TrialLayoutWriter {
  private static final Set<String> OWN =
      Set.of("data", "truth", "ext_input", "cond", "inds", "trial_id");

  /** Takes arrays and what is said about them. */
  interface Sink {
    void set(String name, Block block);

    /** About the whole file. */
    void attribute(String name, Block block);

    /** About an array that has been set. */
    void attribute(String array, String name, Block block);
  }

  private final Sink sink;
  private final Trials trials;
  private final boolean whole;

  private TrialLayoutWriter(Sink sink, Trials trials) {
    this.sink = sink;
    this.trials = trials;
    this.whole = trials.countProblem().isEmpty();
  }

  static void write(Trials trials, Sink sink) {
    new TrialLayoutWriter(sink, trials).write();
  }

  /** Whether a behaviour can be called so. */
  static boolean isStorable(String name) {
    return !OWN.contains(name) && !name.startsWith(TrialSides.EVENT) && !name.contains("/");
  }

  /** Refuses a session with a behaviour or event that is called like one of the layout's own. */
  static void requireStorable(Trials trials) {
    trials.behaviour().forEach(series -> requireStorable("behaviour", series.name()));
    trials.events().forEach(event -> requireStorable("event", event.name()));
  }

  private static void requireStorable(String what, String name) {
    if (!isStorable(name)) {
      throw new IllegalArgumentException(
          what + " name must not be one of the file's own or hold a slash, got \"" + name + "\"");
    }
  }

  private void write() {
    sink.attribute("bin_ms", Block.numbers(trials.binMs()));
    sink.attribute("start_ms", Block.numbers(trials.startMs()));
    sink.attribute("session", Block.words(List.of(trials.session())));
    sink.set("neuron_names", Block.words(trials.neuronNames()));
    if (trials.truthHz().isPresent()) {
      sink.set("conversion_factor", Block.numbers(1000 / trials.binMs()));
    }
    if (trials.alignment().isPresent()) {
      Alignment alignment = trials.alignment().get();
      double[] bias = alignment.bias().stream().mapToDouble(b -> b).toArray();
      sink.set(TrialLayout.ALIGNMENT_MATRIX, Block.of(alignment.matrix()));
      sink.set(TrialLayout.ALIGNMENT_BIAS, Block.numbers(bias));
    }
    if (!trials.heldOutNeurons().isEmpty()) {
      int[] places = trials.heldOutNeurons().stream().mapToInt(trials::neuronIndex).toArray();
      sink.set("heldout_neurons", Block.ints(places));
    }
    if (!trials.behaviour().isEmpty()) {
      List<String> names = trials.behaviour().stream().map(Behaviour::name).toList();
      sink.attribute("behaviour_names", Block.words(names));
    }
    if (!trials.events().isEmpty()) {
      sink.attribute(
          "event_names", Block.words(trials.events().stream().map(Event::name).toList()));
    }
    if (!trials.notes().isEmpty()) {
      sink.attribute("notes", Block.words(trials.notes()));
    }
    sink.attribute(
        TrialLayout.READ_AS,
        Block.words(
            trials.reading().isEmpty() ? List.of(TrialLayout.MADE_IN_MEMORY) : trials.reading()));
    writeSides();
  }

  private void writeSides() {
    if (trials.split().isEmpty()) {
      side("train_", IntStream.range(0, trials.trials()).toArray());
      return;
    }
    Split split = trials.split().get();
    side("train_", split.train());
    side("valid_", split.valid());
    side(
        "unused_",
        IntStream.range(0, trials.trials()).filter(e -> split.label(e).equals("unused")).toArray());
  }

  private void side(String prefix, int[] places) {
    if (places.length == 0) {
      return;
    }
    Cube counts = trials.counts().selectTrials(places);
    sink.set(prefix + "data", whole ? Block.ofCounts(counts) : Block.of(counts));
    sink.set(prefix + "inds", Block.ints(places));
    sink.set(prefix + "trial_id", pick(trials.trialIds(), places));
    trials.conditions().ifPresent(labels -> sink.set(prefix + "cond", pick(labels, places)));
    trials
        .externalInputs()
        .ifPresent(cube -> sink.set(prefix + "ext_input", Block.of(cube.selectTrials(places))));
    trials
        .truthHz()
        .ifPresent(cube -> sink.set(prefix + "truth", Block.of(cube.selectTrials(places))));
    trials.behaviour().forEach(series -> behaviour(prefix + series.name(), series, places));
    trials
        .events()
        .forEach(event -> sink.set(prefix + TrialSides.EVENT + event.name(), times(event, places)));
  }

  private void behaviour(String name, Behaviour series, int[] places) {
    sink.set(name, Block.of(series.values().selectTrials(places)));
    sink.attribute(name, "columns", Block.words(series.columns()));
    if (!series.unit().isEmpty()) {
      sink.attribute(name, "unit", Block.words(List.of(series.unit())));
    }
  }

  private static Block times(Event event, int[] places) {
    return Block.numbers(IntStream.of(places).mapToDouble(event.timesMs()::get).toArray());
  }

  private static Block pick(List<String> words, int[] places) {
    return Block.words(IntStream.of(places).mapToObj(words::get).toList());
  }
}
