package org.lfads4j.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Message;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Progress;

/** The rows of runs that are being carried out; several threads change them. */
final class LiveRows implements RunsWatcher {
  private final Map<Run, RunRow> rows = new LinkedHashMap<>();
  private final RunsWatcher watcher;

  LiveRows(List<Run> runs, RunsWatcher watcher) {
    this.watcher = watcher;
    runs.forEach(run -> rows.put(run, row(run)));
  }

  /** Takes over rows that changed elsewhere. */
  @Override
  public synchronized void changed(List<RunRow> changed, boolean turn) {
    changed.forEach(row -> rows.put(row.run(), row));
    watcher.changed(List.copyOf(rows.values()), turn);
  }

  /** Sets the state of a run. */
  synchronized void turn(Run run, RunState state, Optional<Message> why) {
    put(run, row -> RunRow.atRest(run, row.status().with(state, why)), true);
  }

  /** Reads the state of a run from disk. */
  synchronized void refresh(Run run) {
    put(run, row -> RunRow.atRest(run, run.status()), true);
  }

  /** Says what a run is doing. */
  synchronized void doing(Run run, String what) {
    put(
        run,
        row -> new RunRow(run, row.status(), row.lastCost(), what, OptionalDouble.empty()),
        false);
  }

  /** The row of a run; if the run is not among these, its state on disk. */
  synchronized RunRow of(Run run) {
    return rows.containsKey(run) ? rows.get(run) : row(run);
  }

  /** The row of a run by its state on disk. */
  static RunRow row(Run run) {
    return RunRow.atRest(run, run.status());
  }

  private void put(Run run, UnaryOperator<RunRow> change, boolean turn) {
    changed(List.of(change.apply(rows.get(run))), turn);
  }

  private synchronized void epoch(
      Run run, EpochRecord record, boolean best, OptionalDouble secondsLeft) {
    put(
        run,
        row -> {
          RunStatus before = row.status();
          RunStatus now =
              new RunStatus(
                  RunState.RUNNING,
                  record.epoch(),
                  best ? record.epoch() : before.bestEpoch(),
                  best ? OptionalDouble.of(record.valid().total()) : before.validationCost(),
                  record.pace().seconds(),
                  Optional.empty());
          OptionalDouble cost = OptionalDouble.of(record.valid().total());
          return new RunRow(run, now, cost, "training", secondsLeft);
        },
        false);
  }

  /** Follows the training of one run; {@code started} is called first. */
  Progress following(Run run, ObjIntConsumer<Placement> started) {
    return new Progress() {
      @Override
      public void started(Placement placement, int epoch) {
        started.accept(placement, epoch);
      }

      @Override
      public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
        LiveRows.this.epoch(run, record, best, secondsLeft);
      }

      @Override
      public void posterior(int done, int trials) {
        doing(run, "posterior means " + done + "/" + trials);
      }
    };
  }
}
