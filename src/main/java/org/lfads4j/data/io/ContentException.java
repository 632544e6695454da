package org.lfads4j.data.io;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;

/** Says what is wrong with the content of a file; the path is added where it is caught. */
@Internal
public final class ContentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Message told;

  /** One sentence, without the path, of the parts that {@link Message#of(Object...)} takes. */
  public ContentException(Object... parts) {
    this(Message.of(parts), null);
  }

  /** A value was refused; its message is the sentence. */
  public ContentException(IllegalArgumentException cause) {
    this(Message.of(cause), cause);
  }

  private ContentException(Message told, Throwable cause) {
    super(told.inJava(), cause);
    this.told = told;
  }

  /** The refusal of the file. */
  RefusedException of(Path file) {
    RefusedException refused = new RefusedException(file, ": ", told);
    refused.initCause(this);
    return refused;
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
