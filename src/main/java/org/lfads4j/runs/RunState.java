package org.lfads4j.runs;

import java.util.Locale;

/** The state of a run. */
public enum RunState {
  /** It has not started. */
  WAITING,
  /** A process is running it. */
  RUNNING,
  /** It was stopped, or its process died; training can continue from the last checkpoint. */
  STOPPED,
  /** It ended with an error. */
  FAILED,
  /** The model is trained; posterior means are missing. */
  TRAINED,
  /** It is complete. */
  DONE,
  /** Its files are damaged, cannot be read, or were written by a newer version of the program. */
  UNKNOWN;

  /** Its name in tables and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
