package org.lfads4j.data.io;

import java.lang.reflect.Array;

/** Arrays of any rank and number type as flat ones. */
final class NumberArrays {
  private NumberArrays() {}

  /**
   * Copies numbers, in the order in which they lie, into {@code out} from {@code at} on.
   *
   * @return the place after the last
   * @throws ContentException if an item is no number
   */
  static int copy(String name, Object values, float[] out, int at) {
    if (values instanceof float[] floats) {
      System.arraycopy(floats, 0, out, at, floats.length);
      return at + floats.length;
    }
    if (!values.getClass().isArray()) {
      out[at] = (float) number(name, values);
      return at + 1;
    }
    int next = at;
    int length = Array.getLength(values);
    boolean plain = values.getClass().getComponentType().isPrimitive();
    for (int i = 0; i < length; i++) {
      if (plain) {
        out[next++] = (float) primitive(values, i);
      } else {
        next = copy(name, Array.get(values, i), out, next);
      }
    }
    return next;
  }

  /** Numbers in the order in which they lie. */
  static double[] doubles(String name, Object values) {
    if (values instanceof double[] doubles) {
      return doubles;
    }
    double[] out = new double[size(values)];
    int unused = copy(name, values, out, 0);
    return out;
  }

  private static int size(Object values) {
    if (!values.getClass().isArray()) {
      return 1;
    }
    int length = Array.getLength(values);
    if (values.getClass().getComponentType().isPrimitive()) {
      return length;
    }
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += size(Array.get(values, i));
    }
    return sum;
  }

  private static int copy(String name, Object values, double[] out, int at) {
    if (!values.getClass().isArray()) {
      out[at] = number(name, values);
      return at + 1;
    }
    int next = at;
    boolean plain = values.getClass().getComponentType().isPrimitive();
    for (int i = 0; i < Array.getLength(values); i++) {
      if (plain) {
        out[next++] = primitive(values, i);
      } else {
        next = copy(name, Array.get(values, i), out, next);
      }
    }
    return next;
  }

  private static double primitive(Object values, int i) {
    if (values instanceof int[] ints) {
      return ints[i];
    }
    if (values instanceof byte[] bytes) {
      return bytes[i];
    }
    if (values instanceof boolean[] truths) {
      return truths[i] ? 1 : 0;
    }
    return Array.getDouble(values, i);
  }

  static double number(String name, Object item) {
    if (item instanceof Number number) {
      return number.doubleValue();
    }
    if (item instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    throw new ContentException(name + " must hold numbers, got \"" + item + "\"");
  }
}
