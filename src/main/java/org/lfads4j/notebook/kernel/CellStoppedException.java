package org.lfads4j.notebook.kernel;

/** A cell was stopped and gave no value. */
public final class CellStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CellStoppedException(String message) {
    super(message);
  }
}
