package org.lfads4j.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.data.TrialsSummary.Kind;
import org.lfads4j.data.TrialsSummary.Neuron;
import org.lfads4j.data.TrialsSummary.Suspicion;

/** Counts what a session holds. */
final class Summarizing {
  private static final double MS_PER_SECOND = 1000;

  private Summarizing() {}

  static TrialsSummary of(Trials trials) {
    SpikeTotals totals = SpikeTotals.of(trials);
    Map<String, Integer> conditions = new LinkedHashMap<>();
    trials
        .conditions()
        .orElse(List.of())
        .forEach(label -> conditions.merge(label, 1, Integer::sum));
    double toHz = MS_PER_SECOND / trials.binMs() / trials.bins();
    Drift drift = Drift.of(trials, totals);
    List<Neuron> neurons =
        IntStream.range(0, trials.neurons())
            .mapToObj(
                n ->
                    new Neuron(
                        trials.neuronNames().get(n),
                        totals.ofNeuron(n) * toHz / trials.trials(),
                        drift.change(n) * toHz))
            .toList();
    return new TrialsSummary(
        trials.session(),
        trials.trials(),
        trials.bins(),
        trials.binMs(),
        conditions,
        neurons,
        Stream.of(silent(trials), Coincidence.suspicions(trials), drift.suspicions(neurons))
            .flatMap(List::stream)
            .toList());
  }

  private static List<Suspicion> silent(Trials trials) {
    return trials.silentNeurons().stream()
        .map(name -> new Suspicion(Kind.SILENT, List.of(name), name + " never fires"))
        .toList();
  }
}
