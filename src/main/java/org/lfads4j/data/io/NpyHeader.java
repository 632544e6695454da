package org.lfads4j.data.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The start of an array in NumPy's .npy format, versions 1 to 3.
 *
 * @param type of one element
 * @param fortran whether the first axis, not the last, runs fastest
 * @param shape lengths of the axes
 * @param length bytes that the header itself takes
 */
record NpyHeader(NpyType type, boolean fortran, List<Integer> shape, int length) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final String DESCRIPTION = "'descr':\\s*(?:'(?<type>[^']*)'|(?<fields>\\[.*\\]))";
  private static final String ORDER = "'fortran_order':\\s*(?<order>True|False)";
  private static final String SHAPE = "'shape':\\s*\\((?<shape>[0-9L, ]*)\\)";

  /** NumPy writes the three in this order, and reads them in any. */
  private static final List<Pattern> DICTIONARIES =
      Stream.of(
              List.of(DESCRIPTION, ORDER, SHAPE),
              List.of(DESCRIPTION, SHAPE, ORDER),
              List.of(ORDER, DESCRIPTION, SHAPE),
              List.of(ORDER, SHAPE, DESCRIPTION),
              List.of(SHAPE, DESCRIPTION, ORDER),
              List.of(SHAPE, ORDER, DESCRIPTION))
          .map(
              keys ->
                  Pattern.compile(
                      "\\{\\s*" + String.join("\\s*,\\s*", keys) + "\\s*,?\\s*\\}\\s*",
                      Pattern.DOTALL))
          .toList();

  /**
   * Reads a header and leaves the stream at the first element.
   *
   * @param name of the array, for messages
   * @throws ContentException if it is none, or of an array that cannot be read
   */
  static NpyHeader read(String name, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new ContentException(name + " must start with NumPy's signature, got another");
      }
      int version = in.readUnsignedByte();
      int unusedMinor = in.readUnsignedByte();
      if (version < 1 || version > 3) {
        throw new ContentException(name + " must be of .npy version 1 to 3, got " + version);
      }
      int size = headerSize(name, version, in);
      byte[] text = in.readNBytes(size);
      if (text.length < size) {
        throw new EOFException();
      }
      int prefix = MAGIC.length + 2 + (version == 1 ? 2 : 4);
      return parsed(name, new String(text, StandardCharsets.UTF_8), prefix + size);
    } catch (EOFException e) {
      throw new ContentException(
          name + " must be complete, got a file that ends within its header; copy it again");
    }
  }

  private static int headerSize(String name, int version, DataInputStream in) throws IOException {
    int size =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
            : Integer.reverseBytes(in.readInt());
    if (size < 0 || size > LONGEST) {
      throw new ContentException(
          "%s must have a header of at most %s bytes, got %s"
              .formatted(name, LONGEST, Integer.toUnsignedString(size)));
    }
    return size;
  }

  private static NpyHeader parsed(String name, String text, int length) {
    Matcher matcher =
        DICTIONARIES.stream()
            .map(dictionary -> dictionary.matcher(text))
            .filter(Matcher::matches)
            .findFirst()
            .orElseThrow(
                () ->
                    new ContentException(
                        name
                            + " must have a header with descr, fortran_order and shape, got"
                            + " another"));
    if (matcher.group("fields") != null) {
      throw new ContentException(
          name
              + " must hold one number or text per place, got a structured array; save its fields");
    }
    String description = matcher.group("type");
    if (description.contains("O")) {
      throw new ContentException(
          name
              + " must hold numbers or text, got Python objects, which are pickled and never"
              + " loaded; use array.astype('float32') or astype('U') before saving");
    }
    return new NpyHeader(
        NpyType.of(name, description),
        matcher.group("order").equals("True"),
        shape(name, matcher.group("shape")),
        length);
  }

  private static List<Integer> shape(String name, String text) {
    List<Integer> shape = new ArrayList<>();
    for (String axis : text.isBlank() ? new String[0] : text.split(",", 0)) {
      // Python 2 marks a long number with an L.
      String digits = axis.strip().replaceFirst("L$", "");
      if (!digits.matches("[0-9]{1,9}")) {
        throw new ContentException(
            name + " must have axes of 0 to 999999999 places, got \"" + digits + "\"");
      }
      shape.add(Integer.parseInt(digits));
    }
    return List.copyOf(shape);
  }

  long[] longShape() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  /** How many elements the shape holds; {@link Long#MAX_VALUE} if more than a long can say. */
  long elements() {
    long product = 1;
    for (int axis : shape) {
      if (axis == 0) {
        return 0;
      }
      product = product > Long.MAX_VALUE / axis ? Long.MAX_VALUE : product * axis;
    }
    return product;
  }

  /** How many bytes the elements take. */
  long bytes() {
    long elements = elements();
    return type.bytes() > 0 && elements > Long.MAX_VALUE / type.bytes()
        ? Long.MAX_VALUE
        : elements * type.bytes();
  }
}
