package org.lfads4j.report;

import java.util.List;
import java.util.Optional;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Score;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.data.TrialsSummary;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.training.Outcome;
import tech.tablesaw.api.Table;

/** What notebooks show of a value, as HTML. */
public final class Cards {
  private Cards() {}

  /** A table: its first rows and columns. */
  public static String of(Table table) {
    return TableView.html(table);
  }

  /** A recording, with the spikes of its first trial. */
  public static String of(Trials trials) {
    return TrialsCard.html(trials);
  }

  /** The summary of a recording, with what looks suspicious in it. */
  public static String of(TrialsSummary summary) {
    return SummaryCard.html(summary);
  }

  /** A run that was not trained yet. */
  public static String ofRun(List<Trials> recordings, RunParams params, RunOptions options) {
    Card card = new Card();
    recordings.forEach(trials -> card.data(trials, ""));
    card.markup("settings", FitCard.settings(params, options));
    card.markup("next", Html.code(List.of("train()")));
    return card.html("LFADS run, not trained yet");
  }

  /**
   * Results of one recording.
   *
   * @param computed whether its posterior means are in memory
   */
  public static String ofResults(Trials trials, boolean computed) {
    return new Card()
        .data(trials, "")
        .split(trials.split())
        .line("posterior means", computed ? "computed" : "computed when first asked for")
        .markup(
            "tables and charts",
            Html.code(List.of("rates()", "factors()", "plotFactors()", "plotRates(0)", "scores()")))
        .html("LFADS results");
  }

  /**
   * A fit: data, settings that differ from the defaults, how training ended, scores, what they
   * mean, learning curves.
   *
   * @param source how the posterior means were made; absent if they were not computed yet
   * @param scores none if they were not computed yet
   * @param diagnosis absent if it was not made yet
   */
  public static String of(
      FitSummary fit,
      Optional<PosteriorMeans.Source> source,
      List<Score> scores,
      Optional<Diagnosis> diagnosis) {
    return FitCard.html(fit, source, scores, diagnosis);
  }

  /** A diagnosis: what is not good about a fit, and what to do. */
  public static String of(Diagnosis diagnosis) {
    return new Card().markup("", FitCard.markup(diagnosis)).html("diagnosis");
  }

  /** How training ended, in one line. */
  public static String line(Outcome outcome) {
    return FitCard.outcome(outcome);
  }
}
