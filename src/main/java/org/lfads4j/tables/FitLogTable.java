package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.lfads4j.config.Internal;
import org.lfads4j.training.EpochRecord;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How training went, as a table. */
@Internal
public final class FitLogTable {
  private FitLogTable() {}

  /**
   * One row per epoch: {@code epoch} and {@code step}; for training and validation the total cost
   * ({@code train_total}, {@code valid_total}; weights included) and its terms, in nats per trial
   * and without the ramps' weights; those weights, {@code kl_weight} and {@code l2_weight}, 0 to 1;
   * {@code learning_rate}, {@code gradient_norm} before clipping, and {@code seconds} since
   * training began. The epoch with the lowest {@code valid_total} is kept, or, if validation judges
   * by another objective, the one with the lowest {@code valid_objective}, a last column that is
   * there only then.
   */
  public static Table of(List<EpochRecord> log) {
    List<Column<?>> columns =
        new ArrayList<>(
            List.of(
                whole("epoch", log, EpochRecord::epoch),
                whole("step", log, EpochRecord::step),
                number("train_total", log, e -> e.train().total()),
                number("train_reconstruction", log, e -> e.train().reconstruction()),
                number("train_kl_ic", log, e -> e.train().icDivergence()),
                number("train_kl_co", log, e -> e.train().inputDivergence()),
                number("train_l2", log, e -> e.train().l2()),
                number("train_correlation", log, e -> e.train().correlation()),
                number("valid_total", log, e -> e.valid().total()),
                number("valid_reconstruction", log, e -> e.valid().reconstruction()),
                number("valid_kl_ic", log, e -> e.valid().icDivergence()),
                number("valid_kl_co", log, e -> e.valid().inputDivergence()),
                number("valid_l2", log, e -> e.valid().l2()),
                number("valid_correlation", log, e -> e.valid().correlation()),
                number("kl_weight", log, e -> e.ramps().kl()),
                number("l2_weight", log, e -> e.ramps().l2()),
                number("learning_rate", log, e -> e.pace().learningRate()),
                number("gradient_norm", log, e -> e.pace().gradientNorm()),
                number("seconds", log, e -> e.pace().seconds())));
    if (log.stream().anyMatch(EpochRecord::hasOwnObjective)) {
      columns.add(number("valid_objective", log, EpochRecord::objective));
    }
    return WideTable.table("fit log (nats per trial)", columns);
  }

  private static IntColumn whole(
      String name, List<EpochRecord> log, ToIntFunction<EpochRecord> value) {
    return IntColumn.create(name, log.stream().mapToInt(value));
  }

  private static DoubleColumn number(
      String name, List<EpochRecord> log, ToDoubleFunction<EpochRecord> value) {
    DoubleColumn column = DoubleColumn.create(name, log.stream().mapToDouble(value).toArray());
    column.setPrintFormatter(new ShortNumbers());
    return column;
  }
}
