package org.lfads4j.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.data.Numbers;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** A box with a title, lines of label and text, notes, and a chart if there is one. */
final class Card {
  private static final String BOX =
      "border:"
          + Html.LINE
          + ";border-radius:6px;padding:10px 14px;display:inline-block;"
          + "max-width:70em;font-size:13px;line-height:1.4";
  private static final String LABEL =
      Html.SOFT + ";padding:2px 14px 2px 0;text-align:left;vertical-align:top;white-space:nowrap";
  private static final String VALUE = "padding:2px 0;text-align:left;vertical-align:top";

  private static final int PICTURE_WIDTH = 420;

  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder notes = new StringBuilder();
  private String picture = "";

  /** Adds a line of text. */
  Card line(String label, String plain) {
    return markup(label, Html.text(plain));
  }

  /** Adds a line about a recording. */
  Card data(Trials trials, String more) {
    return line(
        "data",
        String.format(
            Locale.ROOT,
            "\"%s\", %d trials x %d bins of %s ms x %d neurons%s%s%s",
            trials.session(),
            trials.trials(),
            trials.bins(),
            Numbers.text(trials.binMs()),
            trials.neurons(),
            trials.heldOutNeurons().isEmpty()
                ? ""
                : " (" + trials.heldOutNeurons().size() + " held out)",
            trials
                .conditions()
                .map(c -> ", " + c.stream().distinct().count() + " conditions")
                .orElse(""),
            more));
  }

  /** Adds a line with the numbers of training and validation trials, if there is a split. */
  Card split(Optional<Split> split) {
    split.ifPresent(
        s -> line("split", s.train().length + " trials train, " + s.valid().length + " validate"));
    return this;
  }

  /** Adds a line of markup. */
  Card markup(String label, String markup) {
    lines
        .append("<tr style=\"background:transparent\">")
        .append(Html.tag("td", LABEL, Html.text(label)))
        .append(Html.tag("td", VALUE, markup))
        .append("</tr>");
    return this;
  }

  /** Adds notes. */
  Card notes(List<String> plain) {
    plain.forEach(note -> notes.append(Html.tag("div", Html.NOTE, Html.text(note))));
    return this;
  }

  /** Puts a chart below the lines. */
  Card picture(IChart chart) {
    picture = Html.tag("div", "margin-top:8px", Html.img(chart, PICTURE_WIDTH));
    return this;
  }

  /** The whole card. */
  String html(String title) {
    return Html.tag(
        "div",
        BOX,
        Html.tag("div", "font-weight:bold;margin-bottom:4px", Html.text(title))
            + "<table style=\"border-collapse:collapse;border:none;margin:0;font-size:13px\">"
            + lines
            + "</table>"
            + notes
            + picture);
  }
}
