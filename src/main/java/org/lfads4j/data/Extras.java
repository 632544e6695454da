package org.lfads4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What lies beside the counts on the same trials and bins.
 *
 * @param externalInputs trials x bins x inputs, finite
 * @param truthHz trials x bins x neurons, spikes per second, >= 0
 * @param behaviour measured series, names unique
 * @param events times, one per trial, names unique
 * @param alignment from the session's neurons to factors shared by sessions
 */
record Extras(
    Optional<Cube> externalInputs,
    Optional<Cube> truthHz,
    List<Behaviour> behaviour,
    List<Event> events,
    Optional<Alignment> alignment) {
  static final Extras NONE =
      new Extras(Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

  Extras {
    behaviour = List.copyOf(behaviour);
    NameRules.requireUnique(
        "behaviour names", behaviour.stream().map(Behaviour::name).toList(), true);
    events = List.copyOf(events);
    NameRules.requireUnique("event names", events.stream().map(Event::name).toList(), true);
  }

  Extras withExternalInputs(Cube inputs) {
    return new Extras(Optional.of(inputs), truthHz, behaviour, events, alignment);
  }

  Extras withTruthHz(Cube ratesHz) {
    return new Extras(externalInputs, Optional.of(ratesHz), behaviour, events, alignment);
  }

  Extras withBehaviour(List<Behaviour> series) {
    return new Extras(externalInputs, truthHz, series, events, alignment);
  }

  Extras withEvents(List<Event> changed) {
    return new Extras(externalInputs, truthHz, behaviour, changed, alignment);
  }

  Extras withAlignment(Optional<Alignment> changed) {
    return new Extras(externalInputs, truthHz, behaviour, events, changed);
  }

  Extras select(int[] trials) {
    return map(cube -> cube.selectTrials(trials))
        .withEvents(
            events.stream()
                .map(
                    e ->
                        new Event(
                            e.name(), Arrays.stream(trials).mapToObj(e.timesMs()::get).toList()))
                .toList());
  }

  Extras selectNeurons(int[] places) {
    return new Extras(
        externalInputs,
        truthHz.map(cube -> cube.selectColumns(places)),
        behaviour,
        events,
        alignment.map(a -> a.selectNeurons(places)));
  }

  Extras cut(Windows windows, Clock before, Clock after) {
    return map(windows::cut)
        .withEvents(events.stream().map(e -> windows.cut(e, before, after)).toList());
  }

  /** The same with every block averaged, selected or changed in another way. */
  Extras map(UnaryOperator<Cube> change) {
    return new Extras(
        externalInputs.map(change),
        truthHz.map(change),
        behaviour.stream().map(b -> b.withValues(change.apply(b.values()))).toList(),
        events,
        alignment);
  }

  void requireFit(Cube counts) {
    externalInputs.ifPresent(
        cube -> {
          requireTrialsAndBins("external inputs", cube, counts);
          if (cube.columns() == 0) {
            throw new IllegalArgumentException("external inputs must be at least 1, got 0");
          }
          requireValues("external inputs", cube, Float.NEGATIVE_INFINITY);
        });
    truthHz.ifPresent(
        cube -> {
          requireTrialsAndBins("truth", cube, counts);
          if (cube.columns() != counts.columns()) {
            throw new IllegalArgumentException(
                "truth must have the counts' %s neurons, got %s"
                    .formatted(counts.columns(), cube.columns()));
          }
          requireValues("truth", cube, 0);
        });
    behaviour.forEach(
        b -> requireTrialsAndBins("behaviour \"" + b.name() + "\"", b.values(), counts));
    events.forEach(e -> requireTimes(e, counts.trials()));
    alignment.ifPresent(a -> requireNeurons(a, counts.columns()));
  }

  private static void requireNeurons(Alignment alignment, int neurons) {
    if (alignment.matrix().rows() != neurons) {
      throw new IllegalArgumentException(
          "alignment must have the counts' %s neurons, got %s"
              .formatted(neurons, alignment.matrix().rows()));
    }
  }

  private static void requireTimes(Event event, int trials) {
    if (event.timesMs().size() != trials) {
      throw new IllegalArgumentException(
          "event \"%s\" must have one time per trial, got %s for %s"
              .formatted(event.name(), event.timesMs().size(), trials));
    }
  }

  private static void requireTrialsAndBins(String what, Cube cube, Cube counts) {
    if (cube.trials() != counts.trials() || cube.bins() != counts.bins()) {
      throw new IllegalArgumentException(
          "%s must have the counts' %s trials x %s bins, got %s x %s"
              .formatted(what, counts.trials(), counts.bins(), cube.trials(), cube.bins()));
    }
  }

  private static void requireValues(String what, Cube cube, float least) {
    for (int e = 0; e < cube.trials(); e++) {
      for (int t = 0; t < cube.bins(); t++) {
        for (int c = 0; c < cube.columns(); c++) {
          float value = cube.at(e, t, c);
          if (!Float.isFinite(value) || value < least) {
            throw new IllegalArgumentException(
                "%s must be finite%s, got %s (trial %s, bin %s, column %s)"
                    .formatted(what, least == 0 ? " and >= 0" : "", Numbers.text(value), e, t, c));
          }
        }
      }
    }
  }
}
