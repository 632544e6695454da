package org.lfads4j.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.training.EpochRecord;
import tech.tablesaw.api.Table;

final class FitLogTableTest {
  private static final EpochRecord FIRST =
      new EpochRecord(
          1,
          4,
          new LossTerms(3, 4, 5, 6, 7, 8),
          new LossTerms(9, 10, 11, 12, 13, 14),
          new RampWeights(0.15, 0.16),
          new EpochRecord.Pace(0.017, 18, 19));
  private static final EpochRecord SECOND =
      new EpochRecord(
          2,
          8,
          new LossTerms(23, 24, 25, 26, 27, 28),
          new LossTerms(29, 30, 31, 32, 33, 34),
          RampWeights.FULL,
          new EpochRecord.Pace(0.017, 38, 39));

  @Test
  void anEpochIsARowOfAllItsNumbers() {
    Table log = FitLogTable.of(List.of(FIRST, SECOND));
    assertEquals("fit log (nats per trial)", log.name());
    assertEquals(
        List.of(
            "epoch",
            "step",
            "train_total",
            "train_reconstruction",
            "train_kl_ic",
            "train_kl_co",
            "train_l2",
            "train_correlation",
            "valid_total",
            "valid_reconstruction",
            "valid_kl_ic",
            "valid_kl_co",
            "valid_l2",
            "valid_correlation",
            "kl_weight",
            "l2_weight",
            "learning_rate",
            "gradient_norm",
            "seconds"),
        log.columnNames());
    List<Double> first =
        List.of(
            1.0, 4.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 0.15, 0.16,
            0.017, 18.0, 19.0);
    assertEquals(first, log.numericColumns().stream().map(c -> c.getDouble(0)).toList());
    assertEquals(2, log.rowCount());
    assertEquals(30, log.numberColumn("valid_reconstruction").getDouble(1));
    assertEquals("0.017", log.column("learning_rate").getString(1));
  }

  @Test
  void noEpochIsATableWithoutRows() {
    assertEquals(0, FitLogTable.of(List.of()).rowCount());
  }

  @Test
  void anObjectiveOfItsOwnIsTheLastColumn() {
    Table log = FitLogTable.of(List.of(FIRST.withObjective(0.5), SECOND.withObjective(0.25)));
    assertEquals(20, log.columnCount());
    assertEquals(List.of(0.5, 0.25), log.doubleColumn(19).asList());
    assertEquals("valid_objective", log.column(19).name());
  }
}
