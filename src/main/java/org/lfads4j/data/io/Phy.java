package org.lfads4j.data.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Trials;

/**
 * A folder of sorted spikes as Kilosort writes and Phy curates it: {@code spike_times.npy}, {@code
 * spike_clusters.npy} (or {@code spike_templates.npy}), {@code params.py} and the labels of
 * clusters. Trials come from a table beside it. Immutable; nothing is held open, and spikes are
 * read a block at a time.
 *
 * <pre>{@code
 * Phy.open(folder).withEvents(Path.of("trials.csv")).trials("go", -200, 600, 10)
 * }</pre>
 */
public final class Phy {
  private static final String TIMES = "spike_times.npy";
  private static final String CLUSTERS = "spike_clusters.npy";
  private static final String TEMPLATES = "spike_templates.npy";
  private static final String PARAMETERS = "params.py";
  private static final String GOOD = "good";

  private final Path folder;
  private final Optional<Path> events;
  private final Optional<String> condition;
  private final List<String> groups;

  private Phy(Path folder, Optional<Path> events, Optional<String> condition, List<String> groups) {
    this.folder = folder;
    this.events = events;
    this.condition = condition;
    this.groups = List.copyOf(groups);
  }

  /**
   * The recording in a folder; its good units, and no trials yet.
   *
   * @throws IllegalArgumentException if a file is missing or does not fit, with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public static Phy open(Path folder) {
    Phy phy = new Phy(folder, Optional.empty(), Optional.empty(), List.of(GOOD));
    NpySpikes unused = phy.spikes();
    return phy;
  }

  /** Whether a folder holds spikes as Kilosort writes them. */
  static boolean isPhy(Path folder) {
    return Files.exists(folder.resolve(TIMES));
  }

  /** What to say of a recording where trials are asked for, but not around which event. */
  static RefusedException needsEvents(Path folder) {
    return new RefusedException(
        folder,
        ": a folder of spike times must be cut into trials around an event; use ",
        new Message(
            "Phy.open(folder).withEvents(file).trials(event, fromMs, toMs, binMs)",
            "--events FILE --align-to EVENT --window FROM,TO --bin-ms X"),
        " with a table of times in seconds (CSV or TSV: a row for each trial)");
  }

  /**
   * The trials: a table of separated values (CSV or TSV) with a header and a row for each trial, or
   * an .npy list of times, whose event has the file's name. Columns hold times in seconds from the
   * recording's start on; a blank or {@code nan} is a trial without the event. {@code trial} or
   * {@code trial_id} names trials, {@code condition} or {@code cond} their conditions.
   */
  public Phy withEvents(Path file) {
    return new Phy(folder, Optional.of(file), condition, groups);
  }

  /** The column of the events that labels conditions, if another than {@code condition}. */
  public Phy withConditions(String column) {
    return new Phy(folder, events, Optional.of(column), groups);
  }

  /**
   * The groups whose clusters become units, such as {@code good} and {@code mua}; without this the
   * good ones. Clusters without a label are {@code unsorted}.
   */
  public Phy withGroups(String... names) {
    return new Phy(folder, events, condition, List.of(names));
  }

  /** Every cluster becomes a unit, whatever its label. */
  public Phy withAllClusters() {
    return new Phy(folder, events, condition, List.of());
  }

  /** The columns of the events. */
  public List<String> columns() {
    return table().columns();
  }

  /**
   * Spikes counted in bins around an event of each trial, which is at 0 ms exactly; bins are closed
   * below and open above. Windows may overlap. Neurons are named by their clusters. Left out, and
   * named in {@link Trials#notes()}, are trials without the event and trials whose window reaches
   * beyond the recording, which lasts from 0 to the last spike of any cluster. Other columns that
   * end in {@code _time} become events if at least half of their times lie between the trials
   * before and after.
   *
   * @param event a column of the events
   * @param fromMs begin of the window from the event on, ms; negative is before
   * @param toMs end of the window, ms
   * @param binMs width of a bin, ms; the window is a whole number of them
   * @throws IllegalStateException if there are no events yet
   * @throws IllegalArgumentException if the window is none, a name is unknown, most times are
   *     outside the recording, nothing is left, or a file does not fit, with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public Trials trials(String event, double fromMs, double toMs, double binMs) {
    BinWindow window = BinWindow.of(fromMs, toMs, binMs);
    EventTable table = table();
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

  private EventTable table() {
    return EventTable.read(
        events.orElseThrow(
            () ->
                new IllegalStateException(
                    folder
                        + ": trials must be cut around events; call withEvents(file) first, or"
                        + " continuous(binMs)")));
  }

  private Trials read(Function<ClusterUnits, Trials> cutting) {
    try {
      return cutting.apply(units()).withSession(session());
    } catch (ContentException e) {
      throw e.of(folder);
    } catch (RefusedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ContentException(e).of(folder);
    } catch (OutOfMemoryError e) {
      throw FileReading.tooLarge(folder.resolve(TIMES), e);
    }
  }

  private String session() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "session" : name.toString();
  }

  private NpySpikes spikes() {
    for (String name : List.of(TIMES, PARAMETERS)) {
      if (!Files.exists(folder.resolve(name))) {
        throw refused("folder must hold %s, got none; give the folder that Phy opens", name);
      }
    }
    if (!Files.exists(clusters())) {
      throw refused("folder must hold %s or %s, got neither", CLUSTERS, TEMPLATES);
    }
    double samplesPerSecond = PhyParameters.samplesPerSecond(folder.resolve(PARAMETERS));
    return NpySpikes.inSamples(folder.resolve(TIMES), clusters(), samplesPerSecond);
  }

  private Path clusters() {
    Path curated = folder.resolve(CLUSTERS);
    return Files.exists(curated) ? curated : folder.resolve(TEMPLATES);
  }

  private ClusterUnits units() {
    NpySpikes spikes = spikes();
    NpySpikes.Survey survey = spikes.survey();
    List<String> notes = new ArrayList<>();
    if (clusters().endsWith(TEMPLATES)) {
      notes.add(
          "units are the templates of " + TEMPLATES + ", not curated: there is no " + CLUSTERS);
    }
    if (groups.isEmpty()) {
      String reading = "took all %s clusters".formatted(survey.clusters().size());
      return new ClusterUnits(spikes, survey.clusters(), survey.lastS(), reading, notes);
    }
    PhyGroups labels = PhyGroups.of(folder).orElseThrow(() -> unlabelled());
    List<Integer> chosen =
        survey.clusters().stream().filter(each -> isWanted(labels.of(each))).toList();
    String wanted = String.join(" or ", groups);
    String found =
        "%s by %s (of %s)".formatted(wanted, labels.file(), labels.counted(survey.clusters()));
    if (chosen.isEmpty()) {
      throw new ContentException(
          "at least one cluster must be " + found + ", got none; label clusters in Phy, or use ",
          new Message("withGroups(\"mua\") or withAllClusters()", "--groups mua or --groups all"));
    }
    String reading = "took %s clusters that are %s".formatted(chosen.size(), found);
    return new ClusterUnits(spikes, chosen, survey.lastS(), reading, notes);
  }

  private boolean isWanted(String group) {
    return groups.stream().anyMatch(group::equalsIgnoreCase);
  }

  private static ContentException unlabelled() {
    return new ContentException(
        "folder must label its clusters in cluster_group.tsv, cluster_KSLabel.tsv or"
            + " cluster_info.tsv, got none; to take every cluster, use ",
        new Message("withAllClusters()", "--groups all"));
  }

  private RefusedException refused(String sentence, Object... values) {
    return new ContentException(sentence.formatted(values)).of(folder);
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
