package org.lfads4j.notebook.kernel;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.zeromq.ZMQ;

/**
 * Where requests come and are answered, one after the other. A request that cannot be read or
 * answered is dropped, and the channel goes on. It replaces the loop of {@link ShellChannel}, which
 * ends at the first of these.
 */
final class RequestChannel extends ShellChannel {
  private static final int LOOK_MS = 100;

  /** A client that runs all cells sends them at once; so long after the last, no more come. */
  private static final int QUIET_MS = 20;

  /** More messages than any notebook has cells. */
  private static final int MOST_WAITING = 10_000;

  private final String name;
  private final boolean control;
  private final KernelConnection connection;
  private final MessageReader reader;
  private final MessageWriter writer;
  private final DroppedMessages dropped;
  private final Queue<Message<?>> waiting = new ArrayDeque<>();
  private final Set<Message<?>> abandoned = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Thread loop;
  private boolean hasAnswered;
  private boolean wasWaiting;
  private volatile boolean closing;

  /**
   * @param control whether it is the channel for stops, which are answered while a cell runs
   */
  RequestChannel(
      ZMQ.Context context,
      HMACGenerator key,
      boolean control,
      KernelConnection connection,
      MessageReader reader,
      MessageWriter writer,
      DroppedMessages dropped) {
    super(context, key, control, connection);
    this.name = control ? "control" : "shell";
    this.control = control;
    this.connection = connection;
    this.reader = reader;
    this.writer = writer;
    this.dropped = dropped;
    this.loop = new Thread(this::serve, name + " channel");
    Frames.limit(this, Frames.REQUEST_BYTES);
  }

  @Override
  public void bind(KernelConnectionProperties to) {
    bind(
        formatAddress(
            to.getTransport(), to.getIp(), control ? to.getControlPort() : to.getShellPort()));
    loop.start();
  }

  @Override
  public synchronized void sendMessage(Message<?> message) {
    if (!closed) {
      Frames.send(this, writer.parts(message));
    }
  }

  private void serve() {
    while (!closing) {
      try {
        next().ifPresent(this::answer);
      } catch (Throwable e) { // The channel outlives whatever goes wrong with one message.
        dropped.tell(name, "it must be one that can be answered, got " + e);
      }
    }
    super.close();
  }

  private Optional<Message<?>> next() {
    return waiting.isEmpty() ? receive() : Optional.of(waiting.remove());
  }

  private Optional<Message<?>> receive() {
    List<byte[]> parts = hasAnswered ? receive(0) : List.of();
    wasWaiting = !parts.isEmpty();
    hasAnswered = false;
    if (!wasWaiting) {
      parts = receive(LOOK_MS);
    }
    // No cell runs now that an interrupt could stop.
    boolean unused = Thread.interrupted();
    return parts.isEmpty() ? Optional.empty() : read(parts);
  }

  private List<byte[]> receive(int patienceMs) {
    setReceiveTimeOut(patienceMs);
    return Frames.receive(this);
  }

  private Optional<Message<?>> read(List<byte[]> parts) {
    try {
      return Optional.of(reader.read(parts));
    } catch (MalformedMessageException e) {
      dropped.tell(name, e.getMessage());
      return Optional.empty();
    }
  }

  private <T> void answer(Message<T> message) {
    ShellHandler<T> handler = connection.getHandler(message.getHeader().getType());
    if (handler == null) {
      dropped.tell(name, "it must be a request, got " + message.getHeader().getType().getName());
      return;
    }
    ShellReplyEnvironment reply = connection.prepareReplyEnv(this, message);
    try {
      if (abandoned.remove(message)) {
        abandon(reply);
      } else {
        handler.handle(reply, message);
      }
    } finally {
      reply.resolveDeferrals();
      hasAnswered = true;
    }
    if (reply.isMarkedForShutdown()) {
      connection.close();
    }
  }

  private static void abandon(ShellReplyEnvironment reply) {
    reply.setBusyDeferIdle();
    JsonObject content = new JsonObject();
    content.addProperty("status", "aborted");
    Replies.send(reply, MessageType.EXECUTE_REPLY, content);
  }

  /** Whether the request that is answered had come when the one before was. */
  boolean wasWaiting() {
    return wasWaiting;
  }

  /**
   * The cells that have come by now are not run. It is called while the failed cell is still
   * unanswered, so these are cells that were sent by a client that did not know of the failure.
   */
  void abandonWaiting() {
    List<byte[]> parts = receive(QUIET_MS);
    for (int i = 0; !parts.isEmpty() && i < MOST_WAITING; i++) {
      read(parts).ifPresent(waiting::add);
      parts = receive(QUIET_MS);
    }
    for (Message<?> message : waiting) {
      if (message.getHeader().getType().equals(MessageType.EXECUTE_REQUEST)) {
        abandoned.add(message);
      }
    }
  }

  /** Ends the loop, which then closes the socket. */
  @Override
  public void close() {
    closing = true;
  }

  /**
   * Waits until the socket is closed.
   *
   * @return whether it is; a cell may still run
   */
  boolean isClosedWithin(long ms) throws InterruptedException {
    loop.join(ms);
    return !loop.isAlive();
  }
}
