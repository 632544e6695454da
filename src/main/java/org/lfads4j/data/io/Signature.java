package org.lfads4j.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is by its first bytes. */
enum Signature {
  HDF5,
  MATLAB_5,
  MATLAB_7_3,
  NUMPY,
  ZIP,
  NONE;

  private static final int MATLAB_HEADER = 128;

  /** The signature of a file. */
  static Signature of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MATLAB_HEADER));
    }
  }

  /**
   * The same, or {@link #NONE} for a file that cannot be read; reading it again gives the error.
   */
  static Signature ifReadable(Path file) {
    try {
      return Files.isRegularFile(file) ? of(file) : NONE;
    } catch (IOException e) {
      return NONE;
    }
  }

  private static Signature of(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089HDF\r\n\u001a\n")) {
      return HDF5;
    }
    if (start.startsWith("\u0093NUMPY")) {
      return NUMPY;
    }
    if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
      return ZIP;
    }
    return start.length() < MATLAB_HEADER ? NONE : matlab(start);
  }

  /** The version, as two bytes in the order that the mark after it tells. */
  private static Signature matlab(String start) {
    return switch (start.substring(124)) {
      case "\u0000\u0001IM", "\u0001\u0000MI" -> MATLAB_5;
      case "\u0000\u0002IM", "\u0002\u0000MI" -> MATLAB_7_3;
      default -> NONE;
    };
  }
}
