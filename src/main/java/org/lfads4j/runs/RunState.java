package org.lfads4j.runs;

import java.util.Locale;

/** How far a run is. */
public enum RunState {
  /** Nothing was done yet. */
  WAITING,
  /** A process is at it. */
  RUNNING,
  /** It was stopped, or its process died; training goes on from its last checkpoint. */
  STOPPED,
  /** It ended with an error. */
  FAILED,
  /** The model is trained; posterior means are missing. */
  TRAINED,
  /** Everything is there. */
  DONE,
  /** Its files are damaged, cannot be read, or are of a newer version, which are left alone. */
  UNKNOWN;

  /** In tables and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
