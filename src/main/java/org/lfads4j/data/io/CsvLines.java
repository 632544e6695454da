package org.lfads4j.data.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a UTF-8 text, one by one; none is held that is longer than a table's can be. */
final class CsvLines {
  /** Bytes of a line: a hundred for each of the most columns. */
  static final int LONGEST = 1 << 20;

  private static final String AS_UTF_8 = "; save the file as UTF-8";

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private int at;
  private int end;
  private int number;
  private boolean isAfterReturn;

  /** Of a stream that the caller closes. */
  CsvLines(InputStream in) {
    this.in = in;
  }

  /** The number of the last line, from 1 as editors count. */
  int number() {
    return number;
  }

  /** The next line without its end; empty after the last. */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    number++;
    boolean isAny = false;
    for (int b = read(); b >= 0; b = read()) {
      boolean isSecondOfTwo = b == '\n' && isAfterReturn;
      isAfterReturn = b == '\r';
      if (isSecondOfTwo) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        return Optional.of(text(line.toByteArray()));
      }
      if (line.size() == LONGEST) {
        throw new ContentException(
            "table line %s must have at most %s bytes, got more".formatted(number, LONGEST));
      }
      line.write(b);
      isAny = true;
    }
    return isAny ? Optional.of(text(line.toByteArray())) : Optional.empty();
  }

  private int read() throws IOException {
    if (at == end) {
      at = 0;
      end = in.read(buffer);
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }

  private String text(byte[] line) {
    int start = number == 1 ? mark(line) : 0;
    for (byte b : line) {
      if (b == 0) {
        throw new ContentException(
            "table line "
                + number
                + " must be UTF-8 text, got a zero byte, as UTF-16 has them"
                + AS_UTF_8);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, start, line.length - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ContentException(
          "table line "
              + number
              + " must be UTF-8 text, got bytes of another encoding, such as Windows-1252 (Latin-1)"
              + AS_UTF_8);
    }
  }

  /** The length of the byte order mark; that of another encoding is refused. */
  private static int mark(byte[] line) {
    if (begins(line, 0xff, 0xfe) || begins(line, 0xfe, 0xff)) {
      throw new ContentException("table must be UTF-8 text, got UTF-16" + AS_UTF_8);
    }
    if (begins(line, 0, 0, 0xfe, 0xff)) {
      throw new ContentException("table must be UTF-8 text, got UTF-32" + AS_UTF_8);
    }
    return begins(line, 0xef, 0xbb, 0xbf) ? 3 : 0;
  }

  private static boolean begins(byte[] line, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= line.length || (line[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
