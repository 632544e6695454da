package org.lfads4j.runs;

/**
 * The runs were handed over to a scheduler, which carries them out by itself; nothing of this
 * process has to stay. The message says to whom, and how to follow them.
 */
public final class HandedOverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public HandedOverException(String message) {
    super(message);
  }
}
