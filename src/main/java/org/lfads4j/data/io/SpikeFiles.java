package org.lfads4j.data.io;

import java.util.List;
import java.util.Optional;

/** Where a format of folders keeps its spikes; failures name the folder or the file. */
interface SpikeFiles {
  /** The time and the cluster of each spike. */
  ClusteredSpikes spikes();

  /**
   * What clusters are called.
   *
   * @throws ContentException if nothing says so
   */
  ClusterLabels labels();

  /** The columns of the format's own trials. */
  List<String> columns();

  /** The format's own trials, if it has any, with a column for this event. */
  Optional<EventTable> trials(String event);

  /** What the session is called. */
  String session();

  /** What was noticed. */
  List<String> notes();
}
