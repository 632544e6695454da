package org.lfads4j.data.io;

import java.util.List;
import java.util.Optional;

/** What a file holds under names, whatever its format: arrays, single values, lists of words. */
interface NamedArrays {
  /** The names of all arrays and of whatever else lies beside them. */
  List<String> names();

  Optional<NamedArray> array(String name);

  /** What lies under a name, in words: its name, and its shape or what it holds. */
  default String described(String name) {
    return array(name)
        .filter(array -> array.kind() == NamedArray.Kind.NUMBERS)
        .map(array -> name + " (" + ArraySizes.text(array.shape()) + ")")
        .orElse(name);
  }

  /** Names of blocks that lie deeper and are read only by their name. */
  default List<String> deeper() {
    return List.of();
  }

  /** Whether an array of two axes may be one of three whose last has one place. */
  default boolean dropsLastAxis() {
    return false;
  }

  /** A single number kept under this name. */
  Optional<Double> number(String name);

  /** A single word kept under this name. */
  default Optional<String> word(String name) {
    List<String> words = attributeWords(name);
    return words.size() == 1 ? Optional.of(words.get(0)) : Optional.empty();
  }

  /** The words kept about the whole file under this name; none if there are none. */
  default List<String> attributeWords(String name) {
    return array(name)
        .filter(array -> array.kind() != NamedArray.Kind.OTHER)
        .map(NamedArray::words)
        .orElse(List.of());
  }
}
