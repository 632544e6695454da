package org.lfads4j.cli;

import java.util.List;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunState;

/**
 * What there is to know of a run that had begun before, such as damaged files, and was not known
 * then.
 *
 * @param run which run
 * @param hadBegun whether it had begun; of other runs nothing is told
 * @param known its notices then
 */
record NewNotices(Run run, boolean hadBegun, List<String> known) {
  /** From now on. */
  static NewNotices of(Run run, RunState state) {
    boolean hadBegun = state != RunState.WAITING;
    return new NewNotices(run, hadBegun, hadBegun ? run.notices() : List.of());
  }

  /** Those that have come since, one sentence each. */
  List<String> since() {
    return hadBegun
        ? run.notices().stream().filter(notice -> !known.contains(notice)).toList()
        : List.of();
  }
}
