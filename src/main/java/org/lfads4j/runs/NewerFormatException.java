package org.lfads4j.runs;

/** A file of a newer version of the program: it is left alone, whatever is done to its run. */
final class NewerFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NewerFormatException(String message) {
    super(message);
  }
}
