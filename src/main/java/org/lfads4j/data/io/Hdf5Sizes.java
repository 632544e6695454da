package org.lfads4j.data.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import java.util.Arrays;

/** Refuses a size that a file states but cannot hold, before memory is taken for it. */
final class Hdf5Sizes {
  /** The most that deflate can make of a byte (RFC 1951), rounded up. */
  private static final long DEFLATE = 1040;

  private Hdf5Sizes() {}

  /** That the stated shape and the stored bytes agree. */
  static void requireStored(Dataset set) {
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
