package org.lfads4j.report;

import java.util.List;
import org.lfads4j.data.Trials;

/** Results of a recording at a glance. */
public final class ResultsCard {
  private ResultsCard() {}

  /**
   * Of a recording.
   *
   * @param computed whether its posterior means are in memory
   */
  public static String html(Trials trials, boolean computed) {
    return new Card()
        .data(trials, "")
        .split(trials.split())
        .line("posterior means", computed ? "computed" : "computed when first asked for")
        .markup(
            "tables and charts",
            Card.code(List.of("rates()", "factors()", "plotFactors()", "plotRates(0)", "scores()")))
        .html("LFADS results");
  }
}
