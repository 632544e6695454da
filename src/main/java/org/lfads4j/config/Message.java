package org.lfads4j.config;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user is told, once for Java and once for the command line: the names of settings and the
 * advice differ, such as {@code withMaxEpochs} and {@code --max-epochs}. All other text is the
 * same.
 *
 * @param inJava for those who write Java; {@link Throwable#getMessage()} is this
 * @param onCommandLine for those who type a command
 */
public record Message(String inJava, String onCommandLine) {

  /**
   * One after the other: a {@link Message} as it is, a {@link Setting} by its name, all else as its
   * text.
   */
  public static Message of(Object... parts) {
    return new Message(
        Stream.of(parts).map(part -> message(part).inJava).collect(Collectors.joining()),
        Stream.of(parts).map(part -> message(part).onCommandLine).collect(Collectors.joining()));
  }

  /** What a failure says: its message, if it has one for both, or its text. */
  public static Message of(Throwable failure) {
    return failure instanceof RefusedException refused
        ? refused.told()
        : of(String.valueOf(failure.getMessage()));
  }

  /** How to ask for a setting, such as {@code withMaxEpochs} or {@code --max-epochs}. */
  public static Message use(Setting<?> setting) {
    return new Message(setting.wither(), setting.flag());
  }

  /**
   * How to ask for a value, such as {@code withOutputDist("gaussian")} or {@code --c_output_dist
   * gaussian}.
   */
  public static Message use(Setting<?> setting, Object value) {
    return new Message(
        setting.wither() + "(" + Json.shown(value) + ")", setting.flag() + " " + value);
  }

  private static Message message(Object part) {
    if (part instanceof Message message) {
      return message;
    }
    if (part instanceof Setting<?> setting) {
      return new Message(setting.name(), setting.nameOnCommandLine());
    }
    String text = String.valueOf(part);
    return new Message(text, text);
  }

  /** The words for those who write Java. */
  @Override
  public String toString() {
    return inJava;
  }
}
