package org.lfads4j.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a session holds, and what should be checked before a model is trained.
 *
 * @param session name of the recording session
 * @param trials number of trials
 * @param bins number of bins in a trial
 * @param binMs width of a bin, ms
 * @param conditions trials of each condition, in the order in which they first occur; empty if
 *     unknown
 * @param neurons one per neuron
 * @param suspicions what looks wrong, most telling kinds first; empty if nothing does
 */
public record TrialsSummary(
    String session,
    int trials,
    int bins,
    double binMs,
    Map<String, Integer> conditions,
    List<Neuron> neurons,
    List<Suspicion> suspicions) {
  /** Copies the lists. */
  public TrialsSummary {
    neurons = List.copyOf(neurons);
    suspicions = List.copyOf(suspicions);
  }

  /**
   * One neuron.
   *
   * @param name its name
   * @param meanHz spikes per second over all trials
   * @param driftHz mean rate in the last third of trials less that in the first, spikes per second,
   *     differences between conditions taken out; 0 for fewer than 3 trials
   */
  public record Neuron(String name, double meanHz, double driftHz) {}

  /** What can look wrong. */
  public enum Kind {
    /** Never fires: nothing to learn from. */
    SILENT,
    /** The same counts in every bin as another neuron's: recorded twice. */
    DUPLICATED,
    /** Fires with another neuron far above chance: one spike seen by two electrodes. */
    COINCIDENT,
    /** Its rate differs between the first and last trials: a unit lost, or not well isolated. */
    DRIFTING
  }

  /**
   * Something to look at.
   *
   * @param kind what it is
   * @param neurons the neurons concerned
   * @param text one sentence with the numbers
   */
  public record Suspicion(Kind kind, List<String> neurons, String text) {}

  /** The names of neurons under one kind of suspicion. */
  public List<String> suspected(Kind kind) {
    return suspicions.stream()
        .filter(s -> s.kind() == kind)
        .flatMap(s -> s.neurons().stream())
        .distinct()
        .toList();
  }

  @Override
  public String toString() {
    String head =
        String.format(
            Locale.ROOT,
            "\"%s\": %d trials x %d bins of %s ms x %d neurons, %.2f spikes/s on average",
            session,
            trials,
            bins,
            Numbers.text(binMs),
            neurons.size(),
            neurons.stream().mapToDouble(Neuron::meanHz).average().orElse(0));
    String labels = conditions.isEmpty() ? "" : "\nconditions: " + conditions.size();
    String found =
        suspicions.isEmpty()
            ? "\nnothing looks suspicious"
            : suspicions.stream()
                .limit(6)
                .map(Suspicion::text)
                .collect(Collectors.joining("\n", "\n", ""));
    String more =
        suspicions.size() > 6 ? "\nand " + (suspicions.size() - 6) + " more suspicions" : "";
    return head + labels + found + more;
  }
}
