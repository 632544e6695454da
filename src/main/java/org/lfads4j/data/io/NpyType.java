package org.lfads4j.data.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How NumPy stores one element: the order of its bytes, its kind (b truth value, i and u integers,
 * f floating point, S bytes, U characters) and how many bytes it takes.
 */
record NpyType(ByteOrder order, char kind, int bytes) {
  private static final Pattern DESCRIPTION = Pattern.compile("([<>|=])([biufSU])([0-9]{1,7})");
  private static final int CHARACTER = 4;

  /**
   * Reads a description such as {@code <f8}.
   *
   * @throws ContentException if it describes neither numbers nor words
   */
  static NpyType of(String name, String description) {
    Matcher matcher = DESCRIPTION.matcher(description);
    if (!matcher.matches()) {
      throw unknown(name, description);
    }
    int size = Integer.parseInt(matcher.group(3));
    NpyType type =
        new NpyType(
            order(matcher.group(1)),
            matcher.group(2).charAt(0),
            matcher.group(2).equals("U") ? CHARACTER * size : size);
    if (!type.isKnown()) {
      throw unknown(name, description);
    }
    return type;
  }

  private static ByteOrder order(String sign) {
    return switch (sign) {
      case "<" -> ByteOrder.LITTLE_ENDIAN;
      case ">" -> ByteOrder.BIG_ENDIAN;
      default -> ByteOrder.nativeOrder();
    };
  }

  private static ContentException unknown(String name, String description) {
    return new ContentException(
        ("%s must hold whole numbers of 8 to 64 bits, floating-point numbers of 16 to "
                + "64, truth values or text, got NumPy's type \"%s\"; use "
                + "array.astype('float32') before saving")
            .formatted(name, description));
  }

  private boolean isKnown() {
    return switch (kind) {
      case 'b' -> bytes == 1;
      case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
      case 'f' -> bytes == 2 || bytes == 4 || bytes == 8;
      default -> true;
    };
  }

  boolean isText() {
    return kind == 'S' || kind == 'U';
  }

  /** The number at a place of a buffer, which has this type's order. */
  double number(ByteBuffer from, int at) {
    return switch (kind) {
      case 'b' -> from.get(at) == 0 ? 0 : 1;
      case 'u' -> unsigned(from, at);
      case 'i' -> signed(from, at);
      default -> floating(from, at);
    };
  }

  private double signed(ByteBuffer from, int at) {
    return switch (bytes) {
      case 1 -> from.get(at);
      case 2 -> from.getShort(at);
      case 4 -> from.getInt(at);
      default -> from.getLong(at);
    };
  }

  private double unsigned(ByteBuffer from, int at) {
    return switch (bytes) {
      case 1 -> Byte.toUnsignedInt(from.get(at));
      case 2 -> Short.toUnsignedInt(from.getShort(at));
      case 4 -> Integer.toUnsignedLong(from.getInt(at));
      default -> unsigned(from.getLong(at));
    };
  }

  private static double unsigned(long bits) {
    // The lowest bit is kept as sticky, so that halving rounds once only.
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private double floating(ByteBuffer from, int at) {
    return switch (bytes) {
      case 2 -> half(from.getShort(at));
      case 4 -> from.getFloat(at);
      default -> from.getDouble(at);
    };
  }

  /** IEEE 754 binary16. */
  static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction + 1024), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }

  /** The text at a place of a buffer, without the zeros that fill it up. */
  String text(ByteBuffer from, int at) {
    StringBuilder out = new StringBuilder();
    int step = kind == 'U' ? CHARACTER : 1;
    for (int i = at; i < at + bytes; i += step) {
      int point = kind == 'U' ? from.getInt(i) : Byte.toUnsignedInt(from.get(i));
      out.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xfffd);
    }
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == 0) {
      end--;
    }
    return out.substring(0, end);
  }
}
