package org.lfads4j.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of MATLAB 4 and of Octave, which are not read but told apart. */
final class MatOld {
  private static final int HEADER = 20;
  private static final int LONGEST_NAME = 64;

  private MatOld() {}

  /**
   * Refuses a file of another program or version, with what to do.
   *
   * @throws ContentException if it is one
   */
  static void refuse(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(HEADER + LONGEST_NAME);
    }
    if (start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
      throw refusal("a file packed with gzip, as Octave does");
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("# Created by Octave") || text.startsWith("Octave-1-")) {
      throw refusal("a file in Octave's own format");
    }
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      if (start.length > HEADER && isVersion4(ByteBuffer.wrap(start).order(order))) {
        throw refusal("MATLAB 4");
      }
    }
  }

  /** A type below 5000, two axes, real or complex, and a name that ends in a zero. */
  private static boolean isVersion4(ByteBuffer start) {
    int type = start.getInt(0);
    int nameLength = start.getInt(16);
    return type >= 0
        && type < 5000
        && type / 100 % 10 == 0
        && type % 10 <= 2
        && start.getInt(4) >= 0
        && start.getInt(8) >= 0
        && (start.getInt(12) | 1) == 1
        && nameLength > 1
        && nameLength <= LONGEST_NAME
        && start.capacity() >= HEADER + nameLength
        && Character.isLetter(start.get(HEADER))
        && start.get(HEADER + nameLength - 1) == 0;
  }

  private static ContentException refusal(String got) {
    return new ContentException(
        "file must be of MATLAB 5 to 7.3, got " + got + "; save it again with save -v7");
  }
}
