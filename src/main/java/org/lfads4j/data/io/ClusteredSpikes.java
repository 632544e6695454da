package org.lfads4j.data.io;

import java.util.BitSet;
import java.util.List;

/** The spikes of every cluster of a recording. */
interface ClusteredSpikes {
  /**
   * Every spike, with its cluster as place.
   *
   * @throws IllegalArgumentException if a time or a cluster cannot be one, with the path
   */
  void each(SpikeTimes.Sink sink);

  /** What a cluster is called. */
  String name(int cluster);

  /** How many of the units of time that are stored a second has. */
  double perSecond();

  /** Where times are from, in words. */
  String reading();

  /**
   * What a first pass finds.
   *
   * @param clusters that have spikes, rising
   * @param startS when the recording starts, seconds: 0, or at a spike before
   * @param lastS when the last spike was, seconds
   */
  record Survey(List<Integer> clusters, double startS, double lastS) {
    public Survey {
      clusters = List.copyOf(clusters);
    }
  }

  /** A pass over all spikes. */
  default Survey survey() {
    BitSet seen = new BitSet();
    double[] span = {0, Double.NEGATIVE_INFINITY};
    each(
        (cluster, timeS) -> {
          seen.set(cluster);
          span[0] = Math.min(span[0], timeS);
          span[1] = Math.max(span[1], timeS);
        });
    return new Survey(seen.stream().boxed().toList(), span[0], span[1]);
  }
}
