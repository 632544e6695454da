package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.config.Message;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunStatus;
import org.lfads4j.runs.RunsWatcher;

/** Prints a line when a run starts, ends or fails. */
final class RunsLog implements RunsWatcher {
  private final PrintStream out;
  private final RunLabels labels;
  private final Map<Run, Turn> turns = new HashMap<>();
  private final Set<Run> failed = new HashSet<>();

  private record Turn(RunState state, Optional<Message> why) {
    static Turn of(RunRow row) {
      return new Turn(row.status().state(), row.status().why());
    }
  }

  /**
   * @param rows as they are before the work begins
   */
  RunsLog(PrintStream out, RunLabels labels, List<RunRow> rows) {
    this.out = out;
    this.labels = labels;
    rows.forEach(row -> turns.put(row.run(), Turn.of(row)));
  }

  @Override
  public synchronized void changed(List<RunRow> rows, boolean turn) {
    if (!turn) {
      return;
    }
    for (RunRow row : rows) {
      Turn now = Turn.of(row);
      if (!now.equals(turns.put(row.run(), now))) {
        out.println(line(row, labels.of(row.run())));
        if (isFailure(row.status().state())) {
          boolean unused = failed.add(row.run());
        }
      }
    }
  }

  /** Whether a line on its failure was printed. */
  synchronized boolean hasSaid(Run run) {
    return failed.contains(run);
  }

  /** Whether a line in this state says why. */
  static boolean isFailure(RunState state) {
    return state == RunState.FAILED || state == RunState.UNKNOWN;
  }

  /** The line on the state of a run. */
  static String line(RunRow row, String label) {
    RunStatus status = row.status();
    return switch (status.state()) {
      case RUNNING -> started(row, label);
      case FAILED, UNKNOWN -> status.state().word() + ": " + label + ": " + RunWords.why(status);
      case DONE, STOPPED, TRAINED, WAITING ->
          status.state().word() + ": " + label + ", " + RunWords.result(status);
    };
  }

  private static String started(RunRow row, String label) {
    if (row.status().why().isPresent()) {
      return row.status().why().get().onCommandLine() + ": " + label;
    }
    int epochs = row.status().epochs();
    return epochs == 0 ? "started: " + label : "continues: " + label + ", after epoch " + epochs;
  }
}
