package org.lfads4j.notebook.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests to run a cell. */
final class ExecuteHandler implements ShellHandler<ExecuteRequest> {
  private final JavaKernel kernel;
  private final CellHistory history;
  private int count;

  ExecuteHandler(JavaKernel kernel, CellHistory history) {
    this.kernel = kernel;
    this.history = history;
  }

  /** A cell that fails or is stopped takes those with it that wait behind it. */
  @Override
  public void handle(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    Optional<RequestChannel> channel =
        env.getShell() instanceof RequestChannel requests
            ? Optional.of(requests)
            : Optional.empty();
    kernel.stop().begin(channel.map(RequestChannel::wasWaiting).orElse(false));
    JsonObject reply;
    boolean stopped;
    try {
      env.setBusyDeferIdle();
      kernel.begin(env, message);
      reply = run(env, request);
    } finally {
      // A stop from here on is for the next cell.
      stopped = kernel.stop().end();
    }
    boolean ok = reply.get("status").getAsString().equals("ok");
    if ((!ok || stopped) && request.shouldStopOnError()) {
      channel.ifPresent(RequestChannel::abandonWaiting);
    }
    Replies.send(env, MessageType.EXECUTE_REPLY, reply);
  }

  private JsonObject run(ShellReplyEnvironment env, ExecuteRequest request) {
    boolean stored = request.shouldStoreHistory() && !request.isSilent();
    count += stored ? 1 : 0;
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    JsonObject reply;
    String output = "";
    try {
      Optional<DisplayData> shown = Optional.ofNullable(kernel.eval(request.getCode()));
      kernel.getIO().publishPrinted();
      if (shown.isPresent() && !request.isSilent()) {
        env.publish(new PublishExecuteResult(count, shown.get()));
      }
      output = shown.map(data -> String.valueOf(data.getData(MIMEType.TEXT_PLAIN))).orElse("");
      reply = new JsonObject();
      reply.addProperty("status", "ok");
      reply.add("payload", new JsonArray());
      reply.add("user_expressions", values(request.getUserExpr()));
    } catch (Exception e) {
      reply = error(e);
      kernel.getIO().publishPrinted();
      if (!request.isSilent()) {
        env.publish(
            new PublishError(CellErrors.name(e), CellErrors.message(e), kernel.formatError(e)));
      }
    }
    if (stored) {
      history.add(count, request.getCode(), output);
    }
    reply.addProperty("execution_count", count);
    return reply;
  }

  private JsonObject values(Map<String, String> expressions) {
    JsonObject values = new JsonObject();
    if (expressions != null) {
      expressions.forEach((name, code) -> values.add(name, value(code)));
    }
    return values;
  }

  private JsonObject value(String code) {
    try {
      DisplayData shown = kernel.eval(code);
      JsonObject value = MessageWriter.json(DisplayData.emptyIfNull(shown)).getAsJsonObject();
      value.addProperty("status", "ok");
      return value;
    } catch (Exception e) {
      return error(e);
    }
  }

  private JsonObject error(Exception e) {
    JsonObject error = new JsonObject();
    error.addProperty("status", "error");
    error.addProperty("ename", CellErrors.name(e));
    error.addProperty("evalue", CellErrors.message(e));
    error.add("traceback", MessageWriter.json(List.copyOf(kernel.formatError(e))));
    return error;
  }
}
