package org.lfads4j.tables;

import java.util.List;
import org.lfads4j.data.Alignment;
import tech.tablesaw.api.Table;

/** stub. */
public final class AlignmentTable {
  private AlignmentTable() {}

  /** stub. */
  public static Table of(
      List<String> sessionNames, List<List<String>> neuronNames, List<Alignment> matrices) {
    return Table.create("alignment matrices");
  }
}
