package org.lfads4j.notebook;

import java.util.stream.Collectors;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Event;
import org.lfads4j.data.Trials;
import org.lfads4j.plots.Signal;
import org.lfads4j.plots.SpikeCharts;

/** A recording at a glance, with the spikes of its first trial. */
final class TrialsCard {
  private static final int RASTER_WIDTH = 420;

  private TrialsCard() {}

  static Bundle of(Trials trials) {
    Card card = new Card().line("data", FitCard.data(trials));
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
    if (trials.countProblem().isEmpty()) {
      Signal counts =
          Signal.counts(trials.counts(), trials.neuronNames(), trials.binMs(), trials.startMs());
      card.picture(Bundle.img(SpikeCharts.raster(counts, 0), RASTER_WIDTH));
    }
    return Bundle.html(card.html("recording \"" + trials.session() + "\""), trials.toString());
  }
}
