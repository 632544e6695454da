package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.lfads4j.config.RefusedException;

/**
 * A list of numbers in an .npy file, of which a block at a time is read; failures name the file.
 */
final class NpyVector {
  static final String KIND = "a readable NumPy array";

  private final Path file;
  private final NpyArray array;

  private NpyVector(Path file, NpyArray array) {
    this.file = file;
    this.array = array;
  }

  /**
   * A list: of shape (n), (n, 1) or (1, n).
   *
   * @throws IllegalArgumentException if it is none, or damaged, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  static NpyVector of(Path file) {
    return FileReading.of(file, KIND, path -> new NpyVector(path, list(path)));
  }

  /** An array of any shape. */
  static NpyArray array(Path file) {
    return FileReading.of(file, KIND, path -> open(path));
  }

  private static NpyArray open(Path path) throws IOException {
    return NpyArray.of("array", () -> Files.newInputStream(path), Files.size(path), n -> List.of());
  }

  private static NpyArray list(Path path) throws IOException {
    NpyArray array = open(path);
    int[] shape = array.shape();
    boolean isList =
        shape.length == 1 || (shape.length == 2 && Arrays.stream(shape).min().orElse(0) <= 1);
    if (!isList) {
      throw new ContentException(
          "array must be a list of numbers, got " + ArraySizes.text(shape) + " values");
    }
    if (array.kind() != NamedArray.Kind.NUMBERS) {
      throw new ContentException("array must hold numbers, got text");
    }
    return array;
  }

  Path file() {
    return file;
  }

  int size() {
    return array.size();
  }

  double[] numbers(int first, int count) {
    return FileReading.of(file, KIND, path -> array.numbers(first, count));
  }

  double[] numbers() {
    return FileReading.of(file, KIND, path -> array.numbers());
  }

  /** What to throw for its content. */
  RefusedException refused(String sentence) {
    return new ContentException(sentence).of(file);
  }
}
