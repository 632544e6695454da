package org.lfads4j.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lfads4j.config.NearestName;

/** Rules for lists of names, and the nearest name to one that is unknown. */
final class NameRules {
  /** This number of names is shown in full. */
  private static final int FEW = 3;

  private NameRules() {}

  /** The numbers from 0 to {@code count - 1}, each after the prefix. */
  static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  static void requireCount(String what, List<String> names, int count, String of) {
    if (names.size() != count) {
      throw new IllegalArgumentException(
          what + " must be one per " + of + ", got " + names.size() + " for " + count);
    }
  }

  static void requireNotBlank(String what, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isBlank()) {
        throw new IllegalArgumentException(
            "%s must not be blank, got \"%s\"%s"
                .formatted(what, names.get(i), names.size() == 1 ? "" : " (index " + i + ")"));
      }
    }
  }

  static void requireUnique(String what, List<String> names, boolean ignoringCase) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String before = seen.put(ignoringCase ? name.toLowerCase(Locale.ROOT) : name, name);
      if (before != null) {
        throw new IllegalArgumentException(
            "%s must be unique%s, got \"%s\" and \"%s\""
                .formatted(what, ignoringCase ? " ignoring case" : "", before, name));
      }
    }
  }

  /**
   * The place of a name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message holds the nearest ones
   */
  static int indexOf(String what, List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(what + " must be " + rule(names, name));
    }
    return index;
  }

  /** All names where they are few, else their number and the nearest. */
  private static String rule(List<String> names, String name) {
    String got = ", got \"" + name + "\"";
    if (names.isEmpty()) {
      return "one that the data have, and they have none" + got;
    }
    if (names.size() > FEW) {
      return "one of %s names%s; nearest: %s"
          .formatted(names.size(), got, quoted(NearestName.to(name, names, FEW)));
    }
    return (names.size() == 1 ? "" : "one of ") + quoted(names) + got;
  }

  private static String quoted(List<String> names) {
    return names.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
  }
}
