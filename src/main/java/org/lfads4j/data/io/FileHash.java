package org.lfads4j.data.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Internal;

/** SHA-256 of files, whose size does not matter. */
@Internal
public final class FileHash {
  private static final int BYTES_AT_ONCE = 1 << 16;

  private FileHash() {}

  /**
   * Of all bytes.
   *
   * @throws IOException if it cannot be read
   */
  public static Hash of(Path file) throws IOException {
    return ofFirst(Files.size(file), file);
  }

  /**
   * Of the first bytes.
   *
   * @throws IOException if it cannot be read, or has fewer
   */
  static Hash ofFirst(long bytes, Path file) throws IOException {
    try {
      return Hash.of(digest -> update(digest, bytes, file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void update(MessageDigest digest, long bytes, Path file) {
    long left = bytes;
    byte[] chunk = new byte[BYTES_AT_ONCE];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (read < 0) {
          throw new EOFException("a file that became shorter");
        }
        digest.update(chunk, 0, read);
        left -= read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
