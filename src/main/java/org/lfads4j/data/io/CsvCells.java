package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.List;

/** The cells of one row, which may go on over several lines where a quote is open (RFC 4180). */
final class CsvCells {
  private static final int MOST_COLUMNS = 10_000;

  private enum Quote {
    NONE,
    OPEN,
    CLOSED
  }

  private final char separator;
  private final int firstLine;
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private Quote quote = Quote.NONE;
  private boolean isBlank = true;
  private int length;

  CsvCells(char separator, int firstLine) {
    this.separator = separator;
    this.firstLine = firstLine;
  }

  /** Whether the row goes on in the next line. */
  boolean isOpen() {
    return quote == Quote.OPEN;
  }

  /** All cells of a row that does not go on. */
  List<String> cells() {
    return cells;
  }

  /** Takes a line of the row. */
  void take(String line) {
    length += line.length();
    if (length > CsvLines.LONGEST) {
      throw new ContentException(
          "table row at line %s must have at most %s characters, got more; is a quote left open?"
              .formatted(firstLine, CsvLines.LONGEST));
    }
    if (isOpen()) {
      cell.append('\n');
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isOpen() && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else {
        take(c);
      }
    }
    if (!isOpen()) {
      end();
    }
  }

  private void take(char c) {
    if (isOpen()) {
      quote = c == '"' ? Quote.CLOSED : Quote.OPEN;
      if (isOpen()) {
        cell.append(c);
      }
    } else if (c == separator) {
      end();
    } else if (quote == Quote.CLOSED) {
      requireBlank(c);
    } else if (c == '"' && isBlank) {
      quote = Quote.OPEN;
      cell.setLength(0);
    } else {
      cell.append(c);
      isBlank &= Character.isWhitespace(c);
    }
  }

  private void requireBlank(char c) {
    if (!Character.isWhitespace(c)) {
      throw new ContentException(
          "table row at line %s must have a separator after a closed quote, got \"%s\""
              .formatted(firstLine, c));
    }
  }

  private void end() {
    if (cells.size() == MOST_COLUMNS) {
      throw new ContentException("table must have at most " + MOST_COLUMNS + " columns, got more");
    }
    cells.add(cell.toString());
    cell.setLength(0);
    quote = Quote.NONE;
    isBlank = true;
  }
}
