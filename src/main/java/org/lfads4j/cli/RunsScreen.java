package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.lfads4j.runs.RunCounts;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunsWatcher;

/**
 * One table of all runs, which is drawn again and again in the same place. If there are more runs
 * than the terminal has lines, it shows those that are running and counts the others.
 */
final class RunsScreen implements RunsWatcher {
  private static final double SECONDS_BETWEEN_DRAWINGS = 0.25;
  private static final double SECONDS_BETWEEN_MEASURES = 3;
  private static final String TO_END_OF_LINE = "\u001b[K";
  private static final String TO_END_OF_SCREEN = "\u001b[J";

  /** The head of the table, the counts below it, and the line of the cursor. */
  private static final int OTHER_LINES = 3;

  private static final List<String> HEAD =
      List.of("run", "state", "epoch", "cost", "best", "left", "");

  private static final int STATE = 1;
  private static final int DOING = HEAD.size() - 1;
  private static final String GAP = "  ";
  private static final int LEAST_NAME = 3;
  private static final int LEAST_DOING = 12;

  private final PrintStream out;
  private final RunLabels labels;
  private final Supplier<Terminal.Size> measure;
  private final LongSupplier nanos;
  private Terminal.Size size = new Terminal.Size(0, 0);
  private double measured = Double.NEGATIVE_INFINITY;
  private double drawn = Double.NEGATIVE_INFINITY;
  private int linesDrawn;

  /**
   * @param measure tells how large the terminal is
   * @param nanos a clock
   */
  RunsScreen(
      PrintStream out, RunLabels labels, Supplier<Terminal.Size> measure, LongSupplier nanos) {
    this.out = out;
    this.labels = labels;
    this.measure = measure;
    this.nanos = nanos;
  }

  @Override
  public synchronized void changed(List<RunRow> rows, boolean turn) {
    double now = nanos.getAsLong() / 1e9;
    if (!turn && now - drawn < SECONDS_BETWEEN_DRAWINGS) {
      return;
    }
    drawn = now;
    if (now - measured >= SECONDS_BETWEEN_MEASURES) {
      size = measure.get();
      measured = now;
    }
    draw(lines(rows));
  }

  /** Removes the table; what is printed next takes its place. */
  synchronized void erase() {
    draw(List.of());
    drawn = Double.NEGATIVE_INFINITY;
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (linesDrawn > 0) {
      text.append("\u001b[").append(linesDrawn).append("A\r");
    }
    for (String line : lines) {
      // The last column stays free: some terminals wrap when it is written.
      String cut = line.length() < size.columns() ? line : line.substring(0, size.columns() - 1);
      text.append(PlainStream.shown(cut)).append(TO_END_OF_LINE).append(System.lineSeparator());
    }
    PlainStream.commanding(out).print(text.append(TO_END_OF_SCREEN));
    out.flush();
    linesDrawn = lines.size();
  }

  private List<String> lines(List<RunRow> rows) {
    int room = size.lines() - OTHER_LINES;
    List<RunRow> shown =
        rows.size() <= room
            ? rows
            : rows.stream()
                .filter(row -> row.status().state() == RunState.RUNNING)
                .limit(Math.max(0, room))
                .toList();
    List<String> lines = new ArrayList<>();
    if (!shown.isEmpty()) {
      List<List<String>> cells = new ArrayList<>(List.of(HEAD));
      shown.forEach(row -> cells.add(cells(row)));
      lines.addAll(table(cells));
    }
    lines.add(RunCounts.text(RunCounts.states(rows), ""));
    return lines;
  }

  private List<String> cells(RunRow row) {
    String doing =
        row.doing().isEmpty()
            ? row.status().why().isPresent() ? RunWords.why(row.status()) : ""
            : row.doing();
    return List.of(
        labels.of(row.run()),
        row.status().state().word(),
        RunWords.epochs(row),
        RunWords.cost(row.lastCost()),
        RunWords.cost(row.status().validationCost()),
        row.secondsLeft().isPresent()
            ? TerminalProgress.clock(row.secondsLeft().getAsDouble())
            : "-",
        doing);
  }

  /**
   * Numbers keep their width and names are shortened; what a run is doing is shown if there is
   * room.
   */
  private List<String> table(List<List<String>> cells) {
    List<Integer> widths = new ArrayList<>();
    for (int c = 0; c < DOING; c++) {
      int column = c;
      widths.add(cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    int numbers = widths.stream().skip(1).mapToInt(width -> width + GAP.length()).sum();
    int room = size.columns() - 1;
    widths.set(0, Math.max(LEAST_NAME, Math.min(widths.get(0), room - numbers)));
    int left = room - widths.get(0) - numbers - GAP.length();
    return cells.stream().map(row -> line(row, widths, left)).toList();
  }

  private static String line(List<String> row, List<Integer> widths, int left) {
    StringBuilder line = new StringBuilder(TextTable.fit(row.get(0), widths.get(0)));
    for (int c = 1; c < DOING; c++) {
      String blanks = " ".repeat(widths.get(c) - row.get(c).length());
      line.append(GAP).append(c == STATE ? row.get(c) + blanks : blanks + row.get(c));
    }
    String doing = row.get(DOING);
    if (left >= Math.min(doing.length(), LEAST_DOING)) {
      line.append(GAP).append(TextTable.fit(doing, Math.min(doing.length(), left)));
    }
    return line.toString().stripTrailing();
  }
}
