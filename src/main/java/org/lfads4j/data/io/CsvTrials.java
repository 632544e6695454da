package org.lfads4j.data.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
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

  private static Table table(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      CsvRows rows = CsvRows.of(in);
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
    List<String> seen = new ArrayList<>();
    for (StringColumn column : columns) {
      String name = column.name().strip().toLowerCase(Locale.ROOT);
      if (seen.contains(name)) {
        throw new ContentException(
            "table must have columns of different names (ignoring case), got \""
                + column.name()
                + "\" twice");
      }
      seen.add(name);
    }
    return columns.toArray(StringColumn[]::new);
  }
}
