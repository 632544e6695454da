package org.lfads4j.notebook.kernel;

import java.util.List;

/** A cell that does not compile, or whose code threw what is no {@link Exception}. */
public final class CellFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /**
   * @param message in a line
   * @param lines what the notebook shows
   */
  CellFailedException(String message, List<String> lines, Throwable cause) {
    super(message, cause);
    this.lines = List.copyOf(lines);
  }

  /** What the notebook shows. */
  List<String> lines() {
    return lines;
  }
}
