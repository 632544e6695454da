package org.lfads4j.data.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Refuses a size that a file states but cannot hold, before memory is taken for it. */
final class Hdf5Sizes {
  /** The most that deflate can make of a byte (RFC 1951), rounded up. */
  private static final long DEFLATE = 1040;

  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private Hdf5Sizes() {}

  /** That the stated shape and the stored bytes agree. */
  static void requireStored(Dataset set) {
    long bytes = bytes(set.getName(), set.getDimensionsAsLong(), set.getDataType().getSize());
    long file = set.getHdfFile().getHdfBackingStorage().size();
    boolean fits =
        set instanceof ChunkedDataset chunked
            ? bytes / DEFLATE <= file && chunkBytes(chunked) / DEFLATE <= file
            : bytes <= file;
    if (!fits || (set instanceof ContiguousDataset whole && !isAsLongAs(whole, bytes))) {
      throw new ContentException(
          ("%s must not state more than its file holds, got %s values in a file of %s "
                  + "bytes; copy or write it again")
              .formatted(set.getName(), text(set.getDimensionsAsLong()), file));
    }
  }

  private static boolean isAsLongAs(ContiguousDataset set, long bytes) {
    return set.isEmpty() || bytes > Integer.MAX_VALUE || set.getBuffer().remaining() == bytes;
  }

  private static long chunkBytes(ChunkedDataset set) {
    long[] shape = Arrays.stream(set.getChunkDimensions()).asLongStream().toArray();
    return bytes(set.getName(), shape, set.getDataType().getSize());
  }

  /** That an attribute is no larger than its file. */
  static void requireStored(Attribute attribute) {
    long bytes =
        bytes(
            attribute.getName(),
            attribute.getDimensionsAsLong(),
            attribute.getDataType().getSize());
    if (bytes > attribute.getNode().getHdfFile().getHdfBackingStorage().size()) {
      throw new ContentException(
          ("%s must not state more than its file holds, got %s values; copy or write the "
                  + "file again")
              .formatted(attribute.getName(), text(attribute.getDimensionsAsLong())));
    }
  }

  /**
   * That so many values fit into one array, and into memory twice: once as they are stored, once as
   * single precision.
   */
  static int requireMemory(String name, long... shape) {
    long values = bytes(name, shape, 1);
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (values > LARGEST_ARRAY || values > free / (2 * Float.BYTES)) {
      throw new ContentException(
          ("%s must fit into memory, got %s values, which take %s MB where Java has %s MB; give it"
                  + " more with -Xmx%sg, or read a part with"
                  + " Hdf5Block.of(path, name).withTrials(from, to)")
              .formatted(
                  name,
                  text(shape),
                  mega(values, 2 * Float.BYTES),
                  free >> 20,
                  1 + mega(values, 4 * Float.BYTES) / 1024));
    }
    return (int) values;
  }

  private static long mega(long values, int bytes) {
    return (values >> 20) * bytes + (((values & ((1 << 20) - 1)) * bytes) >> 20);
  }

  static String text(long[] shape) {
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }

  private static long bytes(String name, long[] shape, int each) {
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
