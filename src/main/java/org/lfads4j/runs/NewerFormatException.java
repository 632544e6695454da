package org.lfads4j.runs;

/** A file was written by a newer version of the program. Such a file is never changed. */
final class NewerFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NewerFormatException(String message) {
    super(message);
  }
}
