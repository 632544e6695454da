package org.lfads4j.notebook.kernel;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Java, cell by cell: declarations stay, and the last expression of a cell is its value. */
final class JavaSession implements AutoCloseable {
  /** What a value of a cell is: an expression, whether JShell names it or not. */
  private static final Set<Snippet.SubKind> VALUES =
      Set.of(
          Snippet.SubKind.VAR_VALUE_SUBKIND,
          Snippet.SubKind.OTHER_EXPRESSION_SUBKIND,
          Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND);

  /** Methods that every object has; they are rarely the ones wanted. */
  private static final Set<String> OBJECT =
      Set.of(
          "equals(", "getClass()", "hashCode()", "notify()", "notifyAll()", "toString()", "wait(");

  private static final Pattern SELF = Pattern.compile("(\\w+) \\w+<\\1>\\.(.*)");

  private final CellStop stop;
  private final CellControl control;
  private final Variables variables;
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private volatile OptionalInt failedLine = OptionalInt.empty();

  /**
   * Starts one.
   *
   * @param preamble imports and declarations to begin with
   * @param stop of the cell that runs
   */
  JavaSession(List<String> preamble, CellStop stop) {
    this.stop = stop;
    control = new CellControl(stop);
    shell = JShell.builder().executionEngine(provider(control), Map.of()).build();
    analysis = shell.sourceCodeAnalysis();
    variables = new Variables(shell, control);
    for (String line : preamble) {
      for (SnippetEvent event : shell.eval(line)) {
        if (event.status() == Status.REJECTED) {
          throw new IllegalStateException(
              "preamble must compile, got "
                  + line
                  + ": "
                  + shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList());
        }
      }
    }
  }

  private static ExecutionControlProvider provider(DirectExecutionControl control) {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "lfads4j";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return control;
      }
    };
  }

  /**
   * Runs the snippets of a cell, one after the other.
   *
   * @return the value of the last, if it is an expression with one
   * @throws CellFailedException if it does not compile, or throws an {@link Error}
   * @throws CellStoppedException if it is stopped before all of it has run
   * @throws Exception whatever its code throws
   */
  Optional<Object> run(String cell) throws Exception {
    Optional<Object> value = Optional.empty();
    String rest = cell;
    while (!rest.isBlank()) {
      int start = cell.length() - rest.length();
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      if (stop.isAsked()) {
        int line = CellErrors.lineOf(cell, start + CellErrors.leading(rest));
        throw new CellStoppedException(
            "the cell was stopped; what begins in line " + line + " was not run");
      }
      if (!info.completeness().isComplete()) {
        if (info.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
          throw CellErrors.incomplete(cell, start);
        }
        return evaluate(cell, start, rest);
      }
      value = evaluate(cell, start, info.source());
      rest = info.remaining();
    }
    return value;
  }

  private Optional<Object> evaluate(String cell, int start, String source) throws Exception {
    control.reset();
    failedLine = OptionalInt.empty();
    if (CellHints.isCommand(source, names())) {
      throw CellErrors.command(source);
    }
    Optional<Object> value = Optional.empty();
    List<SnippetEvent> events = shell.eval(source);
    variables.follow(events);
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Snippet snippet = event.snippet();
      if (event.status() == Status.REJECTED) {
        throw CellErrors.compile(cell, start, shell.diagnostics(snippet).toList(), names());
      }
      if (event.exception() != null) {
        throw thrown(event.exception(), cell, start + CellErrors.leading(source));
      }
      if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
        throw CellErrors.unresolved(snippet.source().strip(), unresolved(snippet));
      }
      if (VALUES.contains(snippet.subKind())) {
        value = control.value().filter(JavaSession::isTelling);
      }
    }
    return value;
  }

  /** {@code System.out.printf(...)} gives the stream, which nobody asked for. */
  private static boolean isTelling(Object value) {
    return !(value instanceof PrintStream);
  }

  private List<String> unresolved(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declaration
        ? shell.unresolvedDependencies(declaration).toList()
        : List.of();
  }

  private Exception thrown(JShellException reported, String cell, int start) {
    if (reported instanceof UnresolvedReferenceException e) {
      DeclarationSnippet snippet = e.getSnippet();
      return CellErrors.unresolved(snippet.name(), unresolved(snippet));
    }
    Throwable cause = control.thrown().orElse(reported);
    OptionalInt line =
        reported instanceof EvalException
            ? Stream.of(reported.getStackTrace())
                .filter(frame -> frame.getFileName() != null && frame.getFileName().startsWith("#"))
                .mapToInt(frame -> CellErrors.lineOf(cell, start) + frame.getLineNumber() - 1)
                .filter(n -> n >= 1)
                .findFirst()
            : OptionalInt.empty();
    failedLine = line;
    if (cause instanceof Exception e) {
      return e;
    }
    List<String> lines = CellErrors.thrown(cause, line);
    return new CellFailedException(CellErrors.name(cause), lines.get(0), lines, cause);
  }

  /** Names that are declared: variables, methods and classes. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    shell.variables().map(VarSnippet::name).filter(n -> !n.startsWith("$")).forEach(names::add);
    shell.methods().map(DeclarationSnippet::name).forEach(names::add);
    shell.types().map(DeclarationSnippet::name).forEach(names::add);
    return names;
  }

  /** The line of the cell in which the last exception was thrown, if known. */
  OptionalInt failedLine() {
    return failedLine;
  }

  /** Adds a folder or jar file to what cells can use. */
  void addToClasspath(String path) {
    shell.addToClasspath(path);
  }

  /**
   * How an identifier can go on.
   *
   * @param start where what is replaced begins
   */
  record Completion(List<String> texts, int start) {}

  /** What can stand at a place in a cell. */
  Completion complete(String cell, int at) {
    int[] anchor = {at};
    List<String> texts = suggestions(cell, at, anchor);
    if (texts.isEmpty()) {
      int start = lastSnippet(cell.substring(0, at));
      texts = suggestions(cell.substring(start), at - start, anchor);
      anchor[0] += start;
    }
    return new Completion(texts, texts.isEmpty() ? at : anchor[0]);
  }

  /** Where nothing is begun yet, as behind a parenthesis, only what fits is of use. */
  private List<String> suggestions(String code, int at, int[] anchor) {
    List<SourceCodeAnalysis.Suggestion> all = analysis.completionSuggestions(code, at, anchor);
    boolean begun = at == 0 || Character.isJavaIdentifierPart(code.charAt(at - 1));
    boolean anyFits = all.stream().anyMatch(SourceCodeAnalysis.Suggestion::matchesType);
    List<String> texts =
        all.stream()
            .filter(s -> begun || !anyFits || s.matchesType())
            .sorted(Comparator.comparing(s -> !s.matchesType()))
            .map(SourceCodeAnalysis.Suggestion::continuation)
            .distinct()
            .toList();
    // What every object has, and values without a name, come last.
    return Stream.concat(
            texts.stream().filter(text -> !isRarelyWanted(text)),
            texts.stream().filter(JavaSession::isRarelyWanted))
        .toList();
  }

  private static boolean isRarelyWanted(String text) {
    return OBJECT.contains(text) || text.startsWith("$");
  }

  private int lastSnippet(String code) {
    String rest = code;
    while (true) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (!info.completeness().isComplete()
          || info.completeness() == Completeness.COMPLETE_WITH_SEMI
          || info.remaining().isBlank()) {
        return code.length() - rest.length();
      }
      rest = info.remaining();
    }
  }

  /** Signatures of what stands at a place in a cell, and what is said of each. */
  List<String> signatures(String cell, int at) {
    int end = at;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    if (end < cell.length() && cell.charAt(end) == '(') {
      end++;
    }
    // A call without arguments is over before its parenthesis is.
    end -= cell.startsWith("()", end - 2) ? 1 : 0;
    List<String> ahead = end == at ? List.of() : documentation(cell, end);
    return ahead.isEmpty() ? documentation(cell, at) : ahead;
  }

  private List<String> documentation(String cell, int at) {
    List<String> whole = documentation(cell, 0, at);
    return whole.isEmpty() ? documentation(cell, lastSnippet(cell.substring(0, at)), at) : whole;
  }

  private List<String> documentation(String cell, int start, int at) {
    return analysis.documentation(cell.substring(start), at - start, false).stream()
        .map(SourceCodeAnalysis.Documentation::signature)
        .distinct()
        .map(
            signature ->
                Stream.concat(
                        Stream.of(readable(signature, cell, start, at)),
                        Javadoc.of(signature).stream().map(line -> "    " + line))
                    .collect(Collectors.joining("\n")))
        .toList();
  }

  /** {@code S Withers<S>.withSeed(long)} gives what it is called on. */
  private String readable(String signature, String cell, int start, int at) {
    String readable = Javadoc.readable(signature);
    Matcher self = SELF.matcher(readable);
    if (!self.matches()) {
      return readable;
    }
    int dot = cell.lastIndexOf('.', at - 1);
    String type =
        dot < start ? null : analysis.analyzeType(cell.substring(start, dot), dot - start);
    return (type == null ? "" : Javadoc.readable(type) + " ") + self.group(2);
  }

  /** Whether a text can be run as it stands. */
  Completeness completeness(String code) {
    String rest = code;
    while (true) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (!info.completeness().isComplete() || info.remaining().isBlank()) {
        return info.completeness();
      }
      rest = info.remaining();
    }
  }

  @Override
  public void close() {
    shell.close();
  }
}
