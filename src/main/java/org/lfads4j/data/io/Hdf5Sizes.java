package org.lfads4j.data.io;

import static java.util.stream.Collectors.joining;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Refuses a size that a file states but cannot hold, before memory is taken for it. */
final class Hdf5Sizes {
  /** The most that deflate can make of a byte (RFC 1951), rounded up. */
  private static final long DEFLATE = 1040;

  private Hdf5Sizes() {}

  /** That the stated shape and the stored bytes agree, and that no part was left unwritten. */
  static void requireStored(Dataset set) {
    if (set.getSize() != 0 && !set.isScalar() && set.isEmpty()) {
      throw new ContentException(
          "%s must hold values, got %s that were never written"
              .formatted(set.getName(), ArraySizes.text(set.getDimensionsAsLong())));
    }
    long bytes =
        ArraySizes.bytes(set.getName(), set.getDimensionsAsLong(), set.getDataType().getSize());
    long file = set.getHdfFile().getHdfBackingStorage().size();
    boolean fits =
        set instanceof ChunkedDataset chunked
            ? bytes / DEFLATE <= file && chunkBytes(chunked) / DEFLATE <= file
            : bytes <= file;
    if (!fits || (set instanceof ContiguousDataset whole && !isAsLongAs(whole, bytes))) {
      throw new ContentException(
          ("%s must not state more than its file holds, got %s values in a file of %s "
                  + "bytes; copy or write it again")
              .formatted(set.getName(), ArraySizes.text(set.getDimensionsAsLong()), file));
    }
    requireWritten(set);
  }

  /**
   * That every chunk was written; the library reads others as 0, where the file may say that they
   * hold another value.
   */
  private static void requireWritten(Dataset set) {
    if (!(set instanceof ChunkedDataset chunked) || !fillsWithOther(set)) {
      return;
    }
    int[] shape = set.getDimensions();
    int[] chunk = chunked.getChunkDimensions();
    int[] at = new int[shape.length];
    int axis = 0;
    while (axis >= 0) {
      requireChunk(chunked, at);
      axis = shape.length - 1;
      while (axis >= 0 && (at[axis] += chunk[axis]) >= shape[axis]) {
        at[axis--] = 0;
      }
    }
  }

  private static boolean fillsWithOther(Dataset set) {
    try {
      return set.getFillValue() instanceof Number number && number.doubleValue() != 0;
    } catch (RuntimeException e) {
      // None is stored.
      return false;
    }
  }

  private static void requireChunk(ChunkedDataset set, int[] at) {
    try {
      ByteBuffer unused = set.getRawChunkBuffer(at.clone());
    } catch (HdfException e) {
      throw new ContentException(
          "%s must be written in full, got a part from %s on that was not, in place of which the"
                  .formatted(
                      set.getName(),
                      Arrays.stream(at).mapToObj(Integer::toString).collect(joining(", ")))
              + " file has %s; write all of it".formatted(set.getFillValue()));
    }
  }

  private static boolean isAsLongAs(ContiguousDataset set, long bytes) {
    return set.isEmpty() || bytes > Integer.MAX_VALUE || set.getBuffer().remaining() == bytes;
  }

  private static long chunkBytes(ChunkedDataset set) {
    long[] shape = Arrays.stream(set.getChunkDimensions()).asLongStream().toArray();
    return ArraySizes.bytes(set.getName(), shape, set.getDataType().getSize());
  }

  /** That an attribute is no larger than its file. */
  static void requireStored(Attribute attribute) {
    long bytes =
        ArraySizes.bytes(
            attribute.getName(),
            attribute.getDimensionsAsLong(),
            attribute.getDataType().getSize());
    if (bytes > attribute.getNode().getHdfFile().getHdfBackingStorage().size()) {
      throw new ContentException(
          ("%s must not state more than its file holds, got %s values; copy or write the "
                  + "file again")
              .formatted(attribute.getName(), ArraySizes.text(attribute.getDimensionsAsLong())));
    }
  }
}
