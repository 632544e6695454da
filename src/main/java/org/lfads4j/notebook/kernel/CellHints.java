package org.lfads4j.notebook.kernel;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lfads4j.config.NearestName;

/**
 * What to write instead, for the mistakes of those who come from MATLAB or Python, or have never
 * programmed.
 */
final class CellHints {
  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(variable|method) (\\w+)");

  private static final Pattern LOCATION =
      Pattern.compile("location: (?:variable \\w+ of type|class|interface) ([\\w.$]+)");

  private static final Pattern PRIVATE = Pattern.compile("(\\w+) has private access in ([\\w.$]+)");

  private static final Pattern GIVEN = Pattern.compile("(\\w+)\\s*=(?!=)");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"\n]*\"");
  private static final Pattern TWO_WORDS = Pattern.compile("\\s*([a-z]\\w*) +(\\w+)\\s*;?\\s*");
  private static final Set<String> PRINTERS =
      Set.of("disp", "print", "println", "printf", "fprintf");

  private static final Set<String> WORDS_OF_JAVA =
      Set.of(
          "var",
          "int",
          "long",
          "short",
          "byte",
          "double",
          "float",
          "boolean",
          "char",
          "return",
          "throw",
          "new",
          "import",
          "package",
          "yield",
          "break",
          "continue");

  static final String HELP = "for help press Shift-Tab behind a name; the Tab key completes names";

  private static final int NEAR = 2;

  private CellHints() {}

  /**
   * A hint to what the compiler says.
   *
   * @param at the place in the cell that it speaks of
   * @param names that are declared
   */
  static Optional<String> of(String cell, int at, String message, Set<String> names) {
    return hint(cell, Math.min(at, cell.length()), message, names).map(hint -> "    " + hint);
  }

  private static Optional<String> hint(String cell, int at, String message, Set<String> names) {
    String rest = cell.substring(at);
    if (message.startsWith("unclosed character literal")) {
      return Optional.of("text stands in double quotes: \"n0\"");
    }
    if (message.startsWith("illegal escape character")) {
      return Optional.of("in paths write / in place of \\, on Windows too");
    }
    if (rest.startsWith("#") || rest.startsWith("%")) {
      return Optional.of("a comment begins with //");
    }
    if (message.startsWith("';' expected") && rest.lines().findFirst().orElse("").isBlank()) {
      return Optional.of(
          "a statement ends with `;`; only the last expression of a cell needs none");
    }
    if (message.startsWith("'(' expected") && cell.substring(0, at).endsWith("for")) {
      return Optional.of("a loop is written `for (int i = 0; i < 3; i++) { ... }`");
    }
    if (message.contains("java.lang.String cannot be converted to java.nio.file.Path")) {
      Matcher text = QUOTED.matcher(rest);
      return Optional.of(
          "write `Path.of(%s)`".formatted(text.lookingAt() ? text.group() : "\"file\""));
    }
    if (message.startsWith("array required, but org.lfads4j.data.Cube")) {
      return Optional.of("write `.at(trial, bin, column)`; all three count from 0");
    }
    Matcher field = PRIVATE.matcher(message);
    if (field.lookingAt()) {
      return ofType(field.group(2), field.group(1), true);
    }
    if (message.contains("required: java.util.List<")) {
      return Optional.of("a list is written `List.of(a, b)`");
    }
    return notFound(cell, at, message, names);
  }

  /**
   * Whether a statement is a command such as {@code doc fit}. Java reads it as a declaration, which
   * would empty the variable.
   */
  static boolean isCommand(String statement, Set<String> names) {
    Matcher words = TWO_WORDS.matcher(statement);
    return words.matches()
        && !WORDS_OF_JAVA.contains(words.group(1))
        && names.contains(words.group(2));
  }

  private static Optional<String> notFound(String cell, int at, String message, Set<String> names) {
    Matcher symbol = SYMBOL.matcher(message);
    if (!symbol.find()) {
      return Optional.empty();
    }
    boolean variable = symbol.group(1).equals("variable");
    String name = symbol.group(2);
    Matcher location = LOCATION.matcher(message);
    if (location.find()) {
      return ofType(location.group(1), name, variable);
    }
    Matcher given = GIVEN.matcher(cell).region(at, cell.length());
    if (variable && given.lookingAt() && cell.substring(0, at).matches("(?s)(.*[;{}\n])?\\s*")) {
      return Optional.of("`%s` is not declared: write `var %s = ...`".formatted(name, name));
    }
    Optional<String> near = nearest(name, names.stream()).map("did you mean %s?"::formatted);
    if (near.isPresent()) {
      return near;
    }
    if (variable) {
      return Optional.of("run the cell that makes `%s` first, or correct the name".formatted(name));
    }
    return Optional.of(
        PRINTERS.contains(name)
            ? "write `System.out.println(...)`"
            : name.equals("help")
                ? HELP
                : "functions belong to something: `x.%s(...)`, not `%s(x)`".formatted(name, name));
  }

  /** A method that a type does have. */
  private static Optional<String> ofType(String type, String name, boolean variable) {
    List<String> methods;
    try {
      Class<?> known = Class.forName(type, false, Thread.currentThread().getContextClassLoader());
      methods = Arrays.stream(known.getMethods()).map(Method::getName).distinct().toList();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
    if (variable && methods.contains(name)) {
      return Optional.of("it is a function: write `%s()`".formatted(name));
    }
    return nearest(name, methods.stream()).map("did you mean %s?"::formatted);
  }

  private static Optional<String> nearest(String missing, Stream<String> names) {
    return NearestName.to(missing, names.filter(name -> !name.equals(missing)).toList(), 1).stream()
        .filter(name -> NearestName.edits(missing, name) <= Math.min(NEAR, missing.length() / 2))
        .findFirst();
  }
}
