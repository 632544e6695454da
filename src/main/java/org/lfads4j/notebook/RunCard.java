package org.lfads4j.notebook;

import java.util.List;
import org.lfads4j.LfadsRun;
import org.lfads4j.data.Trials;
import org.lfads4j.report.Card;

/** A run that was not trained yet. */
final class RunCard {
  private RunCard() {}

  static Bundle of(LfadsRun run) {
    Card card = new Card();
    for (Trials trials : run.recordings()) {
      card.data(trials, "");
    }
    card.markup("settings", FitCard.settings(run.params()));
    card.markup("next", Card.code(List.of("train()")));
    return Bundle.html(card.html("LFADS run, not trained yet"), run.toString());
  }
}
