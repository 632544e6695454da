package org.lfads4j.notebook;

import java.util.Optional;

/** Markup that notebooks keep: no scripts, no style sheets, which saved outputs would lose. */
public final class Html {
  static final String SOFT = "color:#666";

  private Html() {}

  /** Text that means itself in HTML. */
  public static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** An element with inline style around markup. */
  static String tag(String name, String style, String markup) {
    return "<" + name + " style=\"" + style + "\">" + markup + "</" + name + ">";
  }

  static String soft(String plain) {
    return tag("span", SOFT, text(plain));
  }

  /** A bar; one that only moves where the share done is not known. */
  static String bar(Optional<Double> share) {
    return "<progress style=\"width:16em\" max=\"1\""
        + share.map(x -> " value=\"" + Card.number("%.4f", x) + "\"").orElse("")
        + "></progress>";
  }
}
