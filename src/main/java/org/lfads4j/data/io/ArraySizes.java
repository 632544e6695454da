package org.lfads4j.data.io;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Sizes of arrays in files of any format, and whether memory is there for them. */
final class ArraySizes {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  /** A value is held twice: once as it is stored, once in single precision. */
  private static final int BYTES_OF_A_VALUE = 2 * Float.BYTES;

  private ArraySizes() {}

  /**
   * That so many values fit into one array, and into memory.
   *
   * @return how many they are
   * @throws ContentException if they do not
   */
  static int requireMemory(String name, long... shape) {
    return requireMemory(name, "", BYTES_OF_A_VALUE, shape);
  }

  /**
   * The same for a set of HDF5, which can also be read in parts.
   *
   * @throws ContentException if they do not
   */
  static int requireMemoryOrPart(String name, long... shape) {
    return requireMemory(
        name,
        "read a part with Hdf5Block.of(path, name).withTrials(from, to)",
        BYTES_OF_A_VALUE,
        shape);
  }

  /**
   * The same for texts.
   *
   * @param bytes that each takes
   * @throws ContentException if they do not
   */
  static int requireMemoryForTexts(String name, int bytes, long... shape) {
    return requireMemory(name, "", Math.max(BYTES_OF_A_VALUE, 2L * bytes), shape);
  }

  private static int requireMemory(String name, String instead, long each, long... shape) {
    long values = bytes(name, shape, 1);
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (values > LARGEST_ARRAY) {
      throw new ContentException(
          "%s must have at most %s values, got %s%s"
              .formatted(
                  name, LARGEST_ARRAY, text(shape), instead.isEmpty() ? "" : "; " + instead));
    }
    if (values > free / each) {
      long wanted = values * each;
      throw ContentException.tooLarge(
          "%s must fit into memory, got %s values, which take %s MB where Java has %s MB; give it"
                  .formatted(name, text(shape), wanted >> 20, free >> 20)
              + " more with -Xmx%sg%s"
                  .formatted(1 + (wanted >> 29), instead.isEmpty() ? "" : ", or " + instead));
    }
    return (int) values;
  }

  /** Lengths of axes in words. */
  static String text(long[] shape) {
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }

  /** The same. */
  static String text(int[] shape) {
    return text(Arrays.stream(shape).asLongStream().toArray());
  }

  /**
   * How many bytes an array takes.
   *
   * @throws ContentException if they are more than can be counted
   */
  static long bytes(String name, long[] shape, int each) {
    long bytes = Math.max(1, each);
    for (long size : shape) {
      if (size < 0 || (size > 0 && bytes > Long.MAX_VALUE / size)) {
        throw new ContentException(
            name + " must have a size that can be, got " + text(shape) + " values");
      }
      bytes *= size;
    }
    return bytes;
  }
}
