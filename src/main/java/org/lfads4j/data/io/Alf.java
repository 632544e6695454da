package org.lfads4j.data.io;

import java.nio.file.Path;

/**
 * Folders whose files are called object.attribute.extension (ALF, the Open Neurophysiology
 * Environment), as the International Brain Laboratory writes them: {@code spikes.times.npy} in
 * seconds, {@code spikes.clusters.npy}, and beside them or in a folder above {@code trials.*.npy},
 * of which each is a column and {@code intervals} are two, {@code intervals_0} and {@code
 * intervals_1}. Namespaces ({@code _ibl_trials.choice.npy}) and further parts of names are left
 * out, and of revisions ({@code #2024-05-06#}) the last counts.
 *
 * <p>Clusters are good where {@code clusters.metrics.csv} has the {@code label} 1 (without it, as
 * {@code ks2_label} says), or by {@code clusters._phy_annotation.npy}: 0 noise, 1 mua, 2 good, 3
 * unsorted. Parquet ({@code .pqt}) is not read: refusals say how to save it as a table.
 */
public final class Alf {
  private Alf() {}

  /**
   * The recording in a folder of a session, of its {@code alf}, or of a probe; its good units, and
   * its own trials until {@link SpikeFolder#withEvents} gives others.
   *
   * @throws IllegalArgumentException if a file is missing or does not fit, or there are several
   *     probes, with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public static SpikeFolder open(Path folder) {
    return SpikeFolder.of(folder, AlfFiles.in(folder));
  }
}
