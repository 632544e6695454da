package org.lfads4j.data.io;

import java.util.List;
import java.util.Optional;

/** Where a format of folders keeps its spikes; failures name the folder or the file. */
interface SpikeFiles {
  /** The time and the cluster of each spike. */
  NpySpikes spikes();

  /**
   * What clusters are called.
   *
   * @throws ContentException if nothing says so
   */
  ClusterLabels labels();

  /** The trials of the format's own, if it has any. */
  Optional<EventTable> trials();

  /** What the session is called. */
  String session();

  /** What was noticed. */
  List<String> notes();
}
