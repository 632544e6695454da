package org.lfads4j.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Finds the known name that a mistyped one most resembles. */
public final class NearestName {
  private NearestName() {}

  /** The one of {@code names} (at least one) that is fewest letters away, ignoring case. */
  public static String to(String typed, Collection<String> names) {
    return to(typed, names, 1).stream().findFirst().orElseThrow();
  }

  /**
   * The end of a refusal, such as {@code got "fctors"; did you mean factors?}, of at least one name
   * that is known.
   */
  public static String insteadOf(String typed, Collection<String> names) {
    return "got \"" + typed + "\"; did you mean " + to(typed, names) + "?";
  }

  /**
   * The one of a catalogue that has a name.
   *
   * @throws IllegalArgumentException if there is none; the message suggests the nearest name
   */
  static <E> E find(String what, String name, List<E> catalogue, Function<E, String> nameOf) {
    List<String> names = catalogue.stream().map(nameOf).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "%s must be one of the %s known names, %s"
              .formatted(what, names.size(), insteadOf(String.valueOf(name), names)));
    }
    return catalogue.get(names.indexOf(name));
  }

  /** The {@code count} names that are fewest letters away, ignoring case, nearest first. */
  public static List<String> to(String typed, Collection<String> names, int count) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.comparingInt(name -> edits(wanted, name.toLowerCase(Locale.ROOT))))
        .limit(count)
        .toList();
  }

  /** The fewest single-letter insertions, deletions and replacements between two words. */
  public static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
