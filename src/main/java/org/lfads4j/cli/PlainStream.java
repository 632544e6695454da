package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What the program prints: control characters, which names in files may hold, are shown as {@code
 * \\u001b} and the like, so that they do not command the terminal.
 */
final class PlainStream extends PrintStream {
  private final PrintStream target;

  PlainStream(PrintStream target) {
    super(target, true);
    this.target = target;
  }

  /** Where a stream prints to, for what commands a terminal on purpose. */
  static PrintStream commanding(PrintStream out) {
    return out instanceof PlainStream plain ? plain.target : out;
  }

  /** A text as it is shown; ends of lines and tabs stay. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c == '\n' || (c == '\r' && text.startsWith("\n", i + 1));
      if (Character.isISOControl(c) && !end && c != '\t') {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  @Override
  public void print(String text) {
    target.print(shown(String.valueOf(text)));
  }

  @Override
  public void print(Object value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char c) {
    print(String.valueOf(c));
  }

  @Override
  public void println() {
    target.println();
  }

  @Override
  public void println(String text) {
    target.println(shown(String.valueOf(text)));
  }

  @Override
  public void println(Object value) {
    println(String.valueOf(value));
  }
}
