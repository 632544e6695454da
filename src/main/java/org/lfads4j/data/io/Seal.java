package org.lfads4j.data.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The end of a file that knows whether it is whole: {@code sha256:} and the SHA-256 of every byte
 * before those digits. Not a bit can flip and not a byte be missing without being found out.
 */
final class Seal {
  private static final String MARK = "sha256:";
  private static final int DIGITS = 64;

  /** What stands at the end before the digits are known. */
  static final String OPEN = MARK + "0".repeat(DIGITS);

  private Seal() {}

  /** Fills in the digits of a file that ends with {@link #OPEN}. */
  static void fill(Path file) throws IOException {
    byte[] digits = digest(file).getBytes(StandardCharsets.US_ASCII);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer out = ByteBuffer.wrap(digits);
      long at = channel.size() - DIGITS;
      while (out.hasRemaining()) {
        at += channel.write(out, at);
      }
    }
  }

  /** Puts a seal behind the last byte of a file. */
  static void append(Path file) throws IOException {
    Path unused =
        Files.writeString(file, OPEN, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    fill(file);
  }

  /**
   * Makes sure that a file is as it was when it was sealed.
   *
   * @throws ContentException if it has no seal, or another one
   */
  static void require(Path file) throws IOException {
    if (!isAtEnd(file)) {
      long size = Files.size(file);
      throw damaged(
          size < OPEN.length()
              ? "a file of " + size + " bytes"
              : "a file that ends without its checksum");
    }
    requireIfThere(file);
  }

  /**
   * Makes sure that a file is as it was when it was sealed, if it was.
   *
   * @throws ContentException if it has another seal than its own
   */
  static void requireIfThere(Path file) throws IOException {
    if (isAtEnd(file) && !end(file).substring(MARK.length()).equals(digest(file))) {
      throw damaged("another checksum than the one at its end");
    }
  }

  private static boolean isAtEnd(Path file) throws IOException {
    return Files.size(file) >= OPEN.length() && end(file).startsWith(MARK);
  }

  private static String end(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(OPEN.length());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long at = channel.size() - OPEN.length();
      while (in.hasRemaining()) {
        if (channel.read(in, at + in.position()) < 0) {
          throw new EOFException("a file that became shorter");
        }
      }
    }
    return new String(in.array(), StandardCharsets.ISO_8859_1);
  }

  private static ContentException damaged(String got) {
    return new ContentException("file must be whole, got " + got + "; it is damaged or cut short");
  }

  /** Of all bytes but those of the digits. */
  private static String digest(Path file) throws IOException {
    return FileHash.ofFirst(Files.size(file) - DIGITS, file).hex();
  }
}
