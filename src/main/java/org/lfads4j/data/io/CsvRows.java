package org.lfads4j.data.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a text file of separated values (RFC 4180), read one by one. */
final class CsvRows {
  private static final int MOST_COLUMNS = 10_000;
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private final BufferedReader in;
  private final char separator;
  private final List<String> header;
  private int rows;

  private CsvRows(BufferedReader in, char separator) throws IOException {
    this.in = in;
    this.separator = separator;
    this.header = row();
    if (header.isEmpty()) {
      throw new ContentException("table must have a header line, got an empty file");
    }
  }

  /** Rows whose header is the reader's next line; it tells the separator. */
  static CsvRows of(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    in.mark(1 << 16);
    char[] start = new char[1 << 12];
    int length = Math.max(0, in.read(start));
    in.reset();
    String line = new String(start, 0, length).lines().findFirst().orElse("");
    char separator =
        Stream.of(',', ';', '\t')
            .max(Comparator.comparingLong(sign -> line.chars().filter(c -> c == sign).count()))
            .orElseThrow();
    return new CsvRows(in, separator);
  }

  List<String> header() {
    return header;
  }

  /** The next row's cells, as many as the header's; empty after the last row. */
  List<String> next() throws IOException {
    List<String> row = row();
    if (!row.isEmpty() && row.size() != header.size()) {
      throw new ContentException(
          "table row %s must have the header's %s cells, got %s"
              .formatted(rows, header.size(), row.size()));
    }
    rows++;
    return row;
  }

  private List<String> row() throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int c = afterEmptyLines(); c >= 0; c = in.read()) {
      if (quoted && c == '"') {
        quoted = isNext('"');
        cell.append(quoted ? "\"" : "");
      } else if (!quoted && c == '"' && cell.toString().isBlank()) {
        quoted = true;
        cell.setLength(0);
      } else if (!quoted && c == '\n') {
        return with(cells, cell);
      } else if (!quoted && c == separator) {
        with(cells, cell);
        cell.setLength(0);
      } else {
        cell.append((char) c);
      }
    }
    if (quoted) {
      throw new ContentException(
          "table must close every quote, got the end of the file within one");
    }
    return cells.isEmpty() && cell.isEmpty() ? cells : with(cells, cell);
  }

  private int afterEmptyLines() throws IOException {
    int c = in.read();
    while (c == '\n' || c == '\r') {
      c = in.read();
    }
    return c;
  }

  private boolean isNext(char expected) throws IOException {
    in.mark(1);
    if (in.read() == expected) {
      return true;
    }
    in.reset();
    return false;
  }

  private static List<String> with(List<String> cells, StringBuilder cell) {
    if (cells.size() == MOST_COLUMNS) {
      throw new ContentException("table must have at most " + MOST_COLUMNS + " columns, got more");
    }
    int end = cell.length();
    cells.add(
        end > 0 && cell.charAt(end - 1) == '\r' ? cell.substring(0, end - 1) : cell.toString());
    return cells;
  }
}
