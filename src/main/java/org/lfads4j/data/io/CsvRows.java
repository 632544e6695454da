package org.lfads4j.data.io;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows of a text file of separated values (RFC 4180), read one by one. Blank lines are left
 * out, and lines that begin with # above the header, or below it where they are a single cell. A
 * first line such as {@code sep=;} names the separator.
 */
final class CsvRows {
  private static final Pattern NAMED_SEPARATOR =
      Pattern.compile("\\s*\"?sep=(.)\"?\\s*", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?\\s*");

  private final CsvLines lines;
  private final char separator;
  private final List<String> header;
  private List<String> waiting = List.of();
  private int rows;

  /** Rows whose header is the first line that is no comment; it tells the separator. */
  CsvRows(CsvLines lines) throws IOException {
    this.lines = lines;
    String line = lineWithText().orElseThrow(CsvRows::empty);
    Matcher named = NAMED_SEPARATOR.matcher(line);
    if (named.matches()) {
      line = lineWithText().orElseThrow(CsvRows::empty);
    }
    String comment = "";
    while (line.startsWith("#")) {
      comment = line.substring(1).strip();
      line = lineWithText().orElseThrow(CsvRows::empty);
    }
    this.separator = named.matches() ? named.group(1).charAt(0) : separator(line);
    List<String> first = row(line);
    if (first.stream().allMatch(cell -> NUMBER.matcher(cell).matches())) {
      // numpy.savetxt writes the header as a comment.
      CsvCells cells = new CsvCells(separator, 1);
      cells.take(comment);
      if (!cells.isOpen() && cells.cells().size() == first.size() && !comment.isEmpty()) {
        this.header = cells.cells();
        this.waiting = first;
        return;
      }
    }
    this.header = first;
  }

  private static ContentException empty() {
    return new ContentException("table must have a header line, got an empty file");
  }

  private static char separator(String line) {
    String unquoted = line.replaceAll("\"[^\"]*\"", "");
    return Stream.of(',', ';', '\t')
        .max(Comparator.comparingLong(sign -> unquoted.chars().filter(c -> c == sign).count()))
        .orElseThrow();
  }

  List<String> header() {
    return header;
  }

  /** The next row's cells, as many as the header's; empty after the last row. */
  List<String> next() throws IOException {
    List<String> row = waiting;
    waiting = List.of();
    while (row.isEmpty()) {
      Optional<String> line = lineWithText();
      if (line.isEmpty()) {
        return List.of();
      }
      List<String> cells = row(line.get());
      boolean isComment = line.get().startsWith("#") && cells.size() == 1;
      row = isComment || cells.stream().allMatch(String::isBlank) ? List.of() : cells;
    }
    if (row.size() != header.size()) {
      throw new ContentException(
          "table row %s must have the header's %s cells, got %s"
              .formatted(rows, header.size(), row.size()));
    }
    rows++;
    return row;
  }

  private Optional<String> lineWithText() throws IOException {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    return line;
  }

  private List<String> row(String first) throws IOException {
    CsvCells row = new CsvCells(separator, lines.number());
    row.take(first);
    while (row.isOpen()) {
      row.take(
          lines
              .next()
              .orElseThrow(
                  () ->
                      new ContentException(
                          "table must close every quote, got the end of the file within one")));
    }
    return row.cells();
  }
}
