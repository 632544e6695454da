package org.lfads4j.report;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.plots.Charts;

/**
 * Pieces of HTML with inline styles, since notebooks that are not trusted drop scripts and style
 * sheets. Text has the colour of the page, which may be dark: nothing here sets one.
 */
public final class Html {
  /** The style of less important text. */
  public static final String SOFT = "opacity:0.7";

  /** The style of what should not be missed. */
  public static final String NOTE =
      "border-left:3px solid #e69f00;padding-left:8px;margin-top:6px;max-width:46em";

  /** Lines on any page. */
  static final String LINE = "1px solid rgba(128,128,128,0.4)";

  private Html() {}

  /** Text with the characters escaped that HTML gives a meaning. */
  public static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** An element with inline style around markup. */
  public static String tag(String name, String style, String markup) {
    return "<" + name + " style=\"" + style + "\">" + markup + "</" + name + ">";
  }

  /** Less important text, paler. */
  public static String soft(String plain) {
    return tag("span", SOFT, text(plain));
  }

  /** A chart as a picture inside the markup, this many pixels wide. */
  static String img(IChart chart, int width) {
    return "<img alt=\"\" width=\""
        + width
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(Charts.png(chart, Charts.SCALE))
        + "\">";
  }

  /** A progress bar; without a share it only shows that work goes on. */
  public static String bar(Optional<Double> share) {
    return "<progress style=\"width:16em\" max=\"1\""
        + share.map(x -> " value=\"" + number("%.4f", x) + "\"").orElse("")
        + "></progress>";
  }

  /** Pieces of code, one after the other. */
  public static String code(List<String> texts) {
    return texts.stream()
        .map(text -> tag("code", "white-space:nowrap;font-size:12px", text(text)))
        .collect(Collectors.joining(" ", "<span style=\"line-height:1.8\">", "</span>"));
  }

  /** A number in a format of {@link String#format}, with a decimal point in every language. */
  public static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** A time in seconds, minutes or hours. */
  public static String time(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    long all = Math.round(seconds);
    return all < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", all / 60, all % 60)
        : String.format(Locale.ROOT, "%d h %02d min", all / 3600, all / 60 % 60);
  }
}
