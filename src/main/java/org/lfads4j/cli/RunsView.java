package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunCounts;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunsWatcher;

/**
 * Shows a collection that is being trained: a table that is drawn again and again on a terminal,
 * elsewhere a line for each change of state. From the moment the first run starts, Ctrl-C stops the
 * runs.
 */
final class RunsView implements RunsWatcher {
  private final PrintStream out;
  private final Path folder;
  private final RunLabels labels;
  private final RunsWatcher shown;
  private final Optional<RunsLog> log;
  private final Thread training = Thread.currentThread();
  private final Set<Run> worked = new HashSet<>();
  private final List<NewNotices> notices;
  private List<RunRow> rows;
  private boolean armed;

  private RunsView(
      PrintStream out,
      Path folder,
      RunLabels labels,
      List<RunRow> rows,
      RunsWatcher shown,
      Optional<RunsLog> log) {
    this.out = out;
    this.folder = folder;
    this.labels = labels;
    this.rows = rows;
    this.shown = shown;
    this.log = log;
    this.notices =
        rows.stream().map(row -> NewNotices.of(row.run(), row.status().state())).toList();
  }

  /** Watches runs that this thread will train. */
  static RunsView of(PrintStream out, Path folder, List<Run> runs) {
    RunLabels labels = RunLabels.of(runs);
    List<RunRow> rows = runs.stream().map(run -> RunRow.atRest(run, run.status())).toList();
    if (Terminal.movesUp(out)) {
      RunsScreen screen = new RunsScreen(out, labels, Terminal::size, System::nanoTime);
      return new RunsView(out, folder, labels, rows, screen, Optional.empty());
    }
    RunsLog log = new RunsLog(out, labels, rows);
    return new RunsView(out, folder, labels, rows, log, Optional.of(log));
  }

  /** Prints the state before the work begins. */
  void begin() {
    if (log.isPresent()) {
      out.println(summary());
    } else {
      shown.changed(rows, true);
    }
  }

  @Override
  public synchronized void changed(List<RunRow> changed, boolean turn) {
    rows = changed;
    changed.stream()
        .filter(row -> row.status().state() == RunState.RUNNING)
        .forEach(row -> worked.add(row.run()));
    shown.changed(changed, turn);
    boolean open = RunCounts.states(changed).stream().anyMatch(RunsView::isOpen);
    if (!open) {
      StopSignal.disarm();
    } else if (!armed && !worked.isEmpty()) {
      armed = true;
      StopSignal.arm(training);
    }
  }

  private static boolean isOpen(RunState state) {
    return state == RunState.RUNNING || state == RunState.WAITING;
  }

  /**
   * Prints the results, and how to continue.
   *
   * @param posteriorOnly whether nothing was to be trained
   * @return whether no run failed
   */
  synchronized boolean end(boolean posteriorOnly) {
    List<RunState> states = RunCounts.states(rows);
    if (log.isEmpty()) {
      shown.changed(rows, true);
    }
    rows.stream()
        .filter(this::isUnsaid)
        .forEach(row -> out.println(RunsLog.line(row, labels.of(row.run()))));
    notices.forEach(this::printNew);
    if (log.isPresent()) {
      out.println(summary());
    }
    Set<RunState> missing =
        posteriorOnly
            ? EnumSet.of(RunState.TRAINED)
            : EnumSet.of(RunState.WAITING, RunState.STOPPED, RunState.TRAINED);
    out.println(
        states.stream().anyMatch(missing::contains)
            ? "stopped; lfads4j runs train %s%s continues from the last checkpoints"
                .formatted(folder, posteriorOnly ? " --posterior-only" : "")
            : "the results: lfads4j runs list " + folder);
    return !states.contains(RunState.FAILED);
  }

  private void printNew(NewNotices of) {
    of.since().forEach(notice -> out.println("note: " + labels.of(of.run()) + ": " + notice));
  }

  private boolean isUnsaid(RunRow row) {
    return RunsLog.isFailure(row.status().state())
        && log.stream().noneMatch(each -> each.hasSaid(row.run()));
  }

  private String summary() {
    return RunCounts.text(RunCounts.states(rows), " in " + folder);
  }
}
