package org.lfads4j.tables;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.lfads4j.data.io.WholeFile;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Tables as comma-separated files: UTF-8, one header line, lines ended by a line feed, a point as
 * decimal sign in every locale, missing values empty, text quoted where it must be (RFC 4180). Text
 * that a spreadsheet would run as a formula, because it begins with =, +, - or @ and is no number,
 * has an apostrophe before it. Numbers are written with the digits that bring the same number back:
 * up to 9 for single, 17 for double precision.
 */
public final class Csv {
  private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r]|-.");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?");

  private Csv() {}

  /**
   * Writes a table, all or nothing: readers see the old file or the whole new one. Missing folders
   * are made.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Table table, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      WholeFile.write(
          file,
          partial -> {
            try (Writer out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
              writeRows(table, out);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "table must go to a file that can be written, got " + file + " (" + e + ")", e);
    }
  }

  /** A table as the text of such a file. */
  public static String text(Table table) {
    StringWriter out = new StringWriter();
    try {
      writeRows(table, out);
    } catch (IOException e) {
      throw new UncheckedIOException("table must fit into memory, got " + e, e);
    }
    return out.toString();
  }

  private static void writeRows(Table table, Writer out) throws IOException {
    for (int c = 0; c < table.columnCount(); c++) {
      out.write(c == 0 ? "" : ",");
      out.write(quoted(table.column(c).name()));
    }
    out.write('\n');
    for (int row = 0; row < table.rowCount(); row++) {
      for (int c = 0; c < table.columnCount(); c++) {
        out.write(c == 0 ? "" : ",");
        out.write(cell(table.column(c), row));
      }
      out.write('\n');
    }
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    if (column instanceof FloatColumn floats) {
      return plain(Float.toString(floats.getFloat(row)));
    }
    if (column instanceof DoubleColumn doubles) {
      return plain(Double.toString(doubles.getDouble(row)));
    }
    return quoted(column.getUnformattedString(row));
  }

  private static String plain(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  private static String quoted(String text) {
    String safe = isFormula(text) ? "'" + text : text;
    boolean bare = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return bare ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** Whether a spreadsheet would run a text as a formula; numbers are none. */
  private static boolean isFormula(String text) {
    return FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
  }
}
