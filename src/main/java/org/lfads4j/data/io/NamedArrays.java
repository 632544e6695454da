package org.lfads4j.data.io;

import java.util.List;
import java.util.Optional;

/** What a file holds under names, whatever its format: arrays, single values, lists of words. */
interface NamedArrays {
  /** The names of all arrays and of whatever else lies beside them. */
  List<String> names();

  Optional<NamedArray> array(String name);

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
