package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Binning;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Event;
import org.lfads4j.data.Trials;

/**
 * Spike times and a table of trials, of whatever format, made into counts around an event.
 *
 * @param units and their spikes
 * @param table of trials
 * @param condition the column that labels conditions
 * @param keepsTrials whether units that were not observed are left out, and not trials
 */
record EventTrials(
    SpikeTimes units, TrialTable table, Optional<String> condition, boolean keepsTrials) {
  /**
   * The trials that have the event and were observed; notes name the others.
   *
   * @param behaviour what was measured in windows that begin at these times, seconds
   * @throws ContentException if none is left, or no spike lies in any
   */
  Trials around(String event, BinWindow window, Function<double[], List<Behaviour>> behaviour) {
    double[] times = table.timesS(event);
    List<String> notes = new ArrayList<>(units.notes());
    notes.addAll(table.notes(event));
    int[] all = IntStream.range(0, times.length).toArray();
    int[] withEvent = IntStream.of(all).filter(e -> Double.isFinite(times[e])).toArray();
    note(notes, "trials", table.ids(), withEvent, all, "without \"" + event + "\"");
    int[] allUnits = IntStream.range(0, units.names().size()).toArray();
    int[] seen = keepsTrials ? observed(allUnits, window, times, withEvent) : allUnits;
    int[] chosen =
        keepsTrials
            ? withEvent
            : IntStream.of(withEvent)
                .filter(e -> observed(allUnits, window, times, e).length == allUnits.length)
                .toArray();
    note(notes, "units", units.names(), seen, allUnits, "not observed during every window");
    note(notes, "trials", table.ids(), chosen, withEvent, units.unobserved());
    requireSome(chosen.length, "trial", notes);
    requireSome(seen.length, "unit", notes);
    double[] startsS = window.startsS(times, chosen);
    List<Behaviour> series = behaviour.apply(startsS);
    WindowCounts counting = new WindowCounts(startsS, window, seen.length);
    units.each(seen, counting);
    Cube counts = counting.cube(units.unit(), units.areSeconds(), notes);
    notes.addAll(table.notesBeside(event));
    Trials trials =
        Trials.of(counts, window.binMs())
            .withStartMs(window.fromMs())
            .withTrialIds(picked(table.ids(), chosen))
            .withNeuronNames(picked(units.names(), seen))
            .withEvents(events(event, times, chosen))
            .withBehaviour(series)
            .withReading(units.reading())
            .withNotes(notes);
    return condition.map(c -> trials.withConditions(table.words(c, chosen))).orElse(trials);
  }

  /** The whole recording as one trial, from 0 s on. */
  static Trials continuous(ClusterUnits units, double binMs) {
    if (!(binMs > 0)) {
      throw new IllegalArgumentException("binMs must be > 0, got " + binMs);
    }
    int[] all = IntStream.range(0, units.names().size()).toArray();
    long bins = Binning.bin(units.survey().lastS() * BinWindow.MS_PER_SECOND, binMs) + 1;
    int unusedSize = ArraySizes.requireMemory("counts", bins, all.length);
    WindowCounts counting =
        new WindowCounts(new double[1], new BinWindow(0, binMs, (int) bins), all.length);
    units.each(all, counting);
    List<String> notes = new ArrayList<>(units.notes());
    return Trials.of(counting.cube(units.unit(), units.areSeconds(), notes), binMs)
        .withNeuronNames(units.names())
        .withReading(units.reading())
        .withNotes(notes);
  }

  /** Those of the units that were observed during the windows of all these trials. */
  private int[] observed(int[] of, BinWindow window, double[] eventsS, int... trials) {
    double[] startsS = window.startsS(eventsS, trials);
    return IntStream.of(of)
        .filter(
            u -> Arrays.stream(startsS).allMatch(s -> units.isObserved(u, s, s + window.lengthS())))
        .toArray();
  }

  private List<Event> events(String aligned, double[] zeroS, int[] chosen) {
    return Stream.concat(table.eventColumns(aligned).stream(), Stream.of(aligned))
        .distinct()
        .map(
            name -> {
              double[] times = table.timesS(name);
              return new Event(
                  name,
                  IntStream.of(chosen)
                      .mapToObj(e -> finite((times[e] - zeroS[e]) * BinWindow.MS_PER_SECOND))
                      .toList());
            })
        .toList();
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private static void note(
      List<String> notes, String what, List<String> names, int[] kept, int[] of, String why) {
    BitSet those = new BitSet();
    IntStream.of(kept).forEach(those::set);
    int[] left = IntStream.of(of).filter(place -> !those.get(place)).toArray();
    if (left.length > 0) {
      notes.add(
          "%s of %s %s left out, %s: %s"
              .formatted(
                  left.length, of.length, what, why, String.join(", ", picked(names, left))));
    }
  }

  private static void requireSome(int left, String what, List<String> notes) {
    if (left == 0) {
      throw new ContentException(
          "at least one %s must be left, got none%s"
              .formatted(what, notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")"));
    }
  }

  private static List<String> picked(List<String> names, int[] places) {
    return IntStream.of(places).mapToObj(names::get).toList();
  }
}
