package org.lfads4j.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.config.ProgramVersion;
import org.lfads4j.config.Setting;
import org.lfads4j.data.Numbers;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.Outcome;

/** The page of a report: no scripts, nothing from the network, relative links only. */
final class IndexPage {
  /** A line by which such a page is recognised. */
  static final String MARK = "<meta name=\"generator\" content=\"lfads4j\">";

  private static final String STYLE =
      """
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff;
             max-width: 68rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
      h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
      h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
      p { margin: .3rem 0; max-width: 46rem; }
      .lead { color: #555; }
      table { border-collapse: collapse; margin: .4rem 0; }
      th, td { text-align: left; padding: .25rem 1.4rem .25rem 0;
               border-bottom: 1px solid #e6e6e6; vertical-align: top; }
      th { font-weight: 600; }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
      code { font: .92em ui-monospace, monospace; }
      a { color: #0072b2; }
      .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr));
                 gap: 0 3rem; }
      .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(28rem, 1fr));
                  gap: 1.2rem 1.5rem; }
      figure { margin: 0; }
      figure.wide { grid-column: 1 / -1; }
      figure img { width: 100%; height: auto; border: 1px solid #eee; border-radius: 4px; }
      figcaption { color: #555; font-size: .92rem; padding: .15rem .2rem; }
      .note { border-left: 3px solid #e69f00; padding-left: .8rem; margin: .4rem 0; }
      </style>
      """;

  private final FitSummary fit;
  private final Optional<PosteriorMeans.Source> source;
  private final Optional<ScoresFile> scores;
  private final List<ResultTable> tables;
  private final List<Picture> pictures;
  private final List<String> missing;
  private final StringBuilder html = new StringBuilder();

  /**
   * Of what was made.
   *
   * @param source how the posterior means were made; absent if there are none
   * @param scores scores and diagnosis; absent if there are no posterior means
   * @param missing a sentence for each part that could not be made
   */
  IndexPage(
      FitSummary fit,
      Optional<PosteriorMeans.Source> source,
      Optional<ScoresFile> scores,
      List<ResultTable> tables,
      List<Picture> pictures,
      List<String> missing) {
    this.fit = fit;
    this.source = source;
    this.scores = scores;
    this.tables = tables;
    this.pictures = pictures;
    this.missing = missing;
  }

  String html() {
    String title = Html.text("LFADS of " + fit.title());
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        %1$s
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%2$s</title>
        %3$s</head>
        <body>
        <h1>%2$s</h1>
        """
            .formatted(MARK, title, STYLE));
    addSummary();
    scores.map(ScoresFile::scores).ifPresent(this::addScores);
    scores.flatMap(ScoresFile::diagnosis).ifPresent(this::addDiagnosis);
    addNotices();
    addPictures();
    html.append("<div class=\"columns\"><div>\n");
    addSettings();
    html.append("</div><div>\n");
    addTables();
    html.append("</div></div>\n");
    html.append(
        """
        <p class="lead">Written by lfads4j %s on %s.</p>
        </body>
        </html>
        """
            .formatted(Html.text(ProgramVersion.full()), Html.text(fit.placement().toString())));
    return html.toString();
  }

  private void addSummary() {
    boolean several = fit.recordings().size() > 1;
    for (Trials trials : fit.recordings()) {
      addData(several ? trials.session() + ": " : "", trials);
    }
    Outcome outcome = fit.outcome();
    String kept =
        outcome.bestEpoch() > 0
            ? String.format(
                Locale.ROOT,
                " The parameters are those of epoch %d, with a validation cost of %.2f nats per"
                    + " trial%s.",
                outcome.bestEpoch(),
                outcome.bestValidationCost(),
                outcome.choice())
            : "";
    line(
        String.format(
            "<p>Trained for %s epochs in %s; training ended because %s.%s</p>",
            outcome.epochs(),
            Html.time(outcome.seconds()),
            Html.text(outcome.reason().sentence()),
            kept));
    for (Attempt other : fit.training().others()) {
      line("<p>Trained as well and not kept: %s.</p>".formatted(Html.text(FitCard.notKept(other))));
    }
    source.ifPresent(
        known ->
            line(
                "<p>Rates and factors are "
                    + (known.isSampled()
                        ? "means over " + fit.samples(known) + " of each trial's posterior"
                        : "those of the posterior's means")
                    + ".</p>"));
  }

  private void addData(String before, Trials trials) {
    Split split = trials.split().orElseThrow();
    line(
        String.format(
            Locale.ROOT,
            "<p class=\"lead\">%s%d trials (%d to train, %d to validate) of %d bins of %s ms, %d"
                + " neurons%s%s.</p>",
            Html.text(before),
            trials.trials(),
            split.train().length,
            split.valid().length,
            trials.bins(),
            Numbers.text(trials.binMs()),
            trials.neurons(),
            trials.heldOutNeurons().isEmpty()
                ? ""
                : ", " + trials.heldOutNeurons().size() + " of them held out",
            trials
                .conditions()
                .map(c -> ", " + c.stream().distinct().count() + " conditions")
                .orElse("")));
  }

  private void addScores(List<Score> known) {
    line("<h2>Scores on validation trials</h2>");
    if (known.isEmpty()) {
      line(
          fit.model().isGaussian()
              ? "<p>There are none for real-valued data.</p>"
              : "<p>There are none.</p>");
      return;
    }
    StringBuilder head = new StringBuilder("<table><tr><th>score</th>");
    for (Method method : Method.values()) {
      head.append("<th class=\"number\">").append(method.title()).append("</th>");
    }
    line(head.append("</tr>").toString());
    for (Score score : Score.shown(known)) {
      StringBuilder row = new StringBuilder("<tr><td>" + Html.text(score.label()) + "</td>");
      for (Method method : Method.values()) {
        row.append("<td class=\"number\">").append(score.text(method));
        row.append("</td>");
      }
      line(row.append("</tr>").toString());
    }
    line("</table>");
    line(
        "<p class=\"lead\">The reconstruction of spikes that the encoders saw shows that the model"
            + " works, but not how well. Compare each score with the baselines in its row.</p>");
  }

  private void addDiagnosis(Diagnosis known) {
    line("<h2>Diagnosis</h2>");
    String kind = known.isGood() ? "lead" : "note";
    known
        .sentences()
        .forEach(
            sentence -> line("<p class=\"" + kind + "\">" + Html.text(sentence.inJava()) + "</p>"));
  }

  private void addNotices() {
    fit.noticesBeside(scores.flatMap(ScoresFile::diagnosis)).forEach(this::addNote);
    missing.forEach(this::addNote);
  }

  private void addNote(String sentence) {
    line("<p class=\"note\">" + Html.text(sentence) + "</p>");
  }

  private void addPictures() {
    line("<h2>Charts</h2>");
    line("<div class=\"pictures\">");
    for (Picture picture : pictures) {
      String link = FitReport.CHARTS + "/" + picture.file();
      line(
          """
          <figure%1$s><a href="%2$s"><img src="%2$s" alt="%3$s"></a><figcaption>%3$s</figcaption></figure>\
          """
              .formatted(
                  picture.isWide() ? " class=\"wide\"" : "",
                  Html.text(link),
                  Html.text(picture.caption())));
    }
    line("</div>");
  }

  private void addSettings() {
    Map<Setting<?>, String> settings = Setting.differences(fit.params(), fit.options());
    line("<h2>Settings that differ from the defaults</h2>");
    if (settings.isEmpty()) {
      line("<p>None.</p>");
      return;
    }
    line("<table>");
    settings.forEach(
        (setting, value) ->
            line(
                "<tr><td><code>%s</code></td><td>%s</td></tr>"
                    .formatted(Html.text(setting.name()), Html.text(value))));
    line("</table>");
  }

  private void addTables() {
    line("<h2>Tables</h2>");
    line("<table>");
    for (ResultTable table : tables) {
      line(
          "<tr><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
              .formatted(
                  Html.text(FitReport.TABLES + "/" + table.file()),
                  Html.text(table.file()),
                  Html.text(table.caption())));
    }
    line("</table>");
    line(
        "<p>The trained model is in the folder <code>"
            + FitReport.MODEL
            + "</code>; in Java, <code>Lfads.load</code> reads it.</p>");
  }

  private void line(String markup) {
    html.append(markup).append('\n');
  }
}
