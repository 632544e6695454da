package org.lfads4j.tables;

import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.training.Attempt;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The trainings of a run beside each other, as a table. */
@Internal
public final class AttemptTable {
  private AttemptTable() {}

  /** Its columns are explained at {@code FittedLfads.attempts()}. */
  public static Table of(List<Attempt> attempts) {
    return Table.create(
        "trainings (costs in nats per trial)",
        StringColumn.create("settings", attempts.stream().map(Attempt::settings)),
        Columns.whole("epochs", attempts, each -> each.outcome().epochs()),
        Columns.whole("best_epoch", attempts, each -> each.outcome().bestEpoch()),
        Columns.numbers("validation_cost", attempts, each -> each.outcome().bestValidationCost()),
        Columns.numbers("objective", attempts, each -> each.objective().orElse(Double.NaN)),
        Columns.numbers("seconds", attempts, each -> each.outcome().seconds()));
  }
}
