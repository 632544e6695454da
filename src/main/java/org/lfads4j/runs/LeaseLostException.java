package org.lfads4j.runs;

/** The lease on a folder was lost, so this process must not write into the folder any more. */
final class LeaseLostException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  LeaseLostException(String message) {
    super(message);
  }
}
