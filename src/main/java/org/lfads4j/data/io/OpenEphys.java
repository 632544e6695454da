package org.lfads4j.data.io;

import java.nio.file.Path;

/**
 * Recordings in Open Ephys's binary format, version 0.6 or later: the spikes of every electrode
 * under {@code spikes}, which its spike detector found, and the rising edges of digital lines under
 * {@code events}. Each line is an event, {@code ttl1}, {@code ttl2}, ... (where several devices
 * have that line, {@code DEVICE/ttl1}), and each of its edges a trial. Times are the {@code
 * timestamps}, in seconds on the clock that all streams share.
 *
 * <p>Neurons are called by electrode and cluster, such as {@code Electrode 1.2}. Cluster 0 is what
 * the sorter left, {@code unsorted}; all others are good.
 */
public final class OpenEphys {
  private OpenEphys() {}

  /**
   * The recording in a folder; its sorted units, and the edges of digital lines as trials until
   * {@link SpikeFolder#withEvents} gives others.
   *
   * @param folder that holds {@code structure.oebin}, or one above it if it holds one recording
   * @throws IllegalArgumentException if a file is missing or does not fit, or there are several
   *     recordings, with the path
   * @throws java.io.UncheckedIOException if a file cannot be read, with the path
   */
  public static SpikeFolder open(Path folder) {
    return SpikeFolder.of(folder, OpenEphysFiles.in(folder));
  }
}
