package org.lfads4j.notebook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lfads4j.config.Message;
import org.lfads4j.report.Html;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunCounts;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunsWatcher;

/** A collection at work as it is seen in a cell: a bar, and the runs that are under way. */
final class LiveRuns implements RunsWatcher {
  private static final long REDRAW_NANOS = 250_000_000;
  private static final int FAILURES = 5;

  private final FrontEnd frontEnd;
  private final Function<List<Run>, RunLabels> labels;
  private final String id = FrontEnd.newId();
  private boolean shown;
  private long drawnNanos;

  /**
   * @param labels gives the runs of a collection their names
   */
  LiveRuns(FrontEnd frontEnd, Function<List<Run>, RunLabels> labels) {
    this.frontEnd = frontEnd;
    this.labels = labels;
  }

  @Override
  public synchronized void changed(List<RunRow> rows, boolean turn) {
    long now = System.nanoTime();
    if (shown && !turn && now - drawnNanos < REDRAW_NANOS) {
      return;
    }
    drawnNanos = now;
    Bundle bundle = bundle(rows);
    if (shown) {
      frontEnd.update(bundle, id);
    } else {
      frontEnd.show(bundle, id);
      shown = true;
    }
  }

  private Bundle bundle(List<RunRow> rows) {
    RunLabels names = labels.apply(rows.stream().map(RunRow::run).toList());
    long over = rows.stream().filter(row -> isOver(row.status().state())).count();
    String counts = over + " of " + RunCounts.text(RunCounts.states(rows), "");
    StringBuilder html = new StringBuilder();
    if (over < rows.size()) {
      html.append(Html.bar(Optional.of((double) over / rows.size()))).append(' ');
    }
    html.append(Html.soft(counts));
    rows.stream()
        .filter(row -> row.status().state() == RunState.RUNNING)
        .forEach(row -> html.append(Html.tag("div", "", Html.text(line(names, row)))));
    rows.stream()
        .filter(row -> row.status().state() == RunState.FAILED)
        .limit(FAILURES)
        .forEach(
            row ->
                html.append(
                    Html.tag(
                        "div",
                        Html.NOTE,
                        Html.text(
                            names.of(row.run())
                                + ": "
                                + row.status().why().map(Message::inJava).orElse("failed")))));
    return Bundle.html(html.toString(), counts);
  }

  private static boolean isOver(RunState state) {
    return state != RunState.WAITING && state != RunState.RUNNING;
  }

  private static String line(RunLabels labels, RunRow row) {
    StringBuilder line = new StringBuilder(labels.of(row.run()));
    line.append(": epoch ").append(row.status().epochs());
    row.lastCost().ifPresent(c -> line.append(Html.number(", validation cost %.1f", c)));
    if (!row.doing().isEmpty()) {
      line.append(", ").append(row.doing());
    }
    row.secondsLeft().ifPresent(s -> line.append(", ").append(Html.time(s)).append(" left"));
    return line.toString();
  }
}
