package org.lfads4j.notebook.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
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
import org.lfads4j.config.ProgramVersion;
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

  /** A stopped cell may tidy up so long, and once more after its loops were ended. */
  private static final long HANDLING_MS = 800;

  private static final long PATIENCE_MS = 5000;

  private final CellStop stop = new CellStop(HANDLING_MS, PATIENCE_MS);
  private final CellIo io = new CellIo(stop);
  private final CellHistory history = new CellHistory();
  private final CompletableFuture<JavaSession> session;
  private final Magics magics;

  /** Starts one; cells wait until Java is ready, questions about the kernel do not. */
  public JavaKernel() {
    running = this;
    session = CompletableFuture.supplyAsync(() -> new JavaSession(PREAMBLE, stop));
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
    try {
      Optional<Object> value = evalRaw(cell);
      return value.isPresent() ? Display.render(value.get()) : null;
    } catch (Error e) { // The base class answers a cell only after an Exception.
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String rule = "the cell must be one that Java can compile and show, got " + root;
      throw new CellFailedException(CellErrors.name(root), rule, List.of(rule), e);
    }
  }

  /** The value of a cell itself. */
  public Optional<Object> evalRaw(String cell) throws Exception {
    stop.begin();
    try {
      return magics.run(cell);
    } finally {
      boolean unused = stop.end();
    }
  }

  CellStop stop() {
    return stop;
  }

  @Override
  public CellIo getIO() {
    return io;
  }

  /** What has an id is shown by something that ends by itself, such as a training. */
  @Override
  public void display(DisplayData data) {
    if (!data.hasDisplayId()) {
      stop.checkHere();
    }
    io.display.display(data);
  }

  @Override
  public CellHistory getHistoryManager() {
    return history;
  }

  /** A cell begins on this thread. */
  void begin(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    commManager.setMessageContext(message);
    io.begin(env, message.getContent().isStdinEnabled());
  }

  /** The protocol counts Unicode characters, Java the halves of those beyond the first 65536. */
  private static int inJava(String cell, int characters) {
    int most = cell.codePointCount(0, cell.length());
    return cell.offsetByCodePoints(0, Math.max(0, Math.min(characters, most)));
  }

  @Override
  public DisplayData inspect(String cell, int characters, boolean more) {
    int at = inJava(cell, characters);
    List<String> lines = new ArrayList<>(magics.signatures(cell, at));
    HyperparameterHelp.at(cell, at)
        .ifPresent(
            help -> {
              // The catalogue says more than this sentence of the Javadoc.
              lines.replaceAll(
                  line -> line.replaceFirst("\\s+Requests Hyperparameter\\.\\w+\\.", ""));
              lines.add("\n" + help);
            });
    return lines.isEmpty() ? null : new DisplayData(String.join("\n", lines));
  }

  @Override
  public ReplacementOptions complete(String cell, int characters) {
    int at = inJava(cell, characters);
    JavaSession.Completion completion = magics.complete(cell, at);
    return new ReplacementOptions(
        completion.texts(), cell.codePointCount(0, completion.start()), cell.codePointCount(0, at));
  }

  @Override
  public String isComplete(String code) {
    return switch (magics.completeness(code)) {
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
  public void interrupt() {
    stop.ask();
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
    connection.setHandler(MessageType.EXECUTE_REQUEST, new ExecuteHandler(this, history));
    connection.setHandler(
        MessageType.KERNEL_INFO_REQUEST,
        (env, message) -> {
          env.setBusyDeferIdle();
          Replies.send(env, MessageType.KERNEL_INFO_REPLY, info());
        });
    io.replaceStreams();
  }

  private JsonObject info() {
    JsonObject info = new JsonObject();
    info.addProperty("protocol_version", MessageWriter.PROTOCOL);
    info.addProperty("implementation", "lfads4j");
    info.addProperty("implementation_version", ProgramVersion.full());
    info.add("language_info", MessageWriter.json(getLanguageInfo()));
    info.addProperty("banner", getBanner());
    info.addProperty("debugger", false);
    info.add("help_links", new JsonArray());
    return info;
  }
}
