package org.lfads4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is left of HTML in a notebook that is not trusted: JupyterLab keeps plain elements, and of
 * inline styles the properties that it knows with values that it knows. These are its rules (4.x),
 * as far as they concern what a kernel shows.
 */
final class Untrusted {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z][a-z0-9]*)((?:\\s+[a-z-]+=\"[^\"]*\")*)\\s*>");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([a-z-]+)=\"([^\"]*)\"");

  private static final Set<String> ELEMENTS =
      Set.of(
          "b",
          "br",
          "code",
          "div",
          "em",
          "h1",
          "h2",
          "h3",
          "h4",
          "hr",
          "i",
          "img",
          "li",
          "ol",
          "p",
          "pre",
          "progress",
          "small",
          "span",
          "strong",
          "sub",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul");

  /** These go with all that they hold. */
  private static final Pattern DROPPED_WHOLE =
      Pattern.compile("<(script|style|textarea|option)\\b.*?</\\1>", Pattern.DOTALL);

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "img", Set.of("alt", "height", "src", "width"),
          "progress", Set.of("max", "min", "value"),
          "td", Set.of("colspan", "rowspan", "scope"),
          "th", Set.of("colspan", "rowspan", "scope"));

  private static final String NUMBER = "\\+?([0-9]*[.])?[0-9]+";
  private static final String LENGTH = "(0|" + NUMBER + "(px|em|rem|ex|pt|%))";
  private static final String COLOUR =
      "(#[0-9a-f]+|transparent|black|white|rgb\\(\\d+,\\d+,\\d+\\)"
          + "|rgba\\(\\d+,\\d+,\\d+,(1|0([.][0-9]+)?)\\))";
  private static final String LINE =
      "((" + LENGTH + "|none|dotted|dashed|solid|" + COLOUR + ")\\s*){1,3}";

  private static final Map<String, String> STYLES =
      Map.ofEntries(
          Map.entry("background", COLOUR),
          Map.entry("background-color", COLOUR),
          Map.entry("border", LINE),
          Map.entry("border-bottom", LINE),
          Map.entry("border-collapse", "collapse|separate"),
          Map.entry("border-left", LINE),
          Map.entry("border-radius", "(" + LENGTH + "\\s*){1,4}"),
          Map.entry("border-top", LINE),
          Map.entry("color", COLOUR),
          Map.entry("display", "inline|block|inline-block|table|flex|grid|none"),
          Map.entry("font-size", LENGTH + "|small|medium|large|smaller|larger"),
          Map.entry("font-weight", "normal|bold|bolder|lighter|[1-9]00"),
          Map.entry("height", LENGTH + "|auto"),
          Map.entry("line-height", "normal|" + NUMBER + "|" + LENGTH),
          Map.entry("margin", "((" + LENGTH + "|auto)\\s*){1,4}"),
          Map.entry("margin-bottom", LENGTH),
          Map.entry("margin-left", LENGTH),
          Map.entry("margin-right", LENGTH),
          Map.entry("margin-top", LENGTH),
          Map.entry("max-width", LENGTH + "|none|auto"),
          Map.entry("min-width", LENGTH + "|auto"),
          Map.entry("opacity", "1([.]0+)?|0([.][0-9]+)?"),
          Map.entry("overflow-x", "visible|hidden|scroll|auto"),
          Map.entry("padding", "(" + LENGTH + "\\s*){1,4}"),
          Map.entry("padding-left", LENGTH),
          Map.entry("text-align", "left|right|center|justify"),
          Map.entry("vertical-align", "baseline|sub|super|top|middle|bottom"),
          Map.entry("white-space", "normal|pre|nowrap|pre-wrap|pre-line"),
          Map.entry("width", LENGTH + "|auto"));

  /** A page with its text. */
  private record Theme(int page, int text) {}

  private static final List<Theme> THEMES = List.of(new Theme(255, 0), new Theme(17, 255));

  private Untrusted() {}

  /** Fails where something is lost, or cannot be read on a white page or on a dark one. */
  static void assertKept(String html) {
    assertEquals(html, sanitised(html));
    double opacity = 1;
    List<double[]> tints = new ArrayList<>(List.of(new double[] {0, 0, 0, 0}));
    List<double[]> lines = new ArrayList<>();
    for (Map.Entry<String, String> style : styles(html)) {
      String property = style.getKey();
      assertTrue(!property.equals("color"), "text has the colour of the page, got " + style);
      if (property.equals("opacity")) {
        opacity = Math.min(opacity, Double.parseDouble(style.getValue()));
      } else if (property.startsWith("background")) {
        colours(style.getValue()).forEach(tints::add);
      } else if (property.startsWith("border")) {
        colours(style.getValue()).forEach(lines::add);
      }
    }
    for (Theme theme : THEMES) {
      for (double[] tint : tints) {
        double[] page = over(tint, tint[3], grey(theme.page));
        double contrast = contrast(over(grey(theme.text), opacity, page), page);
        assertTrue(contrast >= 4.5, "text on a background has the contrast " + contrast);
      }
      for (double[] line : lines) {
        double contrast = contrast(over(line, line[3], grey(theme.page)), grey(theme.page));
        assertTrue(contrast >= 1.5, "a line has the contrast " + contrast);
      }
    }
  }

  /** What is left. */
  static String sanitised(String html) {
    Matcher tag = TAG.matcher(DROPPED_WHOLE.matcher(html).replaceAll(""));
    return tag.replaceAll(
        found -> {
          String name = found.group(2);
          String kept =
              ELEMENTS.contains(name)
                  ? "<" + found.group(1) + name + attributes(name, found.group(3)) + ">"
                  : "";
          return Matcher.quoteReplacement(kept);
        });
  }

  private static String attributes(String element, String all) {
    return ATTRIBUTE
        .matcher(all)
        .results()
        .map(
            each -> {
              String name = each.group(1);
              if (name.equals("style")) {
                String styles =
                    styles(each.group()).stream()
                        .filter(s -> s.getValue().matches(STYLES.getOrDefault(s.getKey(), "")))
                        .map(s -> s.getKey() + ":" + s.getValue())
                        .collect(Collectors.joining(";"));
                return styles.isEmpty() && !each.group(2).isEmpty()
                    ? ""
                    : " style=\"" + styles + "\"";
              }
              boolean known =
                  Set.of("class", "id", "title", "dir", "lang").contains(name)
                      || ATTRIBUTES.getOrDefault(element, Set.of()).contains(name);
              return known ? each.group() : "";
            })
        .collect(Collectors.joining());
  }

  private static List<Map.Entry<String, String>> styles(String html) {
    return Pattern.compile("style=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .flatMap(found -> Pattern.compile(";").splitAsStream(found.group(1)))
        .filter(style -> !style.isEmpty())
        .map(style -> style.split(":", 2))
        .map(style -> Map.entry(style[0], style[1]))
        .toList();
  }

  /** Red, green, blue and how opaque, of every colour in a value. */
  private static List<double[]> colours(String value) {
    return Pattern.compile("#([0-9a-f]{6})|rgba\\((\\d+),(\\d+),(\\d+),([0-9.]+)\\)|#")
        .matcher(value)
        .results()
        .map(
            found -> {
              if (found.group(2) != null) {
                double[] colour = new double[4];
                for (int i = 0; i < 4; i++) {
                  colour[i] = Double.parseDouble(found.group(i + 2));
                }
                return colour;
              }
              int rgb = Integer.parseInt(found.group(1), 16);
              return new double[] {rgb >> 16, rgb >> 8 & 255, rgb & 255, 1};
            })
        .toList();
  }

  private static double[] grey(int level) {
    return new double[] {level, level, level};
  }

  private static double[] over(double[] colour, double opacity, double[] page) {
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = opacity * colour[i] + (1 - opacity) * page[i];
    }
    return mixed;
  }

  /** The contrast ratio of the Web Content Accessibility Guidelines: 4.5 is asked of text. */
  private static double contrast(double[] a, double[] b) {
    double la = luminance(a) + 0.05;
    double lb = luminance(b) + 0.05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(double[] rgb) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = rgb[i] / 255;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
