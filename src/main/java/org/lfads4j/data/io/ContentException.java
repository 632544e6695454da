package org.lfads4j.data.io;

import java.util.function.Supplier;

/** Says what is wrong with the content of a file; the path is added where it is caught. */
public final class ContentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One sentence, without the path. */
  public ContentException(String message) {
    super(message);
  }

  /** A value was refused; its message is the sentence. */
  public ContentException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * What is made of a file's content; a value that is refused while it is made is an error of the
   * content.
   */
  static <T> T unlessRefused(Supplier<T> content) {
    try {
      return content.get();
    } catch (IllegalArgumentException e) {
      throw new ContentException(e);
    }
  }
}
