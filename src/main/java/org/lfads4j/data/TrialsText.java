package org.lfads4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a session says of itself, at most ten lines. */
final class TrialsText {
  private TrialsText() {}

  static String of(Trials trials) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Trials \"%s\": %s trials x %s bins x %s neurons%s"
            .formatted(
                trials.session(),
                trials.trials(),
                trials.bins(),
                trials.neurons(),
                trials.notes().isEmpty() ? "" : " (see notes())"));
    lines.add(
        "bins: %s ms, from %s to %s ms%s"
            .formatted(
                Numbers.text(trials.binMs()),
                Numbers.text(trials.timeMs(0)),
                Numbers.text(trials.timeMs(trials.bins())),
                events(trials)));
    lines.add(String.format(Locale.ROOT, "mean: %.2f spikes/s per neuron", meanHz(trials)));
    String silent = number("silent neurons: ", trials.silentNeurons().size());
    String heldOut = number("held-out neurons: ", trials.heldOutNeurons().size());
    if (!(silent + heldOut).isEmpty()) {
      lines.add(silent + (silent.isEmpty() || heldOut.isEmpty() ? "" : "; ") + heldOut);
    }
    trials
        .conditions()
        .ifPresent(labels -> lines.add("conditions: " + labels.stream().distinct().count()));
    trials.externalInputs().ifPresent(cube -> lines.add("external inputs: " + cube.columns()));
    trials.truthHz().ifPresent(cube -> lines.add("truth: spikes/s"));
    if (!trials.behaviour().isEmpty()) {
      lines.add(
          "behaviour: "
              + trials.behaviour().stream().map(Behaviour::name).collect(Collectors.joining(", ")));
    }
    trials.split().ifPresent(split -> lines.add("split: " + split));
    if (!trials.reading().isEmpty()) {
      lines.add(String.join("; ", trials.reading()));
    }
    return String.join("\n", lines);
  }

  private static String number(String what, int size) {
    return size == 0 ? "" : what + size;
  }

  private static String events(Trials trials) {
    return trials.events().isEmpty()
        ? ""
        : trials.events().stream()
            .map(Event::name)
            .collect(Collectors.joining(", ", "; events: ", ""));
  }

  private static double meanHz(Trials trials) {
    double sum = 0;
    for (float value : trials.counts().toArray()) {
      sum += value;
    }
    double bins = (double) trials.trials() * trials.bins() * trials.neurons();
    return sum / bins / trials.binMs() * 1000;
  }
}
