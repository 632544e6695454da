package org.lfads4j.data;

import org.lfads4j.config.Internal;

/** How a number is written in a message: a whole number without a point, others exactly. */
@Internal
public final class Numbers {
  private static final double EXACT = 1L << 53;

  private Numbers() {}

  /** Of a number in double precision. */
  public static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Of a number in single precision. */
  public static String text(float value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Float.toString(value);
  }
}
