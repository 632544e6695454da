package org.lfads4j.data;

import java.util.ArrayList;
import java.util.List;

/** Cuts the same window around an event out of every trial that has it. */
final class EventWindows {
  private static final double ROUNDING = 1e-9;

  private EventWindows() {}

  static Trials of(Trials trials, String event, double fromMs, double toMs) {
    List<Double> timesMs = trials.event(event).timesMs();
    int from = wholeBins(trials, fromMs, fromMs, toMs);
    int to = wholeBins(trials, toMs, fromMs, toMs);
    if (from >= to) {
      throw new IllegalArgumentException(
          "align must be given a window that ends after it begins, got " + span(fromMs, toMs));
    }
    List<Integer> kept = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> beyond = new ArrayList<>();
    for (int e = 0; e < trials.trials(); e++) {
      double first = Math.floor(bins(trials, timesMs.get(e)) + ROUNDING) + from;
      if (Double.isNaN(first)) {
        missing.add(trials.trialIds().get(e));
      } else if (first < 0 || first + (to - from) > trials.bins()) {
        beyond.add(trials.trialIds().get(e));
      } else {
        kept.add(e);
        firsts.add((int) first);
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          ("align must leave at least one trial, and leaves none (%s without \"%s\", %s with a "
                  + "window beyond the trial)")
              .formatted(missing.size(), event, beyond.size()));
    }
    Provenance origin =
        trials
            .origin()
            .whole()
            .without("align", missing, trials.trials(), "trials", ", without \"" + event + "\"")
            .without(
                "align", beyond, trials.trials(), "trials", ", with a window beyond the trial");
    return trials.cut(
        new Windows(to - from, ints(kept), ints(firsts)),
        fromMs,
        kept.stream().map(trials.trialIds()::get).toList(),
        origin);
  }

  private static double bins(Trials trials, double timeMs) {
    return (timeMs - trials.startMs()) / trials.binMs();
  }

  private static int wholeBins(Trials trials, double ms, double fromMs, double toMs) {
    double bins = Math.rint(ms / trials.binMs());
    if (!(Math.abs(bins * trials.binMs() - ms) <= ROUNDING * Math.max(1, Math.abs(ms)))
        || Math.abs(bins) > trials.bins() * 2.0 + 1e6) {
      throw new IllegalArgumentException(
          "align must be given a window in whole bins of %s ms, got %s"
              .formatted(Numbers.text(trials.binMs()), span(fromMs, toMs)));
    }
    return (int) bins;
  }

  private static String span(double fromMs, double toMs) {
    return Numbers.text(fromMs) + " to " + Numbers.text(toMs) + " ms";
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
