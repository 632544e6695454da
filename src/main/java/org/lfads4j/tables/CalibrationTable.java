package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Trials;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rates beside counts, a row a neuron. */
@Internal
public final class CalibrationTable {
  /** The row of all neurons together. */
  static final String ALL = "(all)";

  private static final ShortNumbers NUMBERS = new ShortNumbers();

  private CalibrationTable() {}

  /** A row. */
  private record Row(String session, String neuron, double seconds, Calibration.Part part) {}

  /**
   * Of the validation trials of sessions (of all trials where a session has no split): first all
   * neurons of a session, then each one. {@code spikes}; {@code mean_hz} and {@code rate_hz},
   * counted and predicted, spikes per second; {@code bias}, the second over the first, less 1;
   * {@code standard_errors}, by how many of them rates are too high; {@code bits_per_spike}, how
   * much better the neuron is predicted than by its mean, and its standard error.
   *
   * @param calibrations one for each session
   */
  public static Table of(List<Trials> sessions, List<Calibration> calibrations) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      addRows(rows, sessions.get(i), calibrations.get(i));
    }
    Table table = Table.create("calibration");
    if (sessions.size() > 1) {
      table.addColumns(StringColumn.create("session", rows.stream().map(Row::session).toList()));
    }
    return table.addColumns(
        StringColumn.create("neuron", rows.stream().map(Row::neuron).toList()),
        numbers("spikes", rows, row -> row.part.counted()),
        numbers("mean_hz", rows, row -> row.part.counted() / row.seconds),
        numbers("rate_hz", rows, row -> row.part.expected() / row.seconds),
        numbers("bias", rows, row -> row.part.bias()),
        numbers("standard_errors", rows, row -> row.part.standardErrors()),
        numbers("bits_per_spike", rows, row -> row.part.gain()),
        numbers("bits_per_spike_error", rows, row -> row.part.gainError()));
  }

  private static void addRows(List<Row> rows, Trials trials, Calibration calibration) {
    double binSeconds = trials.binMs() / 1000;
    String session = trials.session();
    // Of all neurons, rates are means over neurons, too.
    rows.add(new Row(session, ALL, calibration.all().elements() * binSeconds, calibration.all()));
    for (int n = 0; n < trials.neurons(); n++) {
      Calibration.Part part = calibration.neurons().get(n);
      rows.add(new Row(session, trials.neuronNames().get(n), part.elements() * binSeconds, part));
    }
  }

  private static DoubleColumn numbers(String name, List<Row> rows, ToDoubleFunction<Row> value) {
    DoubleColumn column = DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    column.setPrintFormatter(NUMBERS);
    return column;
  }
}
