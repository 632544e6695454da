package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.population.Member;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How a population evolved, as a table. */
@Internal
public final class PopulationTable {
  private PopulationTable() {}

  /**
   * One row a generation and member: its {@code generation}, and its {@code member} number, both
   * from 0; {@code donor}, the member whose state it went on from (itself if it was not replaced);
   * {@code cost} by which it was judged, nats per trial, missing if its training failed; a column
   * for each setting that is searched ({@code dropout} is 1 - {@code c_keep_prob}); and {@code
   * run}, the folder of its training.
   */
  public static Table of(List<Member> all) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(IntColumn.create("generation", all.stream().mapToInt(Member::generation)));
    columns.add(IntColumn.create("member", all.stream().mapToInt(Member::member)));
    columns.add(IntColumn.create("donor", all.stream().mapToInt(Member::donor)));
    columns.add(number("cost", all.stream().mapToDouble(Member::cost).toArray()));
    if (!all.isEmpty()) {
      for (String name : all.get(0).values().keySet()) {
        double[] values = all.stream().mapToDouble(each -> each.values().get(name)).toArray();
        columns.add(number(Member.shownName(name), values));
      }
    }
    columns.add(StringColumn.create("run", all.stream().map(Member::run)));
    return WideTable.table("population (cost: nats per trial)", columns);
  }

  private static DoubleColumn number(String name, double[] values) {
    DoubleColumn column = DoubleColumn.create(name, values);
    column.setPrintFormatter(new ShortNumbers());
    return column;
  }
}
