package org.lfads4j.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;
import tech.tablesaw.api.Table;

class AlignmentTableTest {
  private static final Alignment TWO =
      new Alignment(Grid.of(2, 3, new float[] {1, 2, 3, 4, 5, 6}), List.of(.25, 1.0 / 3));
  private static final Alignment ONE =
      new Alignment(Grid.of(1, 3, new float[] {7, 8, 9}), List.of(1.5));

  @Test
  void everyNeuronHasARow() {
    Table table =
        AlignmentTable.of(
            List.of("monday", "tuesday"),
            List.of(List.of("u1", "u2"), List.of("u1")),
            List.of(TWO, ONE));
    assertEquals("alignment matrices", table.name());
    assertEquals(
        List.of("session", "neuron", "bias_counts_per_bin", "factor_0", "factor_1", "factor_2"),
        table.columnNames());
    assertEquals(List.of("monday", "monday", "tuesday"), table.stringColumn("session").asList());
    assertEquals(List.of("u1", "u2", "u1"), table.stringColumn("neuron").asList());
    assertEquals(List.of(.25, 1.0 / 3, 1.5), table.doubleColumn("bias_counts_per_bin").asList());
    assertEquals(List.of(3f, 6f, 9f), table.floatColumn("factor_2").asList());
    assertEquals("0.33333", table.doubleColumn("bias_counts_per_bin").getString(1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "alignment matrices must be one a session and at least one, got 2 (1 session names, 1 lists"
            + " of neuron names)",
        message(
            () ->
                AlignmentTable.of(List.of("a"), List.of(List.of("u1", "u2")), List.of(TWO, ONE))));
    assertEquals(
        "alignment matrices must be one a session and at least one, got 0 (0 session names, 0 lists"
            + " of neuron names)",
        message(() -> AlignmentTable.of(List.of(), List.of(), List.of())));
    assertEquals(
        "alignment matrix of session b must be 1 neurons x 3 factors, got 2 rows x 3 columns",
        message(
            () ->
                AlignmentTable.of(
                    List.of("a", "b"), List.of(List.of("u1"), List.of("u1")), List.of(ONE, TWO))));
  }

  private static String message(Executable refused) {
    return assertThrows(IllegalArgumentException.class, refused).getMessage();
  }
}
