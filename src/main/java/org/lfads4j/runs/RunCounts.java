package org.lfads4j.runs;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many runs are in which state. */
public final class RunCounts {
  private RunCounts() {}

  /** Such as {@code 3 runs in sweep: 2 done, 1 failed}. */
  public static String text(List<RunState> states, String where) {
    return states.size() + (states.size() == 1 ? " run" : " runs") + where + counted(states);
  }

  /** Such as {@code : 2 done, 1 failed}; empty without runs. */
  private static String counted(List<RunState> states) {
    String counts =
        Stream.of(RunState.values())
            .filter(states::contains)
            .map(state -> Collections.frequency(states, state) + " " + state.word())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "" : ": " + counts;
  }

  /** The state of each run. */
  public static List<RunState> states(List<RunRow> rows) {
    return rows.stream().map(row -> row.status().state()).toList();
  }
}
