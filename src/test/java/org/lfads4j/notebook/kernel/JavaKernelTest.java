package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells, as a user of the kernel writes them. */
class JavaKernelTest {
  private static JavaKernel kernel;

  @BeforeAll
  static void start() {
    kernel = TestKernel.start();
  }

  @AfterAll
  static void stop() {
    TestKernel.stop(kernel);
  }

  private static Object value(String cell) throws Exception {
    return kernel.evalRaw(cell).orElseThrow();
  }

  private static List<String> failure(String cell) {
    Exception e = assertThrows(Exception.class, () -> kernel.eval(cell));
    return kernel.formatError(e).stream().map(l -> l.replaceAll("\u001B\\[[;\\d]*m", "")).toList();
  }

  @Test
  void theLastExpressionIsTheValueItself() throws Exception {
    assertEquals(7, value("int seven = 3 + 4;\nseven"));
    assertEquals(List.of(1, 2), value("List.of(1, 2)"));
    assertEquals(Optional.empty(), kernel.evalRaw("var nothing = 5"));
    assertEquals(Optional.empty(), kernel.evalRaw("// only a comment"));
    assertEquals(Optional.empty(), kernel.evalRaw("System.getProperty(\"not.there\")"));
  }

  @Test
  void chainsOverLinesAreOneExpression() throws Exception {
    assertEquals("ABC", value("\"a\"\n    .concat(\"bc\")\n    // upper case\n    .toUpperCase()"));
  }

  @Test
  void declarationsStay() throws Exception {
    kernel.evalRaw("record Pair(int a, int b) {}\nint sum(Pair p) { return p.a() + p.b(); }");
    assertEquals(5, value("sum(new Pair(2, 3))"));
  }

  @Test
  void aVariableKeepsItsValueWhenWhatMadeItIsDeclaredAgain() throws Exception {
    kernel.evalRaw("String twice(String x) { return x + x; }\nvar made = twice(\"a\");");
    kernel.evalRaw("var further = made.concat(\"b\");");
    kernel.evalRaw("String twice(String x) { return x + \", \" + x; }");
    assertEquals("aa", value("made"));
    assertEquals("aab", value("further"));
    kernel.evalRaw("made = twice(\"c\");");
    kernel.evalRaw("int concat = 3;\nString twice(String x) { return \"\"; }");
    assertEquals("c, c", value("made"));
    kernel.evalRaw("var made = twice(\"d\");");
    assertEquals("", value("made"));
  }

  @Test
  void aVariableOfAClassThatIsDeclaredAgainIsEmptyAndThatIsSaid() throws Exception {
    kernel.evalRaw("class Net { int size = 1; }\nvar net = new Net();");
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      kernel.evalRaw("class Net { int size = 2; }");
    } finally {
      System.setErr(err);
    }
    assertEquals(
        "the variable net is empty now, because its class was declared again; run the cell that"
            + " sets it"
            + System.lineSeparator(),
        said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aStreamThatPrintingGivesIsNoValue() throws Exception {
    assertEquals(Optional.empty(), kernel.evalRaw("System.out.printf(\"%d%n\", 1)"));
  }

  @Test
  void lfads4jIsImported() throws Exception {
    assertEquals("Table", value("Lfads.hyperparameters().getClass().getSimpleName()"));
  }

  @Test
  void knownThingsHaveHtmlOrPictures() throws Exception {
    DisplayData table = kernel.eval("Lfads.hyperparameters()");
    assertTrue(table.getData(MIMEType.TEXT_HTML).toString().contains("c_co_dim"));
    DisplayData chart =
        kernel.eval(
            "new XYChartBuilder().title(\"t\").build().addSeries(\"s\", new double[] {1, 2}); "
                + "var chart = new XYChartBuilder().title(\"t\").build();"
                + "chart.addSeries(\"s\", new double[] {1, 2}); chart");
    assertTrue(chart.getData(MIMEType.parse("image/png")).toString().startsWith("iVBOR"));
    assertEquals("[1.0, 2.0]", kernel.eval("new double[] {1, 2}").getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void displayGivesAnId() throws Exception {
    assertFalse(value("display(\"x\")").toString().isEmpty());
    assertEquals(Optional.empty(), kernel.evalRaw("updateDisplay(\"id\", \"y\")"));
  }

  @Test
  void anUnknownNameIsPointedAt() throws Exception {
    kernel.evalRaw("var session = 3");
    assertEquals(
        List.of(
            "line 2: cannot find symbol: variable sesion",
            "    int x = sesion;",
            "            ^^^^^^",
            "    did you mean session?"),
        failure("int y = 1;\nint x = sesion;"));
  }

  @Test
  void aNameThatIsGivenAValueButNotDeclaredSaysWhatIsMissing() {
    assertEquals(
        List.of(
            "line 2: cannot find symbol: variable unheard",
            "    unheard = Lfads.hyperparameters();",
            "    ^^^^^^^",
            "    `unheard` is not declared: write `var unheard = ...`"),
        failure("int y = 1;\nunheard = Lfads.hyperparameters();"));
    assertEquals(
        "    `unheard` is not declared: write `var unheard = ...`", failure("unheard=3").get(3));
    for (String cell : List.of("unheard == 3", "int y = unheard; y = 2", "unheard.name = 3")) {
      assertEquals(
          "    run the cell that makes `unheard` first, or correct the name", failure(cell).get(3));
    }
  }

  /** As those write who come from MATLAB or Python. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "numbers.select('n0')|text stands in double quotes: \"n0\"",
        "Path.of(\"C:\\data\\a.h5\")|in paths write / in place of \\, on Windows too",
        "# says|a comment begins with //",
        "% says|a comment begins with //",
        "~var b = 3\n"
            + "var c = 4~|a statement ends with `;`; only the last expression of a cell needs none",
        "for i = 1:3|a loop is written `for (int i = 0; i < 3; i++) { ... }`",
        "Trials.load(\"a.h5\")|write `Path.of(\"a.h5\")`",
        "cube[0]|write `.at(trial, bin, column)`; all three count from 0",
        "tiny.withConditions(\"a\", \"b\")|a list is written `List.of(a, b)`",
        "tiny.counts|it is a function: write `counts()`",
        "tiny.Counts()|did you mean counts?",
        "disp(tiny)|write `System.out.println(...)`",
        "help(tiny)|for help press Shift-Tab behind a name; the Tab key completes names",
        "numel(tiny)|functions belong to something: `x.numel(...)`, not `numel(x)`",
      })
  void aMistakeOfAnotherLanguageIsTold(String cell, String hint) throws Exception {
    kernel.evalRaw("var tiny = Trials.of(new int[][][] {{{0, 1}}}, 10); var cube = tiny.counts();");
    assertTrue(failure(cell).contains("    " + hint), failure(cell)::toString);
  }

  @Test
  void aCommandOfAnotherLanguageLeavesTheVariable() throws Exception {
    kernel.evalRaw("var kept = 3");
    assertEquals(
        List.of(
            "`doc kept` is not Java; for help press Shift-Tab behind a name; the Tab key completes"
                + " names"),
        failure("doc kept"));
    assertEquals(3, value("kept"));
  }

  @Test
  void aFileThatIsNotThereIsToldWhereRelativePathsBegin() {
    assertTrue(
        failure("Trials.load(Path.of(\"nowhere.h5\"))")
            .contains("    relative paths begin at " + Path.of("").toAbsolutePath()));
  }

  @Test
  void anUnknownMethodSaysInWhat() throws Exception {
    kernel.evalRaw("var text = \"abc\"");
    assertEquals(
        List.of(
            "line 1: cannot find symbol: method lenth() in variable text of type"
                + " java.lang.String",
            "    text.lenth()",
            "         ^^^^^",
            "    did you mean length?"),
        failure("text.lenth()"));
  }

  @Test
  void anUnfinishedCellIsToldSo() {
    assertEquals(
        List.of(
            "line 2: what begins here must be ended within the cell; a bracket, brace or quote may"
                + " be missing",
            "    for (int i = 0; i < 3; i++) {",
            "    ^"),
        failure("int a = 1;\nfor (int i = 0; i < 3; i++) {"));
  }

  @Test
  void aMessageComesFirstAndForeseenOnesStandAlone() {
    assertEquals(
        List.of(
            "RefusedException: c_keep_prob must be > 0 and <= 1, got 1.5", "in line 2 of the cell"),
        failure("int a = 1;\nRunParams.defaults().withKeepProb(1.5)"));
  }

  @Test
  void otherExceptionsSayWhere() {
    List<String> lines = failure("int[] a = new int[2];\n\n\na[2] = 1;");
    assertEquals(
        "ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2", lines.get(0));
    assertEquals("    places count from 0: the last of 2 is 1", lines.get(1));
    assertEquals("in line 4 of the cell", lines.get(2));
    List<String> deep = failure("List.of(1).add(2)");
    assertEquals("UnsupportedOperationException: (it says nothing more)", deep.get(0));
    assertTrue(deep.get(2).contains("ImmutableCollections"), deep.toString());
  }

  @Test
  void errorsOfTheMachineAreToldAndSurvived() throws Exception {
    List<String> lines = failure("int f(int n) { return f(n + 1) + 1; }\nf(0)");
    assertTrue(lines.get(0).startsWith("StackOverflowError"), lines.toString());
    assertEquals(
        "OutOfMemoryError: Requested array size exceeds VM limit",
        failure("new long[Integer.MAX_VALUE]")
            .get(0)
            .replace("Java heap space", "Requested array size exceeds VM limit"));
    assertEquals(2, value("1 + 1"));
  }

  @Test
  void whatRefersToNothingIsToldWhenUsed() throws Exception {
    kernel.evalRaw("int usesMissing() { return missingMethod(); }");
    assertEquals(
        List.of(
            "usesMissing cannot be used until method missingMethod() exists; run the cell that"
                + " declares it, or correct the name"),
        failure("usesMissing()"));
  }

  /** What a cell does to show that it runs. */
  private static String mark(String cell) {
    return "System.setProperty(\"lfads4j.test." + cell + "\", \"runs\")";
  }

  private static void awaitMark(String cell) throws InterruptedException {
    while (System.getProperty("lfads4j.test." + cell) == null) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void stoppingGivesTheValueThatTheCellThenGives() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<Object>> cell =
          pool.submit(
              () ->
                  kernel.evalRaw(
                      "long turns = 0;\n"
                          + "var got = java.util.stream.LongStream.iterate(0, i -> i + 1)"
                          + ".takeWhile(i -> !Thread.currentThread().isInterrupted())"
                          + ".peek(i -> "
                          + mark("counts")
                          + ").count()"));
      awaitMark("counts");
      kernel.interrupt();
      assertEquals(Optional.empty(), cell.get(1, TimeUnit.MINUTES));
      assertTrue((long) value("got") > 0);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aCellThatWaitsInALibraryAndDoesNotListenIsLeftBehind() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<List<String>> cell =
          pool.submit(
              () ->
                  failure(
                      "var gate = new java.util.concurrent.CompletableFuture<Integer>();\n{ "
                          + mark("waits")
                          + "; gate.join(); }"));
      awaitMark("waits");
      kernel.interrupt();
      assertEquals(
          "CellStoppedException: the cell was stopped, and its code did not end within 5 s: it goes"
              + " on in the background; restart the kernel to end it",
          cell.get(1, TimeUnit.MINUTES).get(0));
      assertEquals(2, value("1 + 1"));
    } finally {
      kernel.evalRaw("gate.complete(1);");
      pool.shutdownNow();
    }
  }

  @Test
  void completionKnowsMembersVariablesAndEarlierLines() throws Exception {
    kernel.evalRaw("var recording = \"abc\"");
    assertCompletes("recor", "recording");
    assertCompletes("RunParams.defaults()\n    .withCoD", "withCoDim(");
    assertCompletes("int x = 1;\nString later = \"\";\nlater.isEm", "isEmpty()");
    assertCompletes("Lfads.hyperp", "hyperparameters()");
    ReplacementOptions none = kernel.complete("zzz.", 4);
    assertEquals(List.of(), none.getReplacements());
  }

  private static void assertCompletes(String code, String expected) {
    ReplacementOptions options = kernel.complete(code, code.length());
    assertTrue(options.getReplacements().contains(expected), options.getReplacements().toString());
    String kept = code.substring(0, options.getSourceStart());
    assertTrue((kept + expected).startsWith(code), kept + expected);
  }

  @Test
  void signaturesAreShownWithTheCataloguesWords() {
    String code = "RunParams.defaults().withCoDim(";
    String shown =
        kernel.inspect(code, code.length(), false).getData(MIMEType.TEXT_PLAIN).toString();
    assertTrue(shown.contains("withCoDim(int"), shown);
    assertTrue(shown.contains("c_co_dim") && shown.contains("default 4"), shown);
    assertTrue(shown.startsWith("RunParams withCoDim(int coDim)\n\nc_co_dim"), shown);
  }

  /** As shift-tab and the completer ask: in the name, behind it, in and behind its parentheses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fit.ra|tes()",
        "fit.rates|()",
        "fit.rates(|",
        "fit.rates(|)",
        "fit.rates()|",
        "int n = 3;\nfit.rates()|",
        "var table = fit.rates()|;",
      })
  void whatAMethodIsForIsShown(String marked) throws Exception {
    kernel.evalRaw("FittedLfads fit = null;");
    int at = marked.indexOf('|');
    String code = marked.replace("|", "");
    String shown = kernel.inspect(code, at, false).getData(MIMEType.TEXT_PLAIN).toString();
    assertTrue(shown.startsWith("Table LfadsResults.rates()\n    Firing rates in sp"), shown);
    assertEquals(2, shown.lines().count(), shown);
  }

  @Test
  void allOfOneNameAreShownWithTheirParameters() throws Exception {
    kernel.evalRaw("Trials some = null;");
    String code = "Trials.of(";
    String shown =
        kernel.inspect(code, code.length(), false).getData(MIMEType.TEXT_PLAIN).toString();
    assertTrue(shown.contains("Trials Trials.of(int[][][] counts, double binMs)\n    "), shown);
    assertTrue(shown.contains("    binMs: "), shown);
    String constant = "Method.PSTH";
    assertTrue(
        kernel
            .inspect(constant, constant.length(), false)
            .getData(MIMEType.TEXT_PLAIN)
            .toString()
            .contains("Averages over the training trials"));
  }

  @Test
  void completenessIsKnown() {
    assertEquals("complete", kernel.isComplete("1 + 1"));
    assertEquals("", kernel.isComplete("for (int i = 0; i < 3; i++) {"));
    assertEquals("", kernel.isComplete("foo("));
  }

  @Test
  void magicsOfIjavaWork(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("more.jsh"), "int loaded = 41;\nloaded++;");
    kernel.evalRaw("%load " + script);
    assertEquals(42, value("loaded"));
    Path notebook =
        Files.writeString(
            folder.resolve("more.ipynb"),
            """
            {"cells": [
              {"cell_type": "markdown", "source": ["not java"]},
              {"cell_type": "code", "source": ["int fromNotebook = 1;\\n", "fromNotebook += 2;"]},
              {"cell_type": "code", "source": "int asOneText = 4;"}]}
            """);
    kernel.evalRaw("%load " + notebook);
    assertEquals(7, value("fromNotebook + asOneText"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    kernel.evalRaw("%classpath " + classes);
    assertTrue(
        failure("%load nowhere.java").get(0).contains("%load must name a file, got nowhere.java"));
    assertTrue(failure("%jars " + folder + "/*.jar").get(0).contains("path must exist"));
    assertEquals(
        "IllegalArgumentException: library must be GROUP:ARTIFACT[:TYPE[:CLASSIFIER]]:VERSION, got"
            + " a:b",
        failure("%maven a:b").get(0));
    assertTrue(failure("%%html\n<b>x</b>").get(0).contains("cell magic must be %%loadFromPOM"));
  }

  @Test
  void codeAroundMagicsRunsInOrderAndKeepsItsLines(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("a.jsh"), "order += \"b\";");
    assertEquals(
        "abc", value("String order = \"a\";\n%load " + script + "\norder += \"c\";\norder"));
    assertTrue(
        failure("int q = 1;\n%load " + script + "\nint r = nowhere;").get(0).startsWith("line 3:"));
  }

  @Test
  void jarsBecomeUsable(@TempDir Path folder) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Extra.java"),
            "package extra; public class Extra { public static int x() { return 9; } }");
    int compiled =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertEquals(0, compiled);
    kernel.evalRaw("%classpath \"" + folder + "\"");
    assertEquals(9, value("extra.Extra.x()"));
  }

  @Test
  void thePageHasTheImportsForOtherKernels() throws IOException {
    String imports =
        JavaKernel.PREAMBLE.stream()
            .filter(line -> !line.startsWith("import static"))
            .collect(Collectors.joining("\n", "```\n", "\n\nNotebook.install();\n```\n"));
    String page = Files.readString(Path.of("src/site/markdown/notebooks.md"));
    assertTrue(page.contains(imports), () -> "the page must hold\n" + imports);
  }
}
