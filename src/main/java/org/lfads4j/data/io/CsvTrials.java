package org.lfads4j.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.lfads4j.data.Trials;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Reads a table of counts or spikes from a text file, as {@link TrialFile} says. */
final class CsvTrials {
  private CsvTrials() {}

  static Trials read(Path file, OptionalDouble binMs) {
    return FileReading.of(
        file,
        "a readable table",
        path -> {
          double width = FileReading.requireBinMs("table", binMs);
          Table table = table(path);
          return ContentException.unlessRefused(() -> Trials.of(table, width));
        });
  }

  /** All cells as texts, in columns of different names. */
  static Table table(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      CsvRows rows = new CsvRows(new CsvLines(in));
      List<StringColumn> columns = new ArrayList<>();
      rows.header().forEach(name -> columns.add(StringColumn.create(name)));
      for (List<String> row = rows.next(); !row.isEmpty(); row = rows.next()) {
        for (int c = 0; c < row.size(); c++) {
          StringColumn unused = columns.get(c).append(row.get(c));
        }
      }
      return Table.create("table", distinct(columns));
    }
  }

  private static StringColumn[] distinct(List<StringColumn> columns) {
    Set<String> seen = new HashSet<>();
    for (StringColumn column : columns) {
      String name = column.name().strip().toLowerCase(Locale.ROOT);
      if (!seen.add(name)) {
        throw new ContentException(
            "table must have columns of different names (ignoring case), got \""
                + column.name()
                + "\" twice");
      }
    }
    return columns.toArray(StringColumn[]::new);
  }
}
