package org.lfads4j.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be asked of a run: a {@link Hyperparameter} or a {@link RunOption}.
 *
 * @param <T> the type of the value
 */
public sealed interface Setting<T> permits Hyperparameter, RunOption {

  /** The name in files and messages, such as {@code c_co_dim} or {@code maxEpochs}. */
  String name();

  /** The name in code, such as {@code coDim} or {@code maxEpochs}. */
  String javaName();

  /** The option of the command line, such as {@code --c_co_dim} or {@code --max-epochs}. */
  String flag();

  /** The name in messages on the command line. */
  String nameOnCommandLine();

  /** The kind of value it takes. */
  ValueType<T> type();

  /** Its range in words, such as {@code >= 0}; of a setting without one, the kind of value. */
  String rangeText();

  /** What it is, in a sentence or three. */
  String description();

  /** Whether its value is part of {@link Hashes#paramHash}. */
  boolean inParamHash();

  /** The method that asks for it in code, such as {@code withCoDim}. */
  default String wither() {
    return "with" + Character.toUpperCase(javaName().charAt(0)) + javaName().substring(1);
  }

  /**
   * The text form of a value. {@link #parse} gives the value back exactly; a list of names is not
   * read back.
   */
  default String text(T value) {
    return type().text(value);
  }

  /**
   * The value that a text stands for, as on a command line.
   *
   * @throws RefusedException if it stands for none of the type, or for one out of range
   */
  T parse(String text);

  /** The values that differ from their defaults, as text: hyperparameters first, then options. */
  static Map<Setting<?>, String> differences(RunParams params, RunOptions options) {
    Map<Setting<?>, String> texts = new LinkedHashMap<>();
    params.differences().forEach((setting, value) -> texts.put(setting, textOf(setting, value)));
    options.differences().forEach((setting, value) -> texts.put(setting, textOf(setting, value)));
    return texts;
  }

  @SuppressWarnings("unchecked") // both maps hold what their settings read
  private static <T> String textOf(Setting<T> setting, Object value) {
    return setting.text((T) value);
  }
}
