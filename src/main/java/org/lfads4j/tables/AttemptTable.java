package org.lfads4j.tables;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.lfads4j.config.Internal;
import org.lfads4j.training.Attempt;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
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
        whole("epochs", attempts, each -> each.outcome().epochs()),
        whole("best_epoch", attempts, each -> each.outcome().bestEpoch()),
        number("validation_cost", attempts, each -> each.outcome().bestValidationCost()),
        number("objective", attempts, each -> each.objective().orElse(Double.NaN)),
        number("seconds", attempts, each -> each.outcome().seconds()));
  }

  private static DoubleColumn number(
      String name, List<Attempt> attempts, ToDoubleFunction<Attempt> value) {
    return DoubleColumn.create(name, attempts.stream().mapToDouble(value).toArray());
  }

  private static IntColumn whole(
      String name, List<Attempt> attempts, ToIntFunction<Attempt> value) {
    return IntColumn.create(name, attempts.stream().mapToInt(value).toArray());
  }
}
