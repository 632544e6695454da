package org.lfads4j.notebook.kernel;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import org.lfads4j.training.ForeseenFailure;

/** What a notebook shows of a cell that failed: the message first. */
final class CellErrors {
  /** The name of failures to compile, for which Java has none. */
  private static final String COMPILE = "CompileError";

  private static final Pattern BEYOND = Pattern.compile("out of bounds for length ([1-9]\\d*)");

  private static final int FRAMES = 12;

  /** Frames of these packages are not the user's code. */
  private static final List<String> MACHINERY =
      List.of(
          "jdk.internal.",
          "java.lang.reflect.",
          "jdk.jshell.",
          "java.util.concurrent.FutureTask",
          "org.lfads4j.notebook.kernel.",
          "java.lang.Thread.run",
          "java.base/");

  private CellErrors() {}

  /**
   * A cell that does not compile.
   *
   * @param cell its whole text
   * @param start where the snippet begins in it
   * @param diags what the compiler says of the snippet
   * @param known names that are declared
   */
  static CellFailedException compile(String cell, int start, List<Diag> diags, Set<String> known) {
    List<String> lines = new ArrayList<>();
    for (Diag diag : diags.stream().filter(Diag::isError).limit(4).toList()) {
      int at = (int) Math.max(0, Math.min(cell.length(), start + diag.getPosition()));
      int end = (int) (start + diag.getEndPosition());
      at += at < cell.length() && cell.charAt(at) == '.' ? 1 : 0;
      lines.add("line " + lineOf(cell, at) + ": " + said(diag));
      lines.addAll(pointer(cell, at, end - at));
      CellHints.of(cell, at, diag.getMessage(Locale.ROOT), known).ifPresent(lines::add);
    }
    if (lines.isEmpty()) {
      lines.add("the cell must be complete Java, got something that does not compile");
    }
    return new CellFailedException(COMPILE, lines.get(0), lines, null);
  }

  /** The compiler's words in a line: what was not found, and where, if that has a name. */
  private static String said(Diag diag) {
    List<String> lines = diag.getMessage(Locale.ROOT).lines().map(String::strip).toList();
    StringBuilder said = new StringBuilder(lines.get(0).replaceFirst(";$", ""));
    for (String line : lines.subList(1, lines.size())) {
      String plain = line.replaceAll("^(symbol|location):\\s*", "").strip();
      if (!plain.equals("class") && !plain.isEmpty()) {
        said.append(
                line.startsWith("symbol:") ? ": " : line.startsWith("location:") ? " in " : "; ")
            .append(plain);
      }
    }
    return said.toString();
  }

  /** A command, as other languages have them. */
  static CellFailedException command(String statement) {
    String line =
        "`" + statement.strip().replaceFirst(";$", "") + "` is not Java; " + CellHints.HELP;
    return new CellFailedException(COMPILE, line, List.of(line), null);
  }

  /** A cell that ends in the middle of something. */
  static CellFailedException incomplete(String cell, int start) {
    int at = Math.min(cell.length(), start + leading(cell.substring(start)));
    List<String> lines = new ArrayList<>();
    lines.add(
        "line "
            + lineOf(cell, at)
            + ": what begins here must be ended within the cell; a bracket, brace or quote may be"
            + " missing");
    lines.addAll(pointer(cell, at, 1));
    return new CellFailedException(COMPILE, lines.get(0), lines, null);
  }

  /** A method or class that refers to what does not exist. */
  static CellFailedException unresolved(String what, List<String> missing) {
    String line =
        what
            + " cannot be used until "
            + String.join(", ", missing)
            + " exists; run the cell that declares it, or correct the name";
    return new CellFailedException(COMPILE, line, List.of(line), null);
  }

  /**
   * What a cell's code threw. Of failures that the program foresees the message says all; of others
   * it is told where they happened.
   *
   * @param line of the cell, if known
   */
  static List<String> thrown(Throwable e, OptionalInt line) {
    List<String> lines = new ArrayList<>();
    String[] sentences = said(e).split("\n", -1);
    lines.add(name(e) + ": " + sentences[0]);
    lines.addAll(List.of(sentences).subList(1, sentences.length));
    if (e instanceof OutOfMemoryError) {
      lines.add(
          "give Java more memory: set LFADS4J_HEAP=8g where Jupyter is started, or lower"
              + " c_batch_size");
    }
    Matcher beyond = BEYOND.matcher(message(e));
    if (e instanceof IndexOutOfBoundsException && beyond.find()) {
      int length = Integer.parseInt(beyond.group(1));
      lines.add("    places count from 0: the last of " + length + " is " + (length - 1));
    }
    if (e instanceof UncheckedIOException && message(e).endsWith("got no such file")) {
      lines.add("    relative paths begin at " + Path.of("").toAbsolutePath());
    }
    line.ifPresent(n -> lines.add("in line " + n + " of the cell"));
    if (!isForeseen(e)) {
      Arrays.stream(e.getStackTrace())
          .filter(CellErrors::isTelling)
          .limit(FRAMES)
          .forEach(frame -> lines.add("    at " + frame));
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        lines.add("because of " + name(cause) + ": " + said(cause));
      }
    }
    return List.copyOf(lines);
  }

  private static boolean isForeseen(Throwable e) {
    return ForeseenFailure.is(e)
        || e instanceof CellStoppedException
        || (e instanceof OutOfMemoryError && e.getMessage() != null);
  }

  private static boolean isTelling(StackTraceElement frame) {
    String name = frame.getClassName() + "." + frame.getMethodName();
    return MACHINERY.stream().noneMatch(name::startsWith) && !name.startsWith("REPL.");
  }

  private static String said(Throwable e) {
    return message(e).isBlank() ? "(it says nothing more)" : message(e);
  }

  /** A failure's message, empty if it has none. */
  static String message(Throwable e) {
    return e.getMessage() == null ? "" : e.getMessage();
  }

  /** A failure's name. */
  static String name(Throwable e) {
    if (e instanceof CellFailedException failure) {
      return failure.name();
    }
    String simple = e.getClass().getSimpleName();
    return simple.isEmpty() ? e.getClass().getSuperclass().getSimpleName() : simple;
  }

  /** The line of a place in a text, from 1. */
  static int lineOf(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  /** How many blanks a text begins with. */
  static int leading(String text) {
    return text.length() - text.stripLeading().length();
  }

  private static List<String> pointer(String cell, int at, int length) {
    int begin = cell.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    begin = at < begin ? at : begin;
    int end = cell.indexOf('\n', at);
    String line = cell.substring(begin, end < 0 ? cell.length() : end);
    int marks = Math.max(1, Math.min(length, line.length() - (at - begin)));
    return List.of("    " + line, "    " + " ".repeat(at - begin) + "^".repeat(marks));
  }
}
