package org.lfads4j.data.io;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The ids of a table's rows: those of the file where they tell rows apart, else the rows' places.
 *
 * @param words one per row
 * @param note why they are not those of the file, if so
 */
record RowIds(List<String> words, Optional<String> note) {
  /**
   * The ids of a table's rows.
   *
   * @param what they are called
   * @param given by the file, if it has any
   */
  static RowIds of(String what, Optional<List<String>> given, int rows) {
    if (given.isEmpty()) {
      return new RowIds(numbered(rows), Optional.empty());
    }
    List<String> words = given.get();
    if (words.size() != rows) {
      return replaced(what, "are " + words.size() + " for " + rows + " rows", rows);
    }
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      if (word.isBlank()) {
        return replaced(what, "are blank in places", rows);
      }
      if (!seen.add(word.toLowerCase(Locale.ROOT))) {
        return replaced(what, "hold \"" + word + "\" more than once", rows);
      }
    }
    return new RowIds(words, Optional.empty());
  }

  private static RowIds replaced(String what, String why, int rows) {
    return new RowIds(
        numbered(rows),
        Optional.of("ids of %s %s; rows are numbered from 0 instead".formatted(what, why)));
  }

  private static List<String> numbered(int rows) {
    return IntStream.range(0, rows).mapToObj(Integer::toString).toList();
  }
}
