package org.lfads4j.runs;

import java.util.List;

/** Watches runs that are being carried out. Calls come from several threads, one at a time. */
@FunctionalInterface
public interface RunsWatcher {
  /** Does nothing. */
  RunsWatcher NONE = (rows, turn) -> {};

  /**
   * Called when something changed.
   *
   * @param rows all runs that are watched; for the watcher of a collection in the collection's
   *     order
   * @param turn whether a run changed its state; false if it only made progress
   */
  void changed(List<RunRow> rows, boolean turn);
}
