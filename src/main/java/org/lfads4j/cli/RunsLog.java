package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunsWatcher;

/** A line for each turn of a run: it starts, ends, or fails. */
final class RunsLog implements RunsWatcher {
  private final PrintStream out;
  private final RunLabels labels;
  private final Map<Run, Turn> turns = new HashMap<>();
  private final Set<Run> failed = new HashSet<>();

  private record Turn(RunState state, Optional<String> why) {
    static Turn of(RunRow row) {
      return new Turn(row.status().state(), row.status().why());
    }
  }

  /**
   * @param rows as they are before anything is done
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
        out.println(line(row));
      }
    }
  }

  /** Whether there was a line on its failure. */
  synchronized boolean hasSaid(Run run) {
    return failed.contains(run);
  }

  private String line(RunRow row) {
    String label = labels.of(row.run());
    return switch (row.status().state()) {
      case RUNNING -> started(row, label);
      case DONE -> "done: " + label + ", " + RunWords.result(row.status());
      case FAILED, UNKNOWN -> {
        boolean unused = failed.add(row.run());
        yield failure(row, labels);
      }
      case STOPPED, TRAINED, WAITING ->
          row.status().state().word() + ": " + label + ", " + RunWords.result(row.status());
    };
  }

  private static String started(RunRow row, String label) {
    if (row.status().why().isPresent()) {
      return row.status().why().get() + ": " + label;
    }
    int epochs = row.status().epochs();
    return epochs == 0 ? "started: " + label : "goes on: " + label + ", after epoch " + epochs;
  }

  /** The line on a run that failed. */
  static String failure(RunRow row, RunLabels labels) {
    return row.status().state().word()
        + ": "
        + labels.of(row.run())
        + ": "
        + RunWords.why(row.status());
  }
}
