package org.lfads4j.data.io;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An open HDF5 file, and the files that its links lead to, which are closed with it. */
final class Hdf5Source implements AutoCloseable {
  private static final int MOST_FILES = 32;

  private final Path path;
  private final HdfFile file;
  private final List<MeteredChannel> channels;
  private final Map<Path, Hdf5Source> opened;

  private Hdf5Source(Path path, List<MeteredChannel> channels, Map<Path, Hdf5Source> opened)
      throws IOException {
    MeteredChannel channel = MeteredChannel.open(path);
    channels.add(channel);
    this.path = path;
    this.channels = channels;
    this.opened = opened;
    // Not closed: closing it needs a path, which it does not have; it holds nothing but the
    // channel.
    this.file = new HdfFile(channel);
  }

  /** Opens a file, and no other. */
  static Hdf5Source open(Path path) throws IOException {
    List<MeteredChannel> channels = new ArrayList<>();
    try {
      return new Hdf5Source(path, channels, new HashMap<>());
    } catch (RuntimeException | Error e) {
      close(channels);
      throw e;
    }
  }

  HdfFile file() {
    return file;
  }

  Hdf5Group root() {
    return new Hdf5Group(this, file, file.getAddress(), "", "/");
  }

  /**
   * A file that a link names, beside this one unless the name is absolute.
   *
   * @throws IOException if it is not there, or the links lead through too many files
   */
  Hdf5Source beside(String name) throws IOException {
    Path other = path.toAbsolutePath().resolveSibling(name).normalize();
    Hdf5Source known = opened.get(other);
    if (known != null) {
      return known;
    }
    if (!Files.isRegularFile(other) || opened.size() >= MOST_FILES) {
      throw new IOException("no file " + name);
    }
    Hdf5Source source = new Hdf5Source(other, channels, opened);
    opened.put(other, source);
    return source;
  }

  @Override
  public void close() throws IOException {
    close(channels);
  }

  private static void close(List<MeteredChannel> channels) throws IOException {
    for (MeteredChannel channel : channels) {
      channel.close();
    }
  }
}
