package org.lfads4j.runs;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many runs are in which state. */
public final class RunCounts {
  private RunCounts() {}

  /** Such as {@code 3 runs in sweep: 2 done, 1 failed}. */
  public static String text(List<RunState> states, String where) {
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

  /** The state of each run. */
  public static List<RunState> states(List<RunRow> rows) {
    return rows.stream().map(row -> row.status().state()).toList();
  }
}
