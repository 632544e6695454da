package org.lfads4j.notebook;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** An array as a text that fits below a cell: a row a line, and of long ones only the beginning. */
final class ArrayText {
  private static final int ROWS = 20;
  private static final int ELEMENTS = 100;

  private ArrayText() {}

  static String of(Object array) {
    return text(array, "", Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static String text(Object value, String indent, Set<Object> around) {
    if (!isArray(value)) {
      return String.valueOf(value);
    }
    if (!around.add(value)) {
      return "[...]";
    }
    int length = Array.getLength(value);
    boolean rows = value instanceof Object[] all && Arrays.stream(all).anyMatch(ArrayText::isArray);
    int shown = rows ? ROWS : ELEMENTS;
    shown = length <= shown + 1 ? length : shown;
    String between = rows ? ",\n " + indent : ", ";
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : between).append(text(Array.get(value, i), indent + " ", around));
    }
    if (shown < length) {
      text.append(between).append("... ").append(length - shown).append(" more");
    }
    around.remove(value);
    return text.append("]").toString();
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }
}
