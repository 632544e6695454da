package org.lfads4j.report;

import java.util.stream.Collectors;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Event;
import org.lfads4j.data.Trials;
import org.lfads4j.plots.Signal;
import org.lfads4j.plots.SpikeCharts;

/** A recording at a glance, with the spikes of its first trial. */
final class TrialsCard {
  private TrialsCard() {}

  /** Of a recording. */
  static String html(Trials trials) {
    Card card = new Card().data(trials, "");
    trials
        .conditions()
        .ifPresent(
            c -> {
              var names = c.stream().distinct().toList();
              card.line(
                  "conditions",
                  names.stream().limit(8).collect(Collectors.joining(", "))
                      + (names.size() > 8 ? ", ... " + (names.size() - 8) + " more" : ""));
            });
    card.split(trials.split());
    trials
        .externalInputs()
        .ifPresent(x -> card.line("known inputs", Integer.toString(x.columns())));
    trials.truthHz().ifPresent(x -> card.line("true rates", "known"));
    if (!trials.behaviour().isEmpty()) {
      card.line(
          "behaviour",
          trials.behaviour().stream().map(Behaviour::name).collect(Collectors.joining(", ")));
    }
    if (!trials.events().isEmpty()) {
      card.line(
          "events", trials.events().stream().map(Event::name).collect(Collectors.joining(", ")));
    }
    if (!trials.reading().isEmpty()) {
      card.line("file", String.join("; ", trials.reading()));
    }
    if (trials.countProblem().isEmpty()) {
      Signal counts =
          Signal.counts(trials.counts(), trials.neuronNames(), trials.binMs(), trials.startMs());
      card.picture(SpikeCharts.raster(counts, 0));
    }
    return card.html("recording \"" + trials.session() + "\"");
  }
}
