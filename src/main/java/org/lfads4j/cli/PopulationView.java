package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.runs.PopulationWatcher;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;

/**
 * Shows a population that is being trained: a line for each generation that is complete, and on a
 * terminal a table of the one under way.
 */
final class PopulationView implements PopulationWatcher {
  private final PrintStream out;
  private final boolean isScreen;
  private final long start = System.nanoTime();
  private Optional<RunsScreen> screen = Optional.empty();
  private List<Run> shown = List.of();

  private PopulationView(PrintStream out, boolean isScreen) {
    this.out = out;
    this.isScreen = isScreen;
  }

  static PopulationView of(PrintStream out) {
    return new PopulationView(out, Terminal.movesUp(out));
  }

  @Override
  public synchronized void begins(PopulationPlan plan, PopulationHistory history) {
    int done = history.generations().size();
    if (done > 0) {
      out.println("goes on after generation " + (done - 1));
    }
  }

  @Override
  public synchronized void changed(List<RunRow> rows, boolean turn) {
    if (!isScreen) {
      return;
    }
    List<Run> runs = rows.stream().map(RunRow::run).toList();
    if (!runs.equals(shown)) {
      erase();
      shown = runs;
      screen =
          Optional.of(new RunsScreen(out, RunLabels.names(runs), Terminal::size, System::nanoTime));
    }
    screen.ifPresent(table -> table.changed(rows, turn));
  }

  @Override
  public synchronized void ended(PopulationHistory history) {
    erase();
    out.println(line(history) + ", " + clock());
  }

  private void erase() {
    screen.ifPresent(RunsScreen::erase);
    screen = Optional.empty();
    shown = List.of();
  }

  private String clock() {
    return TerminalProgress.clock((System.nanoTime() - start) / 1e9);
  }

  /** Such as {@code generation 3: best cost 812.40 (member 2), 3 of 8 went on from another}. */
  static String line(PopulationHistory history) {
    List<Member> last = history.last();
    Member best = history.best().orElseThrow();
    long copies = last.stream().filter(Member::isCopy).count();
    long diverged = last.stream().filter(each -> Double.isNaN(each.cost())).count();
    return String.format(
        Locale.ROOT,
        "generation %d: best cost %.2f (member %d)%s%s",
        best.generation(),
        best.cost(),
        best.member(),
        best.generation() == 0
            ? ""
            : ", " + copies + " of " + last.size() + " had gone on from another",
        diverged == 0 ? "" : ", " + diverged + " diverged");
  }
}
