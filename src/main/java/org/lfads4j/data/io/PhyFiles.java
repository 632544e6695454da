package org.lfads4j.data.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.RefusedException;

/** What Kilosort writes and Phy curates. */
record PhyFiles(Path folder) implements SpikeFiles {
  private static final String TIMES = "spike_times.npy";
  private static final String CLUSTERS = "spike_clusters.npy";
  private static final String TEMPLATES = "spike_templates.npy";
  private static final String PARAMETERS = "params.py";

  /** The first that labels any cluster counts: what was decided by hand before Kilosort's own. */
  private static final List<String> LABELS =
      List.of("cluster_group.tsv", "cluster_groups.csv", "cluster_KSLabel.tsv", "cluster_info.tsv");

  private static final List<String> COLUMNS = List.of("group", "KSLabel");

  static boolean areIn(Path folder) {
    return Files.exists(folder.resolve(TIMES));
  }

  @Override
  public ClusteredSpikes spikes() {
    for (String name : List.of(TIMES, PARAMETERS)) {
      if (!Files.exists(folder.resolve(name))) {
        throw refused(
            "folder must hold %s, got none; give the folder that Phy opens".formatted(name));
      }
    }
    if (!Files.exists(clusters())) {
      throw refused("folder must hold %s or %s, got neither".formatted(CLUSTERS, TEMPLATES));
    }
    double samplesPerSecond = PhyParameters.samplesPerSecond(folder.resolve(PARAMETERS));
    return NpySpikes.inSamples(folder.resolve(TIMES), clusters(), samplesPerSecond);
  }

  private Path clusters() {
    Path curated = folder.resolve(CLUSTERS);
    return Files.exists(curated) ? curated : folder.resolve(TEMPLATES);
  }

  @Override
  public ClusterLabels labels() {
    return LABELS.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .map(file -> ClusterLabels.read(file, COLUMNS))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                SpikeFolder.unlabelled(
                    "cluster_group.tsv, cluster_KSLabel.tsv or cluster_info.tsv, got none"));
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public Optional<EventTable> trials(String event) {
    return Optional.empty();
  }

  @Override
  public String session() {
    return Folders.name(folder);
  }

  @Override
  public List<String> notes() {
    return clusters().endsWith(TEMPLATES)
        ? List.of(
            "units are the templates of " + TEMPLATES + ", not curated: there is no " + CLUSTERS)
        : List.of();
  }

  private RefusedException refused(String sentence) {
    return new ContentException(sentence).of(folder);
  }
}
