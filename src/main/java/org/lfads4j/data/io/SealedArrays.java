package org.lfads4j.data.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.lfads4j.config.Internal;

/**
 * Named arrays in one {@code .npz} file that knows whether it is whole: the archive's comment is
 * its {@link Seal}, and NumPy reads the file all the same.
 */
@Internal
public final class SealedArrays {
  private static final int BYTES_AT_ONCE = 1 << 16;

  private final NamedArrays arrays;

  private SealedArrays(NamedArrays arrays) {
    this.arrays = arrays;
  }

  /**
   * Writes a file, which appears when it is complete and replaces an earlier one.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  public static void write(Path file, Map<String, Block> blocks) {
    try {
      WholeFile.write(
          file,
          partial -> {
            writeZip(partial, blocks);
            Seal.fill(partial);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + FileReading.sentence(e), e);
    }
  }

  /**
   * What {@code reader} makes of a file whose seal is intact; the arrays are gone afterwards.
   *
   * @throws IllegalArgumentException if it is damaged or cut short, or the reader does not like the
   *     content; with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  public static <T> T read(Path file, Function<SealedArrays, T> reader) {
    return FileReading.of(
        file,
        "a sealed .npz file",
        path -> {
          Seal.require(path);
          return NpzFile.read(path, arrays -> reader.apply(new SealedArrays(arrays)));
        });
  }

  /**
   * The same of a file whose seal is not looked at, which takes no longer than the arrays read.
   *
   * @throws IllegalArgumentException if the reader does not like the content, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  public static <T> T readUnsealed(Path file, Function<SealedArrays, T> reader) {
    return FileReading.of(
        file,
        "a sealed .npz file",
        path -> NpzFile.read(path, arrays -> reader.apply(new SealedArrays(arrays))));
  }

  /** Whether there is an array of that name. */
  public boolean has(String name) {
    return arrays.array(name).isPresent();
  }

  /**
   * The numbers of an array, row by row.
   *
   * @param size how many there must be
   */
  public double[] numbers(String name, int size) {
    double[] values = numbers(name);
    if (values.length != size) {
      throw new ContentException(name + " must hold " + size + " numbers, got " + values.length);
    }
    return values;
  }

  /** The numbers of an array of any size, row by row. */
  public double[] numbers(String name) {
    return array(name).numbers();
  }

  /** A text. */
  public String text(String name) {
    List<String> words = array(name).words();
    if (words.size() != 1) {
      throw new ContentException(name + " must hold one text, got " + words.size());
    }
    return words.get(0);
  }

  private NamedArray array(String name) {
    return arrays.array(name).orElseThrow(() -> new ContentException("file must hold " + name));
  }

  private static void writeZip(Path file, Map<String, Block> blocks) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BYTES_AT_ONCE))) {
      // Numbers of a trained network hardly shrink, and packing takes longer than writing.
      zip.setLevel(Deflater.NO_COMPRESSION);
      zip.setComment(Seal.OPEN);
      NpzFile.write(blocks, zip);
    }
  }
}
