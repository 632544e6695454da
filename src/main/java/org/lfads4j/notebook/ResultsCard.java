package org.lfads4j.notebook;

import java.util.List;
import org.lfads4j.LfadsResults;
import org.lfads4j.report.Card;

/** Results of a recording at a glance. */
final class ResultsCard {
  private ResultsCard() {}

  static Bundle of(LfadsResults results) {
    Card card = new Card().data(results.trials(), "").split(results.split());
    card.line(
        "posterior means",
        results.hasPosteriorMeans() ? "in hand" : "computed when first asked for");
    card.markup(
        "tables and charts",
        Card.code(List.of("rates()", "factors()", "plotFactors()", "plotRates(1)", "scores()")));
    return Bundle.html(card.html("LFADS results"), results.toString());
  }
}
