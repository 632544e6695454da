package org.lfads4j.data.io;

import java.nio.file.Path;

/**
 * Folders as Kilosort writes and Phy curates them: {@code spike_times.npy} in samples, {@code
 * spike_clusters.npy} (else {@code spike_templates.npy}, with a note), and {@code params.py}, of
 * which the number after {@code sample_rate} is read as text. Labels are those of {@code
 * cluster_group.tsv}, or if it labels no cluster of {@code cluster_KSLabel.tsv}, or else of {@code
 * cluster_info.tsv}. Trials come from a table: {@link SpikeFolder#withEvents}.
 */
public final class Phy {
  private Phy() {}

  /**
   * The recording in a folder; its good units, and no trials yet.
   *
   * @throws IllegalArgumentException if a file is missing or does not fit, with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public static SpikeFolder open(Path folder) {
    return SpikeFolder.of(folder, new PhyFiles(folder));
  }
}
