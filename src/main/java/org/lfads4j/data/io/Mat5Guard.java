package org.lfads4j.data.io;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/**
 * Walks over a MATLAB 5 file before it is read, and refuses one whose sizes disagree: the library
 * that reads it allocates what a header claims. It knows the format's tags only (MathWorks,
 * MAT-File Format, level 5), no values.
 */
final class Mat5Guard {
  private static final int HEADER = 128;
  private static final int DEEPEST = 32;

  /** Deflate packs no tighter than 258 bytes into two bits. */
  private static final long TIGHTEST = 1032;

  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int CELL = 1;
  private static final int STRUCT = 2;
  private static final int OBJECT = 3;
  private static final int CHARACTERS = 4;
  private static final int SPARSE = 5;
  private static final int FIRST_NUMERIC = 6;
  private static final int LAST_NUMERIC = 15;
  private static final int COMPLEX = 0x0800;

  /** The start of an element: its type and the bytes of its data; small ones hold it themselves. */
  private record Tag(int type, long bytes, ByteBuffer small) {}

  private final Counted in;
  private final ByteOrder order;
  private final int depth;
  private final boolean isCompressed;

  private Mat5Guard(InputStream in, ByteOrder order, int depth, boolean isCompressed) {
    this.in = new Counted(in);
    this.order = order;
    this.depth = depth;
    this.isCompressed = isCompressed;
  }

  /**
   * Walks over a file with a MATLAB 5 signature.
   *
   * @throws ContentException if its sizes disagree
   */
  static void check(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        throw new EOFException("a file that ends within its header");
      }
      ByteOrder order = header[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      new Mat5Guard(in, order, 0, false).variables(Files.size(file) - HEADER);
    } catch (EOFException e) {
      throw new ContentException(
          "file must be complete, got one that ends within a variable; copy it again");
    }
  }

  private void variables(long bytes) throws IOException {
    while (in.passed < bytes) {
      Tag tag = tag();
      requireInside(tag.bytes(), bytes - in.passed);
      if (tag.type() == COMPRESSED) {
        compressed(tag.bytes());
      } else if (tag.type() == MATRIX) {
        matrix(tag.bytes());
      } else {
        throw wrong("variables", "a variable of type " + tag.type());
      }
    }
  }

  private void compressed(long bytes) throws IOException {
    InputStream part = new Bounded(in, bytes);
    Mat5Guard inner = new Mat5Guard(new InflaterInputStream(part), order, depth + 1, true);
    Tag tag = inner.tag();
    if (tag.type() != MATRIX) {
      throw wrong("a compressed variable", "an element of type " + tag.type());
    }
    if (tag.bytes() / TIGHTEST > bytes) {
      throw wrong(
          "compressed variables that can hold what they state",
          tag.bytes() + " in " + bytes + " bytes");
    }
    inner.matrix(tag.bytes());
    part.skipNBytes(part.available());
  }

  /** One matrix whose tag has been read. */
  private void matrix(long bytes) throws IOException {
    if (depth > DEEPEST) {
      throw wrong("variables nested at most " + DEEPEST + " deep", "deeper ones");
    }
    if (bytes == 0) {
      return;
    }
    long end = in.passed + bytes;
    ByteBuffer flags = ByteBuffer.wrap(data(8, end)).order(order);
    int kind = flags.getInt() & 0xffff;
    int type = kind & 0xff;
    if (type > LAST_NUMERIC) {
      rest(end);
      return;
    }
    long elements = elements(end);
    skip(end);
    if (type == CELL) {
      children(elements, end);
    } else if (type == STRUCT || type == OBJECT) {
      structs(type, elements, end);
    } else if (type == CHARACTERS) {
      characters(elements, end);
    } else if (type == SPARSE) {
      rest(end);
    } else if (type >= FIRST_NUMERIC) {
      if (depth == 1 && isCompressed) {
        // Numbers are unpacked when they are asked for, if there is memory for what they state.
        requireNumbers(elements, end);
        return;
      }
      numbers(elements, end);
      if ((kind & COMPLEX) != 0) {
        numbers(elements, end);
      }
    } else {
      throw wrong("variables of a known class", "class " + type);
    }
    requireEnd(end);
  }

  private long elements(long end) throws IOException {
    byte[] data = data(4 * DEEPEST, end);
    if (data.length < 8 || data.length % 4 != 0) {
      throw wrong("variables of two axes or more", data.length + " bytes of axes");
    }
    ByteBuffer axes = ByteBuffer.wrap(data).order(order);
    long product = 1;
    boolean empty = false;
    while (axes.hasRemaining()) {
      int axis = axes.getInt();
      if (axis < 0) {
        throw wrong("axes of 0 places or more", axis + "");
      }
      empty |= axis == 0;
      product = Math.min(Integer.MAX_VALUE, product * Math.max(1, axis));
    }
    return empty ? 0 : product;
  }

  private void structs(int type, long elements, long end) throws IOException {
    if (type == OBJECT) {
      skip(end);
    }
    byte[] length = data(4, end);
    if (length.length != 4) {
      throw wrong("structs with a length of their fields' names", length.length + " bytes");
    }
    int longest = ByteBuffer.wrap(length).order(order).getInt();
    Tag names = tag();
    requireInside(names.bytes(), end - in.passed + names.small().remaining());
    if (longest <= 0 || names.bytes() % longest != 0) {
      throw wrong("structs with names of " + longest + " bytes", names.bytes() + " bytes");
    }
    pass(names);
    children(Math.multiplyExact(elements, names.bytes() / longest), end);
  }

  private void children(long count, long end) throws IOException {
    // The smallest, an empty one, is its tag alone.
    requireInside(Math.multiplyExact(count, 8L), end - in.passed);
    Mat5Guard inner = new Mat5Guard(in, order, depth + 1, isCompressed);
    for (long i = 0; i < count; i++) {
      Tag tag = inner.tag();
      if (tag.type() != MATRIX) {
        throw wrong("cells and fields that are variables", "type " + tag.type());
      }
      requireInside(tag.bytes(), end - in.passed);
      inner.matrix(tag.bytes());
    }
  }

  private void characters(long elements, long end) throws IOException {
    Tag tag = tag();
    requireInside(tag.bytes(), end - in.passed + tag.small().remaining());
    int most = tag.type() == 16 || tag.type() <= 2 ? 1 : 2;
    if (elements * most > tag.bytes()) {
      throw wrong("texts of " + elements + " characters", tag.bytes() + " bytes");
    }
    pass(tag);
  }

  private void numbers(long elements, long end) throws IOException {
    pass(requireNumbers(elements, end));
  }

  private Tag requireNumbers(long elements, long end) throws IOException {
    Tag tag = tag();
    requireInside(tag.bytes(), end - in.passed + tag.small().remaining());
    if (elements == 0 && tag.bytes() == 0) {
      return tag;
    }
    int width = width(tag.type());
    if (elements * width != tag.bytes()) {
      throw wrong(elements + " numbers of " + width + " bytes", tag.bytes() + " bytes");
    }
    return tag;
  }

  private static int width(int type) {
    return switch (type) {
      case 1, 2 -> 1;
      case 3, 4 -> 2;
      case 5, 6, 7 -> 4;
      case 9, 12, 13 -> 8;
      default -> throw wrong("numbers of a known type", "type " + type);
    };
  }

  private byte[] data(int most, long end) throws IOException {
    Tag tag = tag();
    requireInside(tag.bytes(), Math.min(most, end - in.passed + tag.small().remaining()));
    if (tag.small().hasRemaining()) {
      return Arrays.copyOf(tag.small().array(), (int) tag.bytes());
    }
    byte[] data = new DataInputStream(in).readNBytes((int) tag.bytes());
    in.skipNBytes(padding(tag.bytes()));
    return data;
  }

  private void skip(long end) throws IOException {
    Tag tag = tag();
    requireInside(tag.bytes(), end - in.passed + tag.small().remaining());
    pass(tag);
  }

  private void pass(Tag tag) throws IOException {
    if (!tag.small().hasRemaining()) {
      in.skipNBytes(tag.bytes() + padding(tag.bytes()));
    }
  }

  private void rest(long end) throws IOException {
    in.skipNBytes(Math.max(0, end - in.passed));
  }

  private Tag tag() throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8) {
      throw new EOFException();
    }
    ByteBuffer buffer = ByteBuffer.wrap(start).order(order);
    int first = buffer.getInt();
    int smallBytes = first >>> 16;
    if (smallBytes == 0) {
      return new Tag(first, Integer.toUnsignedLong(buffer.getInt()), ByteBuffer.allocate(0));
    }
    if (smallBytes > 4) {
      throw wrong("small elements of at most 4 bytes", smallBytes + "");
    }
    return new Tag(first & 0xffff, smallBytes, ByteBuffer.wrap(Arrays.copyOfRange(start, 4, 8)));
  }

  private static long padding(long bytes) {
    return (8 - bytes % 8) % 8;
  }

  private static void requireInside(long bytes, long available) {
    if (bytes > available) {
      throw wrong(
          "elements that lie inside what holds them", bytes + " of " + available + " bytes");
    }
  }

  private void requireEnd(long end) {
    // Some writers leave the last padding out of the length.
    if (in.passed < end || in.passed > end + 7) {
      throw wrong("variables as long as they say", (in.passed - end) + " bytes more");
    }
  }

  private static ContentException wrong(String must, String got) {
    return new ContentException("file must hold " + must + ", got " + got + "; save it again");
  }

  /** Counts the bytes that have been read. */
  private static final class Counted extends FilterInputStream {
    private long passed;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      passed += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int read = super.read(to, from, length);
      passed += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      passed += skipped;
      return skipped;
    }
  }

  /** The first bytes of a stream. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return super.read();
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int read = super.read(to, from, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }
  }
}
