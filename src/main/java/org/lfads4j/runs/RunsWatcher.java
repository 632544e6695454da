package org.lfads4j.runs;

import java.util.List;

/** Somebody who watches a collection at work. Calls come from several threads, one at a time. */
@FunctionalInterface
public interface RunsWatcher {
  /** Nobody watches. */
  RunsWatcher NONE = (rows, turn) -> {};

  /**
   * Something changed.
   *
   * @param rows all runs, in the collection's order
   * @param turn whether a run changed its state, not only went on
   */
  void changed(List<RunRow> rows, boolean turn);
}
