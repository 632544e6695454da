package org.lfads4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.Setting;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.Outcome;

/** A fit at a glance: data, settings that differ, how it ended, scores, learning curves. */
final class FitCard {
  private static final String TABLE =
      "<table style=\"border-collapse:collapse;border:none;margin:0;font-size:12px\">";
  private static final String CELL = "padding:0 0 2px 12px;white-space:nowrap;text-align:";

  private FitCard() {}

  /**
   * Of a fit.
   *
   * @param source how the posterior means were made; absent if they were not computed yet
   * @param scores if they were
   * @param diagnosis if they were
   */
  static String html(
      FitSummary fit,
      Optional<PosteriorMeans.Source> source,
      List<Score> scores,
      Optional<Diagnosis> diagnosis) {
    Card card = new Card();
    for (Trials trials : fit.recordings()) {
      String split =
          trials
              .split()
              .map(s -> ": " + s.train().length + " train, " + s.valid().length + " validate")
              .orElse("");
      card.data(trials, split);
    }
    card.markup("settings", settings(fit.params(), fit.options()));
    card.line("training", outcome(fit.outcome()));
    for (Attempt other : fit.training().others()) {
      card.line("not kept", notKept(other));
    }
    card.line("ran on", fit.placement().toString());
    if (source.isPresent()) {
      card.line(
          "posterior means", source.get().words() + ", in " + Html.time(source.get().seconds()));
      if (!scores.isEmpty()) {
        card.markup("scores", table(scores));
      }
      if (diagnosis.isPresent()) {
        card.markup("diagnosis", markup(diagnosis.get()));
      } else {
        card.line("diagnosis", "after fit.diagnosis(), which computes the scores, too");
      }
    } else {
      card.line(
          "scores",
          "after the first fit.rates(), fit.scores() or chart, which computes posterior means");
    }
    card.notes(fit.noticesBeside(diagnosis));
    if (!fit.training().log().isEmpty()) {
      card.picture(fit.learningCurves());
    }
    return card.html("LFADS fit of " + fit.title());
  }

  /** The sentences of a diagnosis, a paragraph each; what is not good stands out. */
  static String markup(Diagnosis diagnosis) {
    String style = diagnosis.isGood() ? "" : "font-weight:bold";
    return diagnosis.sentences().stream()
        .map(Message::inJava)
        .map(sentence -> Html.tag("div", style, Html.text(sentence)))
        .collect(Collectors.joining());
  }

  /** The settings that differ from their defaults. */
  static String settings(RunParams params, RunOptions options) {
    List<String> texts = new ArrayList<>();
    Setting.differences(params, options)
        .forEach((setting, value) -> texts.add(setting.name() + " = " + value));
    return texts.isEmpty() ? "all defaults" : Html.code(texts);
  }

  /** How training ended, in one line. */
  static String outcome(Outcome outcome) {
    return outcome(outcome, "kept epoch");
  }

  /** Another training of the run, in one line. */
  static String notKept(Attempt other) {
    return other.settings() + ": " + outcome(other.outcome(), "best epoch");
  }

  private static String outcome(Outcome outcome, String chosen) {
    return outcome.epochs()
        + " epochs in "
        + Html.time(outcome.seconds())
        + (outcome.bestEpoch() > 0
            ? "; "
                + chosen
                + Html.number(" %.0f", outcome.bestEpoch())
                + Html.number(", validation cost %.2f nats/trial", outcome.bestValidationCost())
                + outcome.choice()
            : "")
        + "; ended because "
        + outcome.reason().sentence();
  }

  /** A row for each score, a column for each method that has one. */
  private static String table(List<Score> scores) {
    List<Method> methods =
        Stream.of(Method.values())
            .filter(method -> scores.stream().anyMatch(score -> score.of(method).isPresent()))
            .toList();
    String head = row("", methods.stream().map(Method::title));
    return Score.shown(scores).stream()
        .map(score -> row(score.label(), methods.stream().map(score::text)))
        .collect(Collectors.joining("", TABLE + head, "</table>"));
  }

  private static String row(String label, Stream<String> cells) {
    return "<tr style=\"background:transparent\">"
        + Html.tag("td", CELL + "left", Html.text(label))
        + cells
            .map(cell -> Html.tag("td", CELL + "right", Html.text(cell)))
            .collect(Collectors.joining())
        + "</tr>";
  }
}
