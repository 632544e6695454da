package org.lfads4j.tables;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;

/** Columns of a table that has a row for each thing of a list. */
final class Columns {
  private Columns() {}

  /** Whole numbers. */
  static <T> IntColumn whole(String name, List<T> rows, ToIntFunction<T> value) {
    return IntColumn.create(name, rows.stream().mapToInt(value));
  }

  /** Numbers, printed in a few digits. */
  static <T> DoubleColumn numbers(String name, List<T> rows, ToDoubleFunction<T> value) {
    DoubleColumn column = DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    column.setPrintFormatter(new ShortNumbers());
    return column;
  }
}
