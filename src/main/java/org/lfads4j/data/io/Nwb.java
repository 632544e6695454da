package org.lfads4j.data.io;

import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.config.Message;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
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
  private static final String VERSION = "nwb_version";

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
          requireRecording(root);
          List<String> unused = NwbTable.trials(root).columns();
          int unusedUnits = NwbUnits.of(root).count();
          return new Nwb(file, List.of(), Optional.empty(), false);
        });
  }

  /** Whether a file's root says that it is an NWB file. */
  static boolean isNwb(Group root) {
    return Hdf5Values.word(root, VERSION).isPresent();
  }

  /** What to say of a recording where trials are asked for, but not around which event. */
  static ContentException needsEvent(Group root) {
    requireRecording(root);
    NwbTable table = NwbTable.trials(root);
    int unusedUnits = NwbUnits.of(root).count();
    return new ContentException(
        "an NWB recording must be cut into trials around an event; use ",
        new Message(
            "Nwb.open(path).trials(event, fromMs, toMs, binMs)",
            "--align-to EVENT --window FROM,TO --bin-ms X"),
        " with an event of " + String.join(", ", table.timeColumns()));
  }

  private static void requireRecording(Group root) {
    String version = Hdf5Values.word(root, VERSION).orElse("");
    if (version.matches("(NWB-)?[01]\\..*")) {
      throw new ContentException(
          VERSION + " must be 2.0 or later, got " + version + "; write the recording as NWB 2");
    }
    String lacking =
        Stream.of("units", "intervals/trials")
            .filter(path -> !Hdf5Values.has(root, path))
            .collect(Collectors.joining(" and no "));
    if (!lacking.isEmpty()) {
      throw new ContentException(
          "an NWB recording must hold units and intervals/trials, got no " + lacking);
    }
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

  /** The columns of the trials table that hold one value per trial. */
  public List<String> columns() {
    return Hdf5File.read(file, root -> NwbTable.trials(root).columns());
  }

  /**
   * The columns of the trials table that hold times to cut trials around: their names end in {@code
   * _time}. Of several times per trial the earliest counts.
   */
  public List<String> events() {
    return Hdf5File.read(file, root -> NwbTable.trials(root).timeColumns());
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
   * observation interval counts as observed throughout. Units and trials whose ids are not
   * different are numbered by their rows from 0, with a note.
   *
   * <p>Every column of the trials table that ends in {@code _time} becomes an event if it holds one
   * number per trial and at least half of these lie near their trials; the others are named in the
   * notes. A column of several times per trial, such as licks, becomes an event only where it is
   * the one that trials are cut around: the earliest of each trial is taken. Behaviour is taken at
   * the centres of bins, linearly between the two samples around, after the file's conversion and
   * offset; NaN beyond the samples and in gaps of more than three sampling steps.
   *
   * @param event a column of the trials table that holds times, seconds
   * @param fromMs begin of the window from the event on, ms; negative is before
   * @param toMs end of the window, ms
   * @param binMs width of a bin, ms; the window is a whole number of them
   * @throws IllegalArgumentException if the window is none, a name is unknown, nothing is left, no
   *     spike lies in any window, or the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public Trials trials(String event, double fromMs, double toMs, double binMs) {
    BinWindow window = BinWindow.of(fromMs, toMs, binMs);
    return Hdf5File.read(
        file, root -> ContentException.unlessRefused(() -> trials(root, event, window)));
  }

  private Trials trials(Group root, String event, BinWindow window) {
    requireRecording(root);
    NwbTable table = NwbTable.trials(root);
    return new EventTrials(NwbUnits.of(root), table, condition, keepsTrials)
        .around(event, window, startsS -> series(root, startsS, window))
        .withSession(Hdf5Values.word(root, "identifier").orElse("session"));
  }

  private List<Behaviour> series(Group root, double[] startsS, BinWindow window) {
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
