package org.lfads4j.notebook.kernel;

/** What a client sent is no message of Jupyter, or not one from the owner of the key. */
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String rule) {
    super(rule);
  }

  MalformedMessageException(String rule, Throwable cause) {
    super(rule, cause);
  }
}
