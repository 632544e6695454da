package org.lfads4j.tables;

import java.util.List;
import java.util.function.Function;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The catalogue of hyperparameters as a table. */
@Internal
public final class HyperparameterTable {
  private HyperparameterTable() {}

  /**
   * All hyperparameters in the order of the catalogue, one a row: {@code name} (the one that files
   * and the command line use), {@code group}, {@code default}, {@code range}, {@code tuning}
   * (common, occasional, rare), {@code unit}, {@code description}.
   */
  public static Table of() {
    return WideTable.table(
        "hyperparameters",
        List.of(
            texts("name", Hyperparameter::name),
            texts("group", p -> p.group().title()),
            texts("default", Hyperparameter::defaultText),
            texts("range", Hyperparameter::rangeText),
            texts("tuning", p -> p.tuningFrequency().toString()),
            texts("unit", Hyperparameter::unit),
            texts("description", Hyperparameter::description)));
  }

  private static StringColumn texts(String name, Function<Hyperparameter<?>, String> text) {
    return StringColumn.create(name, Hyperparameter.all().stream().map(text));
  }
}
