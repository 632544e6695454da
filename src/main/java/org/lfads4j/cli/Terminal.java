package org.lfads4j.cli;

import java.io.Console;
import java.io.PrintStream;
import org.lfads4j.config.StopRule;

/** What the output goes to. */
final class Terminal {
  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;

  private Terminal() {}

  static TerminalProgress progress(PrintStream out, StopRule rule) {
    return new TerminalProgress(
        out, System.out.equals(out) && isTerminal(), width(), rule, System::nanoTime);
  }

  /** From Java 22 on there is a console without a terminal too, and it can be asked. */
  @SuppressWarnings("SystemConsoleNull") // null before Java 22, asked from 22 on
  private static boolean isTerminal() {
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

  /** As wide as the shell says, if it hands that on. */
  private static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[0-9]{1,4}")
        ? Math.max(LEAST_WIDTH, Integer.parseInt(columns))
        : USUAL_WIDTH;
  }
}
