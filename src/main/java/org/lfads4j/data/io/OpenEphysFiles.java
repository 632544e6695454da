package org.lfads4j.data.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A recording of Open Ephys: spikes by electrode, and edges of digital lines. */
record OpenEphysFiles(Path folder, Path recording) implements SpikeFiles {
  private static final String STRUCTURE = "structure.oebin";
  private static final String TIMES = "timestamps.npy";
  private static final String CLUSTERS = "clusters.npy";
  private static final String STATES = "states.npy";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

  /** How far below the folder of a session a recording lies. */
  private static final int DEEPEST = 4;

  static boolean areIn(Path folder) {
    return !recordings(folder).isEmpty();
  }

  private static List<Path> recordings(Path folder) {
    return Folders.holding(folder, DEEPEST, file -> file.endsWith(STRUCTURE));
  }

  /**
   * The one recording in a folder.
   *
   * @throws IllegalArgumentException if there is none, or several, with the path
   */
  static OpenEphysFiles in(Path folder) {
    return new OpenEphysFiles(
        folder, Folders.only(folder, recordings(folder), "the " + STRUCTURE + " of one recording"));
  }

  /** The folders of a kind that hold such a file, by name, and their numbers in order. */
  private List<Path> within(String kind, String file) {
    return Folders.holding(recording.resolve(kind), DEEPEST, each -> each.endsWith(file)).stream()
        .sorted(Comparator.comparing(each -> padded(each.toString())))
        .toList();
  }

  private static String padded(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(found -> "0".repeat(20 - found.group().length()) + found.group());
  }

  @Override
  public ClusteredSpikes spikes() {
    Map<String, NpySpikes> electrodes = new LinkedHashMap<>();
    for (Path each : within("spikes", CLUSTERS)) {
      if (times(each).size() > 0) {
        String name = each.getFileName().toString();
        NpySpikes unused =
            electrodes.put(
                electrodes.containsKey(name) ? each.getParent().getFileName() + "/" + name : name,
                NpySpikes.inSeconds(each.resolve(TIMES), each.resolve(CLUSTERS)));
      }
    }
    if (electrodes.isEmpty()) {
      throw new ContentException(
              "folder must hold spikes of electrodes (clusters.npy, timestamps.npy), as Open Ephys"
                  + " 0.6 and later write them, got none; sort its continuous data, and give the"
                  + " sorter's folder")
          .of(recording);
    }
    return new ElectrodeSpikes(electrodes);
  }

  /** When spikes or edges were; those of streams that were not synchronised are -1. */
  private static NpyVector times(Path folder) {
    NpyVector times = NpyVector.of(folder.resolve(TIMES));
    double first = times.size() == 0 ? 0 : times.numbers(0, 1)[0];
    if (first < 0) {
      throw times.refused(
          ("times must be synchronised, from 0 s on, got %s; record with synchronised streams, or"
                  + " sort the continuous data")
              .formatted(first));
    }
    return times;
  }

  @Override
  public ClusterLabels labels() {
    return new ClusterLabels(
        CLUSTERS, cluster -> ElectrodeSpikes.isLeft(cluster) ? ClusterLabels.UNSORTED : "good");
  }

  @Override
  public List<String> columns() {
    return List.copyOf(lines().keySet());
  }

  @Override
  public Optional<EventTable> trials(String event) {
    Map<String, List<String>> lines = lines();
    if (!lines.isEmpty() && !lines.containsKey(event)) {
      throw new ContentException(
              "recording must have the event \"%s\", got %s"
                  .formatted(event, String.join(", ", lines.keySet())))
          .of(recording);
    }
    return Optional.ofNullable(lines.get(event))
        .map(times -> EventTable.of(recording, Map.of(event, times)));
  }

  /** When each digital line rose. */
  private Map<String, List<String>> lines() {
    Map<String, List<String>> lines = new TreeMap<>();
    for (Path each : within("events", STATES)) {
      NpyVector states = NpyVector.of(each.resolve(STATES));
      double[] timesS = times(each).numbers();
      if (states.size() != timesS.length) {
        throw states.refused(
            "array must hold a state for each of the %s times of %s, got %s; copy both again"
                .formatted(timesS.length, TIMES, states.size()));
      }
      Map<String, List<String>> rises = new TreeMap<>();
      double[] line = states.numbers();
      for (int i = 0; i < line.length; i++) {
        if (line[i] > 0) {
          rises
              .computeIfAbsent("ttl" + NamedArray.word(line[i]), unused -> new ArrayList<>())
              .add(Double.toString(timesS[i]));
        }
      }
      rises.forEach(
          (name, times) ->
              lines.put(
                  lines.containsKey(name) ? each.getParent().getFileName() + "/" + name : name,
                  times));
    }
    return lines;
  }

  @Override
  public String session() {
    return Folders.name(folder);
  }

  @Override
  public List<String> notes() {
    return List.of();
  }
}
