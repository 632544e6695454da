package org.lfads4j.data.io;

import java.util.List;

/** Trials of a recording, one per row: all that a format has to say of its events. */
interface TrialTable {
  /** One per row, all different. */
  List<String> ids();

  /** When an event happened in each row, seconds; not finite where it did not. */
  double[] timesS(String event);

  /**
   * Names of the columns that are events, one per row, beside the one that trials are cut around.
   */
  List<String> eventColumns(String aligned);

  /** The words of a column for some rows. */
  List<String> words(String column, int[] rows);

  /** What was noticed of the rows and of the event that trials are cut around. */
  List<String> notes(String event);

  /** What was noticed of the other columns. */
  List<String> notesBeside(String event);
}
