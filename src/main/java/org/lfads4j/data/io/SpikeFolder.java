package org.lfads4j.data.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Trials;

/**
 * Sorted spikes in a folder, of whatever program: {@link Phy}, {@link Alf} or {@link OpenEphys}.
 * Trials come from a table beside them, where the format has none. Immutable; nothing is held open,
 * and spikes are read a block at a time.
 *
 * <pre>{@code
 * Phy.open(folder).withEvents(Path.of("trials.csv")).trials("go", -200, 600, 10)
 * }</pre>
 */
public final class SpikeFolder {
  private static final String GOOD = "good";

  private final Path folder;
  private final SpikeFiles files;
  private final Optional<Path> events;
  private final Optional<String> condition;
  private final List<String> groups;

  private SpikeFolder(
      Path folder,
      SpikeFiles files,
      Optional<Path> events,
      Optional<String> condition,
      List<String> groups) {
    this.folder = folder;
    this.files = files;
    this.events = events;
    this.condition = condition;
    this.groups = List.copyOf(groups);
  }

  /** The good units of these files. */
  static SpikeFolder of(Path folder, SpikeFiles files) {
    ClusteredSpikes unused = files.spikes();
    return new SpikeFolder(folder, files, Optional.empty(), Optional.empty(), List.of(GOOD));
  }

  /**
   * The recording in a folder of any of the formats; its good units.
   *
   * @throws IllegalArgumentException if it is none of them, or a file is missing or does not fit,
   *     with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public static SpikeFolder open(Path folder) {
    if (PhyFiles.areIn(folder)) {
      return Phy.open(folder);
    }
    if (AlfFiles.areIn(folder)) {
      return Alf.open(folder);
    }
    if (OpenEphysFiles.areIn(folder)) {
      return OpenEphys.open(folder);
    }
    throw new ContentException(
            "folder must hold spike_times.npy (Kilosort, Phy), spikes.times.npy (ALF) or"
                + " structure.oebin (Open Ephys), got none of them")
        .of(folder);
  }

  /** Whether it is a folder of any of the formats. */
  static boolean isOne(Path folder) {
    return Files.isDirectory(folder)
        && (PhyFiles.areIn(folder) || AlfFiles.areIn(folder) || OpenEphysFiles.areIn(folder));
  }

  /** What to say of a recording where trials are asked for, but not around which event. */
  static RefusedException needsEvents(Path folder) {
    return new RefusedException(
        folder,
        ": a folder of spike times must be cut into trials around an event; use ",
        new Message(
            "SpikeFolder.open(folder).withEvents(file).trials(event, fromMs, toMs, binMs)",
            "--events FILE --align-to EVENT --window FROM,TO --bin-ms X"),
        " with a table of times in seconds (CSV or TSV: a row for each trial)");
  }

  /**
   * The trials: a table of separated values (CSV or TSV) with a header and a row for each trial, or
   * an .npy list of times, whose event has the file's name. Columns hold times in seconds from the
   * recording's start on; a blank or {@code nan} is a trial without the event. {@code trial} or
   * {@code trial_id} names trials, {@code condition} or {@code cond} their conditions.
   */
  public SpikeFolder withEvents(Path file) {
    return new SpikeFolder(folder, files, Optional.of(file), condition, groups);
  }

  /** The column of the events that labels conditions, if another than {@code condition}. */
  public SpikeFolder withConditions(String column) {
    return new SpikeFolder(folder, files, events, Optional.of(column), groups);
  }

  /**
   * The groups whose clusters become units, such as {@code good} and {@code mua}; without this the
   * good ones. Clusters without a label are {@code unsorted}.
   *
   * @throws IllegalArgumentException if there is no name
   */
  public SpikeFolder withGroups(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException(
          "groups must be at least one, got none; use withAllClusters() for all");
    }
    return new SpikeFolder(folder, files, events, condition, List.of(names));
  }

  /** Every cluster becomes a unit, whatever its label. */
  public SpikeFolder withAllClusters() {
    return new SpikeFolder(folder, files, events, condition, List.of());
  }

  /** The columns of the events. */
  public List<String> columns() {
    return events.map(file -> EventTable.read(file).columns()).orElseGet(files::columns);
  }

  /**
   * Spikes counted in bins around an event of each trial, which is at 0 ms exactly; bins are closed
   * below and open above. Windows may overlap. Neurons are named by their clusters. Left out, and
   * named in {@link Trials#notes()}, are trials without the event and trials whose window reaches
   * beyond the recording, which lasts from 0 to the last spike of any cluster. Other columns that
   * end in {@code _time} or {@code _times} become events if at least half of their times lie
   * between the trials before and after.
   *
   * @param event a column of the events
   * @param fromMs begin of the window from the event on, ms; negative is before
   * @param toMs end of the window, ms
   * @param binMs width of a bin, ms; the window is a whole number of them
   * @throws IllegalArgumentException if there are no events, the window is none, a name is unknown,
   *     most times are outside the recording, nothing is left, or a file does not fit, with the
   *     path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public Trials trials(String event, double fromMs, double toMs, double binMs) {
    BinWindow window = BinWindow.of(fromMs, toMs, binMs);
    EventTable table = table(event);
    double[] unused = table.timesS(event);
    return read(
        units -> {
          table.requireSeconds(event, units);
          return new EventTrials(units, table, condition.or(table::conditions), false)
              .around(event, window, startsS -> List.of());
        });
  }

  /**
   * The whole recording as one trial, from 0 to its last spike, to be cut with {@link Trials#chop}.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if a file does not fit, with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public Trials continuous(double binMs) {
    return read(units -> EventTrials.continuous(units, binMs));
  }

  private EventTable table(String event) {
    return events
        .map(EventTable::read)
        .or(() -> files.trials(event))
        .orElseThrow(
            () ->
                new RefusedException(
                    folder,
                    ": a folder of spike times must come with its trials; use ",
                    new Message("withEvents(file), or continuous(binMs)", "--events FILE")));
  }

  private Trials read(Function<ClusterUnits, Trials> cutting) {
    try {
      return cutting.apply(units()).withSession(files.session());
    } catch (ContentException e) {
      throw e.of(folder);
    } catch (RefusedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ContentException(e).of(folder);
    } catch (OutOfMemoryError e) {
      throw FileReading.tooLarge(folder, e);
    }
  }

  private ClusterUnits units() {
    ClusteredSpikes spikes = files.spikes();
    ClusteredSpikes.Survey survey = spikes.survey();
    List<String> notes = files.notes();
    if (groups.isEmpty()) {
      String reading = "took all %s clusters".formatted(survey.clusters().size());
      return new ClusterUnits(spikes, survey.clusters(), survey, reading, notes);
    }
    ClusterLabels labels = files.labels();
    List<Integer> chosen =
        survey.clusters().stream().filter(each -> isWanted(labels.of(each))).toList();
    String wanted = String.join(" or ", groups);
    String found =
        "%s by %s (of %s)".formatted(wanted, labels.file(), labels.counted(survey.clusters()));
    if (chosen.isEmpty()) {
      throw new ContentException(
          "at least one cluster must be " + found + ", got none; to take others, use ",
          new Message("withGroups(\"mua\") or withAllClusters()", "--groups mua or --groups all"));
    }
    String reading = "took %s clusters that are %s".formatted(chosen.size(), found);
    return new ClusterUnits(spikes, chosen, survey, reading, notes);
  }

  private boolean isWanted(String group) {
    return groups.stream().anyMatch(group::equalsIgnoreCase);
  }

  /** What to throw for a folder whose clusters are not labelled. */
  static ContentException unlabelled(String where) {
    return new ContentException(
        "folder must label its clusters in " + where + "; to take every cluster, use ",
        new Message("withAllClusters()", "--groups all"));
  }

  @Override
  public String toString() {
    return "%s: %s clusters, events %s"
        .formatted(
            folder,
            groups.isEmpty() ? "all" : String.join(" and ", groups),
            events.map(Path::toString).orElse("none"));
  }
}
