package org.lfads4j.tables;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/**
 * What the leading columns of a table say of each row.
 *
 * @param session the session's name, present only where tables of several sessions are joined
 * @param trialIds one per trial, as the recording names them
 * @param splits one per trial, {@code train}, {@code valid}, {@code unused}, or {@code new} for
 *     trials that the model never saw
 * @param conditions one per trial, if the recording has conditions
 * @param neurons one name per neuron, unique ignoring case
 * @param binMs width of a bin in ms, above 0
 * @param startMs time at which the first bin begins, in ms
 */
@Internal
public record RowLabels(
    Optional<String> session,
    List<String> trialIds,
    List<String> splits,
    Optional<List<String>> conditions,
    List<String> neurons,
    double binMs,
    double startMs) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the lists differ in length, the bin width is not above 0,
   *     or the start is not finite
   */
  public RowLabels {
    trialIds = List.copyOf(trialIds);
    splits = List.copyOf(splits);
    conditions = conditions.map(List::copyOf);
    neurons = List.copyOf(neurons);
    requireOnePerTrial("splits", splits.size(), trialIds.size());
    if (conditions.isPresent()) {
      requireOnePerTrial("conditions", conditions.get().size(), trialIds.size());
    }
    if (!(binMs > 0) || Double.isInfinite(binMs)) {
      throw new IllegalArgumentException("binMs must be > 0 and finite, got " + binMs);
    }
    if (!Double.isFinite(startMs)) {
      throw new IllegalArgumentException("startMs must be finite, got " + startMs);
    }
  }

  /**
   * The labels of a recording, without a session.
   *
   * @param split which trials trained the model; absent for trials that it never saw, which are
   *     labelled {@code new}
   */
  public static RowLabels of(Trials trials, Optional<Split> split) {
    return new RowLabels(
        Optional.empty(),
        trials.trialIds(),
        IntStream.range(0, trials.trials())
            .mapToObj(trial -> split.map(s -> s.label(trial)).orElse("new"))
            .toList(),
        trials.conditions(),
        trials.neuronNames(),
        trials.binMs(),
        trials.startMs());
  }

  /** The same labels with a session column, for tables of several sessions. */
  public RowLabels withSession(String name) {
    return new RowLabels(Optional.of(name), trialIds, splits, conditions, neurons, binMs, startMs);
  }

  /** The same labels for other neurons. */
  public RowLabels withNeurons(List<String> names) {
    return new RowLabels(session, trialIds, splits, conditions, names, binMs, startMs);
  }

  private static void requireOnePerTrial(String what, int got, int trials) {
    if (got != trials) {
      throw new IllegalArgumentException(
          what + " must hold one label per trial, got " + got + " for " + trials + " trials");
    }
  }

  /** The number of trials. */
  public int trials() {
    return trialIds.size();
  }

  /** The time at which a bin begins, in ms. */
  public double timeMs(int bin) {
    return startMs + bin * binMs;
  }
}
