package org.lfads4j.notebook.kernel;

import java.util.Optional;
import org.lfads4j.config.Hyperparameter;

/** What the catalogue says of the hyperparameter whose {@code withX} stands at the cursor. */
final class HyperparameterHelp {
  private HyperparameterHelp() {}

  static Optional<String> at(String cell, int at) {
    String name = identifier(cell, at);
    return Hyperparameter.all().stream()
        .filter(each -> name.equals(each.wither()))
        .findFirst()
        .map(HyperparameterHelp::text);
  }

  private static <T> String text(Hyperparameter<T> each) {
    String unit = each.unit().isEmpty() ? "" : " (" + each.unit() + ")";
    return each.name()
        + unit
        + ": "
        + each.description()
        + "\ndefault "
        + each.text(each.defaultValue())
        + ", "
        + each.rangeText()
        + ", tuning: "
        + each.tuningFrequency();
  }

  /** The identifier at a place, or the one whose parenthesis the place is in. */
  private static String identifier(String cell, int at) {
    int end = at;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    int start = start(cell, end);
    if (start == end || !cell.startsWith("with", start)) {
      end = cell.lastIndexOf('(', Math.max(0, at - 1));
      start = end < 0 ? end : start(cell, end);
    }
    return end < 0 ? "" : cell.substring(start, end);
  }

  private static int start(String cell, int end) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(cell.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
