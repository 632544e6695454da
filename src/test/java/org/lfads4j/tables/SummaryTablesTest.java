package org.lfads4j.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Trials;
import org.lfads4j.data.TrialsSummary;
import tech.tablesaw.api.Table;

class SummaryTablesTest {
  private static final TrialsSummary SUMMARY =
      Trials.of(new int[][][] {{{1, 0}}, {{3, 0}}, {{2, 0}}}, 10)
          .withConditions(List.of("left", "right", "left"))
          .summary();

  @Test
  void everyNeuronHasARow() {
    Table table = SummaryTables.neurons(SUMMARY);
    assertEquals(List.of("neuron", "mean_hz", "drift_hz", "remark"), table.columnNames());
    assertEquals(List.of("n0", "n1"), table.stringColumn("neuron").asList());
    assertEquals(200, table.doubleColumn("mean_hz").get(0), 1e-9);
    assertEquals(List.of("", "n1 never fires"), table.stringColumn("remark").asList());
  }

  @Test
  void everyConditionHasARow() {
    Table table = SummaryTables.conditions(SUMMARY);
    assertEquals(List.of("left", "right"), table.stringColumn("condition").asList());
    assertEquals(2, table.intColumn("trials").get(0));
    assertEquals(0, SummaryTables.conditions(Trials.of(new int[1][1][1], 10).summary()).rowCount());
  }
}
