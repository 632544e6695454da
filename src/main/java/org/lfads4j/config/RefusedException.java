package org.lfads4j.config;

import java.util.List;
import java.util.stream.IntStream;

/** A value was refused, with a message for Java and for the command line. */
public final class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient Message told;

  /** With a message of these parts, as {@link Message#of(Object...)} puts them together. */
  public RefusedException(Object... parts) {
    this(Message.of(parts));
  }

  /** With several problems, one a line. */
  public static RefusedException of(List<Message> problems) {
    return new RefusedException(
        IntStream.range(0, problems.size())
            .mapToObj(i -> Message.of(i == 0 ? "" : "\n", problems.get(i)))
            .toArray());
  }

  private RefusedException(Message told) {
    super(told.inJava());
    this.told = told;
  }

  /** The message in both forms. */
  public Message told() {
    return told == null ? Message.of(getMessage()) : told;
  }
}
