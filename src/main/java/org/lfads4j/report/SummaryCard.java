package org.lfads4j.report;

import java.util.List;
import org.lfads4j.data.Numbers;
import org.lfads4j.data.TrialsSummary;

/** What a recording holds, and what looks suspicious in it. */
final class SummaryCard {
  private static final int SUSPICIONS = 12;

  private SummaryCard() {}

  /** Of a recording. */
  static String html(TrialsSummary summary) {
    Card card =
        new Card()
            .line(
                "trials",
                summary.trials()
                    + " x "
                    + summary.bins()
                    + " bins of "
                    + Numbers.text(summary.binMs())
                    + " ms")
            .line("neurons", Integer.toString(summary.neurons().size()))
            .line(
                "mean rate",
                Html.number(
                    "%.2f spikes/s",
                    summary.neurons().stream()
                        .mapToDouble(TrialsSummary.Neuron::meanHz)
                        .average()
                        .orElse(0)));
    if (!summary.conditions().isEmpty()) {
      card.line("conditions", Integer.toString(summary.conditions().size()));
    }
    int more = summary.suspicions().size() - SUSPICIONS;
    if (summary.suspicions().isEmpty()) {
      card.line("to look at", "nothing looks suspicious");
    }
    card.notes(
        summary.suspicions().stream()
            .limit(SUSPICIONS)
            .map(TrialsSummary.Suspicion::text)
            .toList());
    if (more > 0) {
      card.notes(List.of("and " + more + " more"));
    }
    return card.html("summary of \"" + summary.session() + "\"");
  }
}
