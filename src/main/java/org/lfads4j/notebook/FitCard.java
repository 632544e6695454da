package org.lfads4j.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.lfads4j.FittedLfads;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Numbers;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.report.Card;
import org.lfads4j.training.Outcome;

/** A fit at a glance: data, settings that differ, how it ended, scores, learning curves. */
final class FitCard {
  private final FittedLfads fit;

  private FitCard(FittedLfads fit) {
    this.fit = fit;
  }

  static Bundle of(FittedLfads fit) {
    return Bundle.html(new FitCard(fit).html(), fit.toString());
  }

  private String html() {
    Card card = new Card();
    for (String session : fit.sessions()) {
      Trials trials = fit.session(session).trials();
      String split =
          fit.session(session)
              .split()
              .map(s -> ": " + s.train().length + " train, " + s.valid().length + " validate")
              .orElse("");
      card.data(trials, split);
    }
    card.markup("settings", settings(fit.params()));
    card.line("training", outcome(fit.outcome()));
    card.line("ran on", fit.placement().toString());
    addScores(card);
    card.notes(fit.notices());
    if (!fit.log().isEmpty()) {
      card.picture(fit.plotLearningCurves());
    }
    return card.html("LFADS fit of " + String.join(", ", fit.sessions()));
  }

  static String settings(RunParams params) {
    List<String> texts =
        params.differences().entrySet().stream()
            .map(each -> each.getKey().pageName() + " = " + text(each))
            .toList();
    return texts.isEmpty() ? "all defaults" : Card.code(texts);
  }

  private static String text(Map.Entry<Hyperparameter<?>, Object> difference) {
    Object value = difference.getValue();
    return value instanceof Double number ? Numbers.text(number) : String.valueOf(value);
  }

  static String outcome(Outcome outcome) {
    return outcome.epochs()
        + " epochs in "
        + Card.time(outcome.seconds())
        + (outcome.bestEpoch() > 0
            ? Card.number("; kept epoch %.0f", outcome.bestEpoch())
                + Card.number(", validation cost %.2f nats/trial", outcome.bestValidationCost())
                + outcome.choice()
            : "")
        + "; ended because "
        + outcome.reason().sentence();
  }

  private void addScores(Card card) {
    if (!fit.hasPosteriorMeans()) {
      card.line(
          "scores",
          "after the first fit.rates(), fit.scores() or chart, which computes posterior means");
      return;
    }
    PosteriorMeans.Source source = fit.posteriorSource();
    card.line(
        "posterior means",
        source.samples() + " samples a trial, in " + Card.time(source.seconds()));
    for (Score score : fit.scoreList()) {
      card.line(score.label(), text(score));
    }
  }

  /** The score of the model, and of each method that it can be compared with. */
  private static String text(Score score) {
    List<String> others =
        Arrays.stream(Method.values())
            .skip(1)
            .filter(method -> score.of(method).isPresent())
            .map(method -> method.title() + " " + short3(score.of(method)))
            .toList();
    return short3(score.of(Method.LFADS))
        + (others.isEmpty() ? "" : others.stream().collect(Collectors.joining(", ", " (", ")")));
  }

  private static String short3(OptionalDouble value) {
    return value.isPresent() ? Card.number("%.3f", value.getAsDouble()) : "-";
  }
}
