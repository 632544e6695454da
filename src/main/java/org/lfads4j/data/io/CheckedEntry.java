package org.lfads4j.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** An archive's entry that, read to its end, must have the checksum that the archive states. */
final class CheckedEntry extends CheckedInputStream {
  private final ZipEntry entry;

  CheckedEntry(InputStream in, ZipEntry entry) {
    super(in, new CRC32());
    this.entry = entry;
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return checked(super.read(to, from, length));
  }

  private int checked(int read) throws IOException {
    if (read < 0 && getChecksum().getValue() != entry.getCrc()) {
      throw new ZipException("wrong checksum of " + entry.getName());
    }
    return read;
  }
}
