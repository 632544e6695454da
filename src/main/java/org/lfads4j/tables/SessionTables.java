package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.config.Internal;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables of several sessions below one another. */
@Internal
public final class SessionTables {
  /** Label columns come first, though a session may lack one. */
  private static final List<String> LABELS =
      List.of("session", "trial", "trial_id", "split", "condition", "bin", "time_ms");

  private SessionTables() {}

  /**
   * All rows, session by session. Where a session lacks a column that another has, such as a neuron
   * of that name, its rows have no value there.
   *
   * @param tables with a column {@code session} each, at least one
   */
  public static Table stacked(List<Table> tables) {
    Map<String, Column<?>> kinds = new LinkedHashMap<>();
    for (String label : LABELS) {
      tables.stream()
          .filter(table -> table.containsColumn(label))
          .findFirst()
          .ifPresent(table -> kinds.put(label, table.column(label)));
    }
    for (Table table : tables) {
      table.columns().forEach(column -> kinds.putIfAbsent(column.name(), column));
    }
    List<Column<?>> columns = new ArrayList<>();
    kinds.forEach((name, kind) -> columns.add(stacked(name, kind, tables)));
    return WideTable.table(tables.get(0).name(), columns);
  }

  @SuppressWarnings("unchecked") // columns of one name are of one kind: all tables are of one sort
  private static <T> Column<T> stacked(String name, Column<T> kind, List<Table> tables) {
    Column<T> all = kind.emptyCopy();
    for (Table table : tables) {
      if (table.containsColumn(name)) {
        all = all.append((Column<T>) table.column(name));
      } else {
        for (int row = 0; row < table.rowCount(); row++) {
          all = all.appendMissing();
        }
      }
    }
    return all;
  }
}
