package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of fixed widths, two blanks between them. */
final class TextTable {
  private static final String GAP = "  ";
  private static final String CUT = "..";

  private final List<Integer> widths;

  TextTable(List<Integer> widths) {
    this.widths = List.copyOf(widths);
  }

  /** One row: every cell wrapped to its column, as many lines as the longest needs. */
  List<String> row(List<String> cells) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int c = 0; c < widths.size(); c++) {
      List<String> lines = wrap(cells.get(c), widths.get(c));
      wrapped.add(lines);
      height = Math.max(height, lines.size());
    }
    List<String> out = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.size(); c++) {
        String cell = i < wrapped.get(c).size() ? wrapped.get(c).get(i) : "";
        line.append(c == 0 ? "" : GAP)
            .append(cell)
            .append(" ".repeat(widths.get(c) - cell.length()));
      }
      out.add(line.toString().stripTrailing());
    }
    return out;
  }

  /** As wide as asked for: cut, with points at its end, or filled up with blanks. */
  static String fit(String text, int width) {
    if (text.length() <= width) {
      return text + " ".repeat(width - text.length());
    }
    return width > CUT.length()
        ? text.substring(0, width - CUT.length()) + CUT
        : text.substring(0, width);
  }

  /** Breaks between words; where a word is too long, after an underscore, else anywhere. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() <= width) {
        line += " " + rest;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line);
      }
      while (rest.length() > width) {
        int underscore = rest.lastIndexOf('_', width - 1);
        int cut = underscore > 0 ? underscore + 1 : width;
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line = rest;
    }
    lines.add(line);
    return lines;
  }
}
