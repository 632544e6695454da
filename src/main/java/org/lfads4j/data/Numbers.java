package org.lfads4j.data;

/** How a number stands in a message: whole ones without a point, others exactly. */
final class Numbers {
  private static final double EXACT = 1L << 53;

  private Numbers() {}

  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static String text(float value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Float.toString(value);
  }
}
