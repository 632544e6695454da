package org.lfads4j.data.io;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.util.Arrays;

/**
 * Fletcher's checksum behind each chunk (HDF5's filter 3), compared and taken off; the library
 * leaves it there, where LZF takes it for data.
 */
final class Hdf5Checksum implements Filter {
  private static final int BYTES = 4;

  /** So many sums of 16 bits do not run over 32. */
  private static final int AT_ONCE = 360;

  @Override
  public int getId() {
    return 3;
  }

  @Override
  public String getName() {
    return "fletcher32";
  }

  @Override
  public byte[] decode(byte[] chunk, int[] unused) {
    int size = chunk.length - BYTES;
    if (size < 0) {
      throw new HdfFilterException("a chunk without its checksum");
    }
    int stored = 0;
    for (int i = 0; i < BYTES; i++) {
      stored |= (chunk[size + i] & 0xff) << (8 * i);
    }
    int sum = sum(chunk, size);
    // HDF5 before 1.6.3 swapped the bytes.
    int swapped = ((sum & 0x00ff00ff) << 8) | ((sum >>> 8) & 0x00ff00ff);
    if (stored != sum && stored != swapped) {
      throw new HdfFilterException("a chunk with a wrong checksum");
    }
    return Arrays.copyOf(chunk, size);
  }

  /** As HDF5 computes it: of 16-bit words, the first byte the higher. */
  static int sum(byte[] bytes, int size) {
    int first = 0;
    int second = 0;
    int at = 0;
    while (at < size) {
      int end = Math.min(size, at + 2 * AT_ONCE);
      for (; at < end; at += 2) {
        int low = at + 1 < size ? bytes[at + 1] & 0xff : 0;
        first += ((bytes[at] & 0xff) << 8) | low;
        second += first;
      }
      first = folded(first);
      second = folded(second);
    }
    return (folded(second) << 16) | folded(first);
  }

  private static int folded(int sum) {
    return (sum & 0xffff) + (sum >>> 16);
  }
}
