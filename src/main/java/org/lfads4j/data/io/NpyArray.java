package org.lfads4j.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/** One array in NumPy's .npy format; its elements are read when they are asked for. */
final class NpyArray implements NamedArray {
  private static final int CHUNK = 1 << 16;
  private static final int MOST = Integer.MAX_VALUE - 8;

  /** Opens the array from its first byte. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /** Takes an element to its place in row-major order. */
  @FunctionalInterface
  private interface Sink {
    void accept(int place, ByteBuffer from, int at);
  }

  private final String name;
  private final Opener opener;
  private final NpyHeader header;
  private final Function<String, List<String>> beside;

  private NpyArray(
      String name, Opener opener, NpyHeader header, Function<String, List<String>> beside) {
    this.name = name;
    this.opener = opener;
    this.header = header;
    this.beside = beside;
  }

  /**
   * An array whose header fits what the file can hold.
   *
   * @param mostBytes that can follow in the file
   * @param beside finds the words that describe it
   * @throws ContentException if it claims more
   */
  static NpyArray of(
      String name, Opener opener, long mostBytes, Function<String, List<String>> beside)
      throws IOException {
    try (InputStream in = opener.open()) {
      NpyHeader header = NpyHeader.read(name, in);
      if (header.bytes() > mostBytes - header.length() || header.elements() > MOST) {
        throw new ContentException(
            ("%s must hold the %s elements of its shape %s, got a file of at most %s bytes "
                    + "of them; copy it again")
                .formatted(
                    name,
                    header.elements(),
                    header.shape(),
                    Math.max(0, mostBytes - header.length())));
      }
      return new NpyArray(name, opener, header, beside);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return header.type().isText() ? Kind.WORDS : Kind.NUMBERS;
  }

  @Override
  public int[] shape() {
    return header.shape().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Cube cube() {
    int[] shape = shape();
    if (shape.length != 3) {
      throw NamedArray.wrongRank(name, shape);
    }
    requireNumbers();
    float[] out = new float[ArraySizes.requireMemory(name, header.longShape())];
    read((place, from, at) -> out[place] = (float) header.type().number(from, at));
    return Cube.adopt(shape[0], shape[1], shape[2], out);
  }

  @Override
  public double[] numbers() {
    requireNumbers();
    double[] out = new double[ArraySizes.requireMemory(name, header.longShape())];
    read((place, from, at) -> out[place] = header.type().number(from, at));
    return out;
  }

  /** How many elements it has. */
  int size() {
    return Math.toIntExact(header.elements());
  }

  /**
   * Some numbers of a vector; nothing before them is read.
   *
   * @param first from 0
   */
  double[] numbers(int first, int count) {
    requireNumbers();
    try (InputStream in = opener.open()) {
      int width = header.type().bytes();
      in.skipNBytes(header.length() + (long) first * width);
      ByteBuffer chunk = chunk(in, count * width);
      if (first + count == size()) {
        requireEnd(in);
      }
      return IntStream.range(0, count)
          .mapToDouble(i -> header.type().number(chunk, i * width))
          .toArray();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(name + " cannot be read: " + FileReading.sentence(e), e);
  }

  @Override
  public List<String> words() {
    if (!header.type().isText()) {
      return Arrays.stream(numbers()).mapToObj(NamedArray::word).toList();
    }
    int size = ArraySizes.requireMemoryForTexts(name, header.type().bytes(), header.longShape());
    String[] out = new String[size];
    read((place, from, at) -> out[place] = header.type().text(from, at));
    return List.of(out);
  }

  @Override
  public List<String> attributeWords(String attribute) {
    return beside.apply(name + "_" + attribute);
  }

  private void requireNumbers() {
    if (header.type().isText()) {
      throw new ContentException(name + " must hold numbers, got text");
    }
  }

  private void read(Sink sink) {
    try (InputStream in = opener.open()) {
      in.skipNBytes(header.length());
      int size = size();
      int width = Math.max(1, header.type().bytes());
      int atOnce = Math.max(1, CHUNK / width);
      RowMajor places = new RowMajor(shape(), header.fortran());
      for (int done = 0; done < size; done += atOnce) {
        int count = Math.min(atOnce, size - done);
        ByteBuffer chunk = chunk(in, count * header.type().bytes());
        for (int i = 0; i < count; i++) {
          sink.accept(places.next(), chunk, i * header.type().bytes());
        }
      }
      requireEnd(in);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ByteBuffer chunk(InputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new ContentException(
          ("%s must hold all elements of its shape %s, got a file that ends before; copy "
                  + "it again")
              .formatted(name, header.shape()));
    }
    return ByteBuffer.wrap(read).order(header.type().order());
  }

  private void requireEnd(InputStream in) throws IOException {
    if (in.read() >= 0) {
      throw new ContentException(
          "%s must hold the %s elements of its shape %s, got more bytes; save it again"
              .formatted(name, header.elements(), header.shape()));
    }
  }
}
