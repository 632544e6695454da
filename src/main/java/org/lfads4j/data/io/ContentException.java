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
  private final boolean isTooLarge;

  /** One sentence, without the path, of the parts that {@link Message#of(Object...)} takes. */
  public ContentException(Object... parts) {
    this(Message.of(parts), null, false);
  }

  /** A value was refused; its message is the sentence. */
  public ContentException(IllegalArgumentException cause) {
    this(Message.of(cause), cause, false);
  }

  private ContentException(Message told, Throwable cause, boolean isTooLarge) {
    super(told.inJava(), cause);
    this.told = told;
    this.isTooLarge = isTooLarge;
  }

  /** The content would be read if there were more memory; one sentence, without the path. */
  static ContentException tooLarge(String sentence) {
    return new ContentException(Message.of(sentence), null, true);
  }

  /** Whether memory is all that it lacks. */
  boolean isTooLarge() {
    return isTooLarge;
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
