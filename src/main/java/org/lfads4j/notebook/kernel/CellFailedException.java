package org.lfads4j.notebook.kernel;

import java.util.List;

/** A cell that does not compile, or whose code threw what is no {@link Exception}. */
public final class CellFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient List<String> lines;

  /**
   * @param name what failed, as Java names such failures
   * @param message in a line
   * @param lines what the notebook shows
   */
  CellFailedException(String name, String message, List<String> lines, Throwable cause) {
    super(message, cause);
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  /** What failed, as Java names such failures. */
  String name() {
    return name;
  }

  /** What the notebook shows. */
  List<String> lines() {
    return lines;
  }
}
