package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The spikes of several electrodes, each sorted by itself; a cluster is one of an electrode. */
final class ElectrodeSpikes implements ClusteredSpikes {
  /** Clusters of the next electrode are counted from here on. */
  private static final int PER_ELECTRODE = 1 << 10;

  private final List<String> names;
  private final List<NpySpikes> electrodes;

  /** By the names of the electrodes, in their order. */
  ElectrodeSpikes(Map<String, NpySpikes> electrodes) {
    this.names = new ArrayList<>(electrodes.keySet());
    this.electrodes = new ArrayList<>(electrodes.values());
  }

  /** Whether it is what its electrode's sorter left. */
  static boolean isLeft(int cluster) {
    return cluster % PER_ELECTRODE == 0;
  }

  @Override
  public void each(SpikeTimes.Sink sink) {
    for (int e = 0; e < electrodes.size(); e++) {
      int first = e * PER_ELECTRODE;
      String name = names.get(e);
      electrodes
          .get(e)
          .each(
              (cluster, timeS) -> {
                if (cluster >= PER_ELECTRODE) {
                  throw new ContentException(
                      "clusters of %s must be below %s, got %s"
                          .formatted(name, PER_ELECTRODE, cluster));
                }
                sink.spike(first + cluster, timeS);
              });
    }
  }

  @Override
  public String name(int cluster) {
    return names.get(cluster / PER_ELECTRODE) + "." + cluster % PER_ELECTRODE;
  }

  @Override
  public double perSecond() {
    return 1;
  }

  @Override
  public String reading() {
    return "times of %s electrodes from timestamps.npy (seconds), clusters from clusters.npy"
        .formatted(electrodes.size());
  }
}
