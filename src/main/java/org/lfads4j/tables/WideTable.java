package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Builds a table whose first columns are labels and whose other columns are values. */
final class WideTable {
  private static final ShortNumbers NUMBERS = new ShortNumbers();

  private WideTable() {}

  static Table perBin(RowLabels labels, String name, List<String> columns, Cube values) {
    requireShape(name, labels, values.trials(), columns, values.columns());
    int bins = values.bins();
    int rows = Math.multiplyExact(values.trials(), bins);
    List<Column<?>> all = new ArrayList<>(labelColumns(labels, rows, row -> row / bins));
    int[] bin = new int[rows];
    double[] timeMs = new double[rows];
    for (int row = 0; row < rows; row++) {
      bin[row] = row % bins;
      timeMs[row] = labels.timeMs(row % bins);
    }
    all.add(IntColumn.create("bin", bin));
    DoubleColumn time = DoubleColumn.create("time_ms", timeMs);
    time.setPrintFormatter(NUMBERS);
    all.add(time);
    for (int c = 0; c < columns.size(); c++) {
      float[] column = new float[rows];
      for (int row = 0; row < rows; row++) {
        column[row] = values.at(row / bins, row % bins, c);
      }
      all.add(numbers(columns.get(c), column));
    }
    return table(name, all);
  }

  static Table perTrial(RowLabels labels, String name, List<String> columns, Grid values) {
    requireShape(name, labels, values.rows(), columns, values.columns());
    List<Column<?>> all = new ArrayList<>(labelColumns(labels, values.rows(), row -> row));
    for (int c = 0; c < columns.size(); c++) {
      float[] column = new float[values.rows()];
      for (int row = 0; row < column.length; row++) {
        column[row] = values.at(row, c);
      }
      all.add(numbers(columns.get(c), column));
    }
    return table(name, all);
  }

  static FloatColumn numbers(String name, float[] values) {
    FloatColumn column = FloatColumn.create(name, values);
    column.setPrintFormatter(NUMBERS);
    return column;
  }

  static Table table(String name, List<Column<?>> columns) {
    Set<String> names = new HashSet<>();
    for (Column<?> column : columns) {
      // Tablesaw looks columns up ignoring case.
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            name
                + " must have columns of different names (ignoring case), got \""
                + column.name()
                + "\" twice; rename the neuron or label");
      }
    }
    return Table.create(name, columns);
  }

  private static List<Column<?>> labelColumns(
      RowLabels labels, int rows, IntUnaryOperator trialOfRow) {
    List<Column<?>> out = new ArrayList<>();
    labels.session().ifPresent(s -> out.add(strings("session", rows, row -> 0, List.of(s))));
    int[] trial = new int[rows];
    Arrays.setAll(trial, trialOfRow);
    out.add(IntColumn.create("trial", trial));
    out.add(strings("trial_id", rows, trialOfRow, labels.trialIds()));
    out.add(strings("split", rows, trialOfRow, labels.splits()));
    labels.conditions().ifPresent(c -> out.add(strings("condition", rows, trialOfRow, c)));
    return out;
  }

  private static StringColumn strings(
      String name, int rows, IntUnaryOperator index, List<String> values) {
    String[] out = new String[rows];
    Arrays.setAll(out, row -> values.get(index.applyAsInt(row)));
    return StringColumn.create(name, out);
  }

  private static void requireShape(
      String name, RowLabels labels, int trials, List<String> columns, int width) {
    if (trials != labels.trials()) {
      throw new IllegalArgumentException(
          name
              + " must hold one block per labelled trial, got "
              + trials
              + " for "
              + labels.trials());
    }
    if (columns.size() != width) {
      throw new IllegalArgumentException(
          name + " must have one name per column, got " + columns.size() + " for " + width);
    }
  }
}
