package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.analysis.ScoreKind;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The table of a collection for the terminal: numbers with few digits, and no column of reasons,
 * which {@code runs status} shows.
 */
record RunsSheet(Table table) {
  private static final String TIME = "seconds";

  /** The column after which all doubles but the time are scores. */
  private static final String COST = ScoreKind.VALIDATION_COST.name();

  private static final String FOLDER = "folder";
  private static final int LONGEST_NUMBER = 8;

  /** Leaves out the reasons. */
  RunsSheet {
    table = without(table, "why");
  }

  /** Lines for the terminal. */
  List<String> lines() {
    TextTable layout = new TextTable(columns().map(this::width).toList());
    List<String> lines = new ArrayList<>(layout.row(table.columnNames()));
    for (int row = 0; row < table.rowCount(); row++) {
      int r = row;
      lines.addAll(layout.row(columns().map(c -> cell(c, r)).toList()));
    }
    return lines;
  }

  /**
   * Without the least useful columns if there is no room for them: scores that are better when they
   * are lower, then the others from the last to the first, the time, and the best epoch.
   */
  RunsSheet within(int width) {
    RunsSheet sheet = this;
    Iterator<String> dispensable = dispensable().iterator();
    while (dispensable.hasNext() && sheet.lines().stream().anyMatch(l -> l.length() >= width)) {
      sheet = new RunsSheet(without(sheet.table, dispensable.next()));
    }
    return sheet;
  }

  private List<String> dispensable() {
    List<String> names = table.columnNames();
    List<String> scores = new ArrayList<>(names.subList(names.indexOf(TIME) + 1, names.size()));
    scores.remove(FOLDER);
    Collections.reverse(scores);
    scores.sort(
        Comparator.comparing(name -> ScoreKind.of(name, "").better() != ScoreKind.Better.LOWER));
    scores.addAll(List.of(TIME, "best_epoch"));
    return scores;
  }

  /** The names of the columns that another sheet of the same runs does not have. */
  String without(RunsSheet other) {
    List<String> names = new ArrayList<>(table.columnNames());
    names.removeAll(other.table.columnNames());
    return String.join(", ", names);
  }

  private static Table without(Table table, String name) {
    return table.columnNames().contains(name) ? table.rejectColumns(name) : table;
  }

  private Stream<Integer> columns() {
    return IntStream.range(0, table.columnCount()).boxed();
  }

  /** Of the widest cell; names of columns are broken after underscores. */
  private int width(int column) {
    int pieces =
        Arrays.stream(table.column(column).name().split("(?<=_)"))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    int widest = pieces;
    for (int row = 0; row < table.rowCount(); row++) {
      widest = Math.max(widest, cell(column, row).length());
    }
    return widest;
  }

  private String cell(int index, int row) {
    Column<?> column = table.column(index);
    if (column.isMissing(row)) {
      return "-";
    }
    if (!(column instanceof DoubleColumn numbers)) {
      return column.getUnformattedString(row);
    }
    double value = numbers.getDouble(row);
    if (column.name().equals(TIME)) {
      return TerminalProgress.clock(value);
    }
    if (column.name().equals(COST)) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return index > table.columnIndex(COST)
        ? String.format(Locale.ROOT, "%.3f", value)
        : plain(value);
  }

  private static String plain(double value) {
    String text = Double.toString(value);
    if (text.length() > LONGEST_NUMBER) {
      return String.format(Locale.ROOT, "%.5g", value);
    }
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
