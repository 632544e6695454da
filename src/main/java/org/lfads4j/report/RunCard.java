package org.lfads4j.report;

import java.util.List;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;

/** A run that was not trained yet. */
public final class RunCard {
  private RunCard() {}

  /** Of recordings and settings. */
  public static String html(List<Trials> recordings, RunParams params, RunOptions options) {
    Card card = new Card();
    recordings.forEach(trials -> card.data(trials, ""));
    card.markup("settings", FitCard.settings(params, options));
    card.markup("next", Card.code(List.of("train()")));
    return card.html("LFADS run, not trained yet");
  }
}
