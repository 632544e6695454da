package org.lfads4j.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lfads4j.config.StopRule;

/** What the output goes to. */
final class Terminal {
  private static final int LEAST_WIDTH = 40;
  private static final Size USUAL = new Size(80, 24);
  private static final Pattern LINES_AND_COLUMNS = Pattern.compile("([1-9][0-9]*) ([1-9][0-9]*)");
  private static final long SECONDS_TO_ANSWER = 1;

  private Terminal() {}

  /** Columns and lines of characters. */
  record Size(int columns, int lines) {}

  static TerminalProgress progress(PrintStream out, StopRule rule) {
    return new TerminalProgress(
        out, isTerminal(out), Math.max(LEAST_WIDTH, size().columns()), rule, System::nanoTime);
  }

  /** Whether the output goes to a terminal. */
  static boolean isTerminal(PrintStream out) {
    return System.out.equals(out) && hasConsole();
  }

  /** Whether lines further up can be written anew. */
  static boolean movesUp(PrintStream out) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    boolean known = !windows || System.getenv("WT_SESSION") != null;
    return known && isTerminal(out) && !"dumb".equals(System.getenv("TERM"));
  }

  /** From Java 22 on there is a console without a terminal too, and it can be asked. */
  @SuppressWarnings("SystemConsoleNull") // null before Java 22, asked from 22 on
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** As large as the terminal says, or else the shell, if it hands that on. */
  static Size size() {
    return asked()
        .orElseGet(() -> new Size(named("COLUMNS", USUAL.columns), named("LINES", USUAL.lines)));
  }

  private static int named(String variable, int otherwise) {
    String text = System.getenv(variable);
    return text != null && text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : otherwise;
  }

  private static Optional<Size> asked() {
    File terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return Optional.empty();
    }
    try {
      Process asking =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!asking.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        Process unused = asking.destroyForcibly();
        return Optional.empty();
      }
      Matcher answer =
          LINES_AND_COLUMNS.matcher(
              new String(asking.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                  .strip());
      return answer.matches()
          ? Optional.of(
              new Size(Integer.parseInt(answer.group(2)), Integer.parseInt(answer.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      // There is no such program, or no terminal behind this process.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
