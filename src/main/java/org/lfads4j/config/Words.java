package org.lfads4j.config;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values that a setting names by a word. */
final class Words {
  private Words() {}

  /** The words of all values, in their order. */
  static <E> List<String> of(E[] values, Function<E, String> word) {
    return Stream.of(values).map(word).toList();
  }

  /**
   * The value of that word.
   *
   * @param what the setting, for the message
   * @throws IllegalArgumentException if there is none
   */
  static <E> E find(String what, E[] values, Function<E, String> word, String wanted) {
    return Stream.of(values)
        .filter(each -> word.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be one of %s, got %s"
                        .formatted(what, String.join(", ", of(values, word)), wanted)));
  }
}
