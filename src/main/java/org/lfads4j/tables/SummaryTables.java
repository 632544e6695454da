package org.lfads4j.tables;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lfads4j.config.Internal;
import org.lfads4j.data.TrialsSummary;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a session holds, as tables. */
@Internal
public final class SummaryTables {
  private static final ShortNumbers NUMBERS = new ShortNumbers();

  private SummaryTables() {}

  /**
   * One row per neuron: {@code neuron}, {@code mean_hz}, {@code drift_hz} (last third of trials
   * less the first, spikes per second) and {@code remark}, what looks suspicious, or nothing.
   */
  public static Table neurons(TrialsSummary summary) {
    List<TrialsSummary.Neuron> neurons = summary.neurons();
    return Table.create(
        "neurons of " + summary.session(),
        StringColumn.create("neuron", neurons.stream().map(TrialsSummary.Neuron::name).toList()),
        numbers("mean_hz", neurons.stream().mapToDouble(TrialsSummary.Neuron::meanHz).toArray()),
        numbers("drift_hz", neurons.stream().mapToDouble(TrialsSummary.Neuron::driftHz).toArray()),
        StringColumn.create(
            "remark", neurons.stream().map(n -> remark(summary, n.name())).toList()));
  }

  /** One row per condition: {@code condition} and {@code trials}; no row where none is known. */
  public static Table conditions(TrialsSummary summary) {
    Map<String, Integer> conditions = summary.conditions();
    return Table.create(
        "conditions of " + summary.session(),
        StringColumn.create("condition", conditions.keySet()),
        IntColumn.create("trials", conditions.values().toArray(Integer[]::new)));
  }

  private static DoubleColumn numbers(String name, double[] values) {
    DoubleColumn column = DoubleColumn.create(name, values);
    column.setPrintFormatter(NUMBERS);
    return column;
  }

  private static String remark(TrialsSummary summary, String neuron) {
    return summary.suspicions().stream()
        .filter(s -> s.neurons().contains(neuron))
        .map(TrialsSummary.Suspicion::text)
        .collect(Collectors.joining("; "));
  }
}
