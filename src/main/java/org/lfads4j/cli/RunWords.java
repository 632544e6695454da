package org.lfads4j.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunStatus;

/** How runs stand, in a few words. */
final class RunWords {
  private RunWords() {}

  /** Such as {@code 3 runs in sweep: 2 done, 1 failed}. */
  static String counts(List<RunState> states, String where) {
    Map<RunState, Long> counts =
        states.stream()
            .collect(
                Collectors.groupingBy(
                    state -> state,
                    () -> new TreeMap<>(Comparator.<RunState>naturalOrder()),
                    Collectors.counting()));
    String all = states.size() + (states.size() == 1 ? " run" : " runs") + where;
    return counts.isEmpty()
        ? all
        : all
            + ": "
            + counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().word())
                .collect(Collectors.joining(", "));
  }

  static List<RunState> states(List<RunRow> rows) {
    return rows.stream().map(row -> row.status().state()).toList();
  }

  /** Epochs, and how many there will be at most; a dash before the first. */
  static String epochs(RunRow row) {
    var most = row.run().options().stopRule().maxEpochs();
    int epochs = row.status().epochs();
    return epochs == 0 ? "-" : epochs + (most.isPresent() ? "/" + most.getAsInt() : "");
  }

  static String cost(OptionalDouble cost) {
    return cost.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", cost.getAsDouble());
  }

  /** Such as {@code 70 epochs, validation cost 812.40}. */
  static String result(RunStatus status) {
    return status.epochs()
        + (status.epochs() == 1 ? " epoch" : " epochs")
        + (status.validationCost().isPresent()
            ? ", validation cost " + cost(status.validationCost())
            : "");
  }

  /** Why something failed, on one line. */
  static String why(RunStatus status) {
    return TerminalWords.of(status.why().orElse("unknown").replace("\n", "; "));
  }
}
