package org.lfads4j.data.io;

import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Event;
import org.lfads4j.data.Trials;

/**
 * A recording in an NWB file (Neurodata Without Borders 2, HDF5): the spike times of {@code units},
 * the trials of {@code intervals/trials}, and the series under {@code processing/behavior}.
 * Immutable; nothing is held open, and only what is asked for is read.
 *
 * <pre>{@code
 * Nwb.open(path).withBehaviour("hand_vel").trials("go_cue_time", -200, 600, 10)
 * }</pre>
 */
public final class Nwb {
  private static final double MS_PER_SECOND = 1000;
  private static final double ROUNDING = 1e-9;

  private final Path file;
  private final List<String> behaviour;
  private final Optional<String> condition;
  private final boolean keepsTrials;

  private Nwb(Path file, List<String> behaviour, Optional<String> condition, boolean keepsTrials) {
    this.file = file;
    this.behaviour = List.copyOf(behaviour);
    this.condition = condition;
    this.keepsTrials = keepsTrials;
  }

  /**
   * The recording in a file; no behaviour and no conditions are read yet.
   *
   * @throws IllegalArgumentException if it holds no units or no trials, with the path
   * @throws java.io.UncheckedIOException if it cannot be read as HDF5, with the path
   */
  public static Nwb open(Path file) {
    return Hdf5File.read(
        file,
        root -> {
          List<String> unused = NwbTable.trials(root).columns();
          int unusedUnits = NwbUnits.of(root).count();
          return new Nwb(file, List.of(), Optional.empty(), false);
        });
  }

  /** Series under {@code processing/behavior} to read along; replaces earlier ones. */
  public Nwb withBehaviour(String... names) {
    return new Nwb(file, List.of(names), condition, keepsTrials);
  }

  /** The column of the trials table that labels conditions. */
  public Nwb withConditions(String column) {
    return new Nwb(file, behaviour, Optional.of(column), keepsTrials);
  }

  /**
   * Where a unit was not observed during a window ({@code obs_intervals}), that unit is left out of
   * all trials; without this, that trial is left out.
   */
  public Nwb leavingOutUnobservedUnits() {
    return new Nwb(file, behaviour, condition, true);
  }

  /** The columns of the trials table. */
  public List<String> columns() {
    return Hdf5File.read(file, root -> NwbTable.trials(root).columns());
  }

  /** The names of the series under {@code processing/behavior}. */
  public List<String> behaviour() {
    return Hdf5File.read(file, root -> List.copyOf(NwbSeries.all(root).keySet()));
  }

  /**
   * Spikes counted in bins around an event of each trial. The event is at 0 ms exactly; bins are
   * closed below and open above. Windows may overlap, and reach beyond their trial: a spike counts
   * in every window it lies in. Left out, and named in {@link Trials#notes()}, are trials without
   * the event (NaN) and trials during whose window a unit was not observed. A unit without any
   * observation interval counts as observed throughout.
   *
   * <p>Every column of the trials table that ends in {@code _time} becomes an event. Behaviour is
   * taken at the centres of bins, linearly between the two samples around, after the file's
   * conversion and offset; NaN beyond the samples and in gaps of more than three sampling steps.
   *
   * @param event a column of the trials table that holds times, seconds
   * @param fromMs begin of the window from the event on, ms; negative is before
   * @param toMs end of the window, ms
   * @param binMs width of a bin, ms; the window is a whole number of them
   * @throws IllegalArgumentException if the window is none, a name is unknown, nothing is left, or
   *     the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public Trials trials(String event, double fromMs, double toMs, double binMs) {
    int bins = bins(fromMs, toMs, binMs);
    return Hdf5File.read(
        file,
        root ->
            ContentException.unlessRefused(
                () -> trials(root, event, new NwbWindow(fromMs, binMs, bins))));
  }

  private static int bins(double fromMs, double toMs, double binMs) {
    double bins = Math.rint((toMs - fromMs) / binMs);
    if (!(binMs > 0)
        || !(bins >= 1 && bins <= Integer.MAX_VALUE)
        || !(Math.abs(bins * binMs - (toMs - fromMs)) <= ROUNDING * Math.abs(toMs - fromMs))) {
      throw new IllegalArgumentException(
          "window must be a whole number of bins, got %s to %s ms in bins of %s ms"
              .formatted(fromMs, toMs, binMs));
    }
    return (int) bins;
  }

  private Trials trials(Group root, String event, NwbWindow window) {
    NwbTable table = NwbTable.trials(root);
    NwbUnits units = NwbUnits.of(root);
    double[] times = table.numbers(event);
    List<String> notes = new ArrayList<>();
    int[] withEvent =
        IntStream.range(0, times.length).filter(e -> Double.isFinite(times[e])).toArray();
    note(notes, table, withEvent, times.length, "without \"" + event + "\"");
    double[] withEventS = window.startsS(times, withEvent);
    int[] seenUnits =
        keepsTrials
            ? units.observed(withEventS, window.lengthS())
            : IntStream.range(0, units.count()).toArray();
    int[] chosen =
        keepsTrials ? withEvent : units.whollyObserved(withEvent, withEventS, window.lengthS());
    units.note(notes, seenUnits);
    note(notes, table, chosen, withEvent, "during which a unit was not observed");
    requireSome(chosen.length, "trial", notes);
    requireSome(seenUnits.length, "unit", notes);
    double[] startsS = window.startsS(times, chosen);
    Trials trials =
        Trials.of(units.counts(seenUnits, startsS, window), window.binMs())
            .withStartMs(window.fromMs())
            .withSession(Hdf5Values.word(root, "identifier").orElse("session"))
            .withTrialIds(table.ids(chosen))
            .withNeuronNames(units.names(seenUnits))
            .withEvents(events(table, times, chosen))
            .withBehaviour(series(root, startsS, window))
            .withNotes(notes);
    return condition.map(c -> trials.withConditions(table.words(c, chosen))).orElse(trials);
  }

  private static void note(List<String> notes, NwbTable table, int[] kept, int trials, String why) {
    note(notes, table, kept, IntStream.range(0, trials).toArray(), why);
  }

  private static void note(List<String> notes, NwbTable table, int[] kept, int[] of, String why) {
    int[] left = IntStream.of(of).filter(e -> IntStream.of(kept).noneMatch(k -> k == e)).toArray();
    if (left.length > 0) {
      notes.add(
          "%s of %s trials left out, %s: %s"
              .formatted(left.length, of.length, why, String.join(", ", table.ids(left))));
    }
  }

  private static void requireSome(int left, String what, List<String> notes) {
    if (left == 0) {
      throw new ContentException(
          "at least one %s must be left, got none%s"
              .formatted(what, notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")"));
    }
  }

  private static List<Event> events(NwbTable table, double[] zeroS, int[] chosen) {
    return table.timeColumns().stream()
        .map(
            name -> {
              double[] times = table.numbers(name);
              return new Event(
                  name,
                  IntStream.of(chosen)
                      .mapToObj(e -> finite((times[e] - zeroS[e]) * MS_PER_SECOND))
                      .toList());
            })
        .toList();
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private List<Behaviour> series(Group root, double[] startsS, NwbWindow window) {
    return behaviour.stream()
        .map(
            name -> {
              NwbSeries series = NwbSeries.named(root, name);
              Cube values = series.at(startsS, window);
              List<String> columns =
                  IntStream.range(0, values.columns()).mapToObj(i -> name + "_" + i).toList();
              return new Behaviour(name, columns, series.unit(), values);
            })
        .toList();
  }

  @Override
  public String toString() {
    return file + ": behaviour " + behaviour + ", conditions " + condition.orElse("none");
  }
}
