package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.training.EpochRecord;
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
                Columns.whole("epoch", log, EpochRecord::epoch),
                Columns.whole("step", log, EpochRecord::step),
                Columns.numbers("train_total", log, e -> e.train().total()),
                Columns.numbers("train_reconstruction", log, e -> e.train().reconstruction()),
                Columns.numbers("train_kl_ic", log, e -> e.train().icDivergence()),
                Columns.numbers("train_kl_co", log, e -> e.train().inputDivergence()),
                Columns.numbers("train_l2", log, e -> e.train().l2()),
                Columns.numbers("train_correlation", log, e -> e.train().correlation()),
                Columns.numbers("valid_total", log, e -> e.valid().total()),
                Columns.numbers("valid_reconstruction", log, e -> e.valid().reconstruction()),
                Columns.numbers("valid_kl_ic", log, e -> e.valid().icDivergence()),
                Columns.numbers("valid_kl_co", log, e -> e.valid().inputDivergence()),
                Columns.numbers("valid_l2", log, e -> e.valid().l2()),
                Columns.numbers("valid_correlation", log, e -> e.valid().correlation()),
                Columns.numbers("kl_weight", log, e -> e.ramps().kl()),
                Columns.numbers("l2_weight", log, e -> e.ramps().l2()),
                Columns.numbers("learning_rate", log, e -> e.pace().learningRate()),
                Columns.numbers("gradient_norm", log, e -> e.pace().gradientNorm()),
                Columns.numbers("seconds", log, e -> e.pace().seconds())));
    if (log.stream().anyMatch(EpochRecord::hasOwnObjective)) {
      columns.add(Columns.numbers("valid_objective", log, EpochRecord::objective));
    }
    return WideTable.table("fit log (nats per trial)", columns);
  }
}
