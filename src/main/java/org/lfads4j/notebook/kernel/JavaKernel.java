package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.lfads4j.notebook.Notebook;

/** The kernel: cells in, values, displays and readable errors out. */
public class JavaKernel extends BaseKernel {
  /** What every notebook begins with. */
  static final List<String> PREAMBLE =
      List.of(
          "import java.io.*;",
          "import java.nio.file.*;",
          "import java.time.Duration;",
          "import java.util.*;",
          "import java.util.function.*;",
          "import java.util.stream.*;",
          "import org.lfads4j.*;",
          "import org.lfads4j.analysis.*;",
          "import org.lfads4j.config.*;",
          "import org.lfads4j.data.*;",
          "import org.lfads4j.data.synthetic.*;",
          "import org.lfads4j.notebook.Notebook;",
          "import org.lfads4j.plots.*;",
          "import org.lfads4j.runs.*;",
          "import org.lfads4j.tables.*;",
          "import org.lfads4j.training.Progress;",
          "import org.knowm.xchart.*;",
          "import tech.tablesaw.api.*;",
          "import static org.lfads4j.notebook.kernel.Display.*;");

  private static volatile JavaKernel running;

  private final CompletableFuture<JavaSession> session;
  private final Magics magics;
  private volatile boolean failed;

  /** Starts one; cells wait until Java is ready, questions about the kernel do not. */
  public JavaKernel() {
    running = this;
    session = CompletableFuture.supplyAsync(() -> new JavaSession(PREAMBLE));
    magics = new Magics(this);
    Notebook.install(this);
  }

  /**
   * The kernel of this process.
   *
   * @throws IllegalStateException if none was started
   */
  static JavaKernel running() {
    if (running == null) {
      throw new IllegalStateException("a kernel must run in this process; use a notebook");
    }
    return running;
  }

  JavaSession session() {
    try {
      return session.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Java must start, got " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellStoppedException("the cell was stopped before Java was ready");
    }
  }

  @Override
  public DisplayData eval(String cell) throws Exception {
    failed = true;
    try {
      Optional<Object> value = evalRaw(cell);
      DisplayData shown = value.isPresent() ? Display.render(value.get()) : null;
      failed = false;
      return shown;
    } catch (Error e) { // The base class answers a cell only after an Exception.
      String rule = "the cell must be one that Java can compile and show, got " + e;
      throw new CellFailedException(rule, List.of(rule), e);
    }
  }

  /** The value of a cell itself. */
  public Optional<Object> evalRaw(String cell) throws Exception {
    return magics.run(cell);
  }

  @Override
  public DisplayData inspect(String cell, int at, boolean more) {
    List<String> lines = new ArrayList<>(session().signatures(cell, at));
    HyperparameterHelp.at(cell, at).ifPresent(help -> lines.add("\n" + help));
    return lines.isEmpty() ? null : new DisplayData(String.join("\n", lines));
  }

  @Override
  public ReplacementOptions complete(String cell, int at) {
    JavaSession.Completion completion = session().complete(cell, at);
    return new ReplacementOptions(completion.texts(), completion.start(), at);
  }

  @Override
  public String isComplete(String code) {
    Completeness completeness = session().completeness(code);
    return switch (completeness) {
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> "";
      case UNKNOWN -> IS_COMPLETE_BAD;
      default -> IS_COMPLETE_YES;
    };
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("Java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".java")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  @Override
  public String getBanner() {
    return "lfads4j on Java " + Runtime.version();
  }

  @Override
  public List<LanguageInfo.Help> getHelpLinks() {
    return List.of();
  }

  @Override
  public void interrupt() {
    session().interrupt();
  }

  @Override
  public List<String> formatError(Exception e) {
    List<String> lines =
        e instanceof CellFailedException failure
            ? failure.lines()
            : CellErrors.thrown(e, session().failedLine());
    List<String> coloured = new ArrayList<>();
    coloured.add(errorStyler.secondary(lines.get(0)));
    coloured.addAll(lines.subList(1, lines.size()));
    return coloured;
  }

  @Override
  public void becomeHandlerForConnection(JupyterConnection connection) {
    super.becomeHandlerForConnection(connection);
    ShellHandler<ExecuteRequest> execute = connection.getHandler(MessageType.EXECUTE_REQUEST);
    connection.setHandler(
        MessageType.EXECUTE_REQUEST, (env, message) -> execute(env, message, execute));
  }

  /** Runs a cell; if it fails, the cells that wait behind it are not run. */
  private void execute(
      ShellReplyEnvironment env,
      Message<ExecuteRequest> message,
      ShellHandler<ExecuteRequest> execute) {
    execute.handle(env, message);
    if (failed
        && message.getContent().shouldStopOnError()
        && env.getShell() instanceof RequestChannel requests) {
      requests.abandonWaiting();
    }
  }
}
