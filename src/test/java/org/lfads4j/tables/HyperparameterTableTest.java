package org.lfads4j.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.config.Hyperparameter;
import tech.tablesaw.api.Table;

final class HyperparameterTableTest {
  private final Table table = HyperparameterTable.of();

  @Test
  void everyHyperparameterIsARowInTheOrderOfTheCatalogue() {
    assertEquals(
        List.of("name", "group", "default", "range", "tuning", "unit", "description"),
        table.columnNames());
    assertEquals(
        Hyperparameter.all().stream().map(Hyperparameter::name).toList(),
        table.stringColumn("name").asList());
    assertEquals(61, table.rowCount());
    for (String column : List.of("name", "group", "range", "tuning", "unit", "description")) {
      assertFalse(table.stringColumn(column).asList().contains(""), column);
    }
  }

  @Test
  void aRowSaysWhatTheCatalogueSays() {
    assertEquals(
        List.of(
            "Optimization",
            "256",
            ">= 1",
            "common",
            "trials",
            Hyperparameter.BATCH_SIZE.description()),
        row("c_batch_size").subList(1, 7));
    assertEquals("0.95", row("c_keep_prob").get(2));
    assertEquals("occasional", row("c_keep_prob").get(4));
    assertEquals("true or false", row("c_allow_gpu_growth").get(3));
  }

  private List<String> row(String name) {
    int row = table.stringColumn("name").asList().indexOf(name);
    return table.columns().stream().map(c -> c.getString(row)).toList();
  }
}
