package org.lfads4j.notebook;

import java.util.List;
import org.lfads4j.plots.PopulationCharts;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.report.Html;
import org.lfads4j.runs.PopulationWatcher;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;

/**
 * A population at work as it is seen in a cell: the members under way, and a picture of all
 * generations so far, drawn anew after each.
 */
final class LivePopulation implements PopulationWatcher {
  private final FrontEnd frontEnd;
  private final LiveRuns members;
  private final String lineId = FrontEnd.newId();
  private final String pictureId = FrontEnd.newId();
  private int mostGenerations;
  private boolean isDrawn;

  LivePopulation(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
    this.members = new LiveRuns(frontEnd, RunLabels::names);
  }

  @Override
  public synchronized void begins(PopulationPlan plan, PopulationHistory history) {
    mostGenerations = plan.generations();
    frontEnd.show(line(history), lineId);
    draw(history);
  }

  @Override
  public void changed(List<RunRow> rows, boolean turn) {
    members.changed(rows, turn);
  }

  @Override
  public synchronized void ended(PopulationHistory history) {
    frontEnd.update(line(history), lineId);
    draw(history);
  }

  private Bundle line(PopulationHistory history) {
    int done = history.generations().size();
    String text =
        "generation %s of at most %s"
            .formatted(Math.min(done + 1, mostGenerations), mostGenerations);
    String best =
        history.generations().isEmpty()
            ? ""
            : history.best().map(m -> Html.number("; best cost %.1f", m.cost())).orElse("");
    return Bundle.html(Html.soft(text + best), text + best);
  }

  private void draw(PopulationHistory history) {
    if (history.generations().isEmpty()) {
      return;
    }
    Bundle picture = Bundle.chart(new PopulationCharts(history).all(), 1);
    if (isDrawn) {
      frontEnd.update(picture, pictureId);
    } else {
      frontEnd.show(picture, pictureId);
      isDrawn = true;
    }
  }
}
