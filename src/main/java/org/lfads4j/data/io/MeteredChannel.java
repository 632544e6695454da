package org.lfads4j.data.io;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads a file for a parser that trusts what the file says of itself: nothing beyond the end is
 * promised, and a parser that a broken file sends in circles is stopped once it has read many times
 * what the file holds.
 */
final class MeteredChannel extends FileChannel {
  /** Empty reads count too; otherwise a file that refers to itself would never end. */
  private static final long LEAST_COST = 8;

  private static final long FREE_BYTES = 8L << 20;
  private static final long TIMES_ROUND = 32;

  private final Path path;
  private final Map<Path, HdfFile> linked;
  private final FileChannel file;
  private final boolean mapping;
  private final long size;
  private long left;
  private Hdf5Group root;

  private MeteredChannel(Path path, boolean mapping, Map<Path, HdfFile> linked) throws IOException {
    this.path = path;
    this.linked = linked;
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    this.mapping = mapping;
    this.size = file.size();
    this.left = FREE_BYTES + TIMES_ROUND * size;
  }

  static MeteredChannel open(Path path) throws IOException {
    return new MeteredChannel(path, true, new HashMap<>());
  }

  /**
   * The same for a file that is to be moved as soon as it is read: a mapped one is held until its
   * buffers are collected, and some systems do not move it as long.
   */
  static MeteredChannel openUnmapped(Path path) throws IOException {
    return new MeteredChannel(path, false, new HashMap<>());
  }

  /** The root of the file's groups, made when it is first asked for. */
  Hdf5Group root(Supplier<Hdf5Group> maker) {
    if (root == null) {
      root = maker.get();
    }
    return root;
  }

  /** The file that is read. */
  Path path() {
    return path;
  }

  /** Another file that this one has links to; it stays open as long as the first one. */
  HdfFile linked(Path other) throws IOException {
    HdfFile known = linked.get(other);
    if (known == null) {
      Hdf5File.requireComplete(other);
      MeteredChannel channel = new MeteredChannel(other, mapping, linked);
      try {
        known = new HdfFile(channel);
      } catch (RuntimeException e) {
        channel.file.close();
        throw e;
      }
      HdfFile unused = linked.put(other, known);
    }
    return known;
  }

  private synchronized void charge(long from, long length) throws IOException {
    if (from < 0 || length < 0 || from > size - length) {
      throw new IOException(
          length + " bytes from byte " + from + " on, where the file ends at " + size);
    }
    left -= Math.max(LEAST_COST, length);
    if (left < 0) {
      throw new IOException("a file whose parts refer to each other in circles");
    }
  }

  @Override
  public int read(ByteBuffer target, long from) throws IOException {
    charge(from, target.remaining());
    int start = target.position();
    while (target.hasRemaining() && file.read(target, from + target.position() - start) >= 0) {
      // A short read is not the end of the file.
    }
    return target.position() - start;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = read(target, position());
    FileChannel unused = position(position() + count);
    return count;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    long count = 0;
    for (int i = offset; i < offset + length; i++) {
      count += read(targets[i]);
    }
    return count;
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long length) throws IOException {
    if (!mapping) {
      throw new UnsupportedOperationException("a channel that does not map must be read, got map");
    }
    charge(from, length);
    return file.map(mode, from, length);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long changed) throws IOException {
    FileChannel unused = file.position(changed);
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void force(boolean metaData) {
    // Nothing is written.
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
    charge(from, count);
    return file.transferTo(from, count, target);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer source, long from) {
    throw new NonWritableChannelException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new NonWritableChannelException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long from, long count) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileChannel truncate(long changed) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileLock lock(long from, long length, boolean shared) throws IOException {
    return file.lock(from, length, shared);
  }

  @Override
  public FileLock tryLock(long from, long length, boolean shared) throws IOException {
    return file.tryLock(from, length, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
    for (HdfFile other : linked.values()) {
      // Each has the same map; it is closed with the first file and no earlier.
      ((MeteredChannel) other.getHdfBackingStorage().getFileChannel()).file.close();
    }
  }
}
