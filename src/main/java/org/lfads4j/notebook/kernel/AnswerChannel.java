package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.StdinChannel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.reply.InputReply;
import io.github.spencerpark.jupyter.messages.request.InputRequest;
import java.util.List;
import java.util.Optional;
import org.zeromq.ZMQ;

/**
 * Where a cell asks its reader for a line. What comes while nothing is asked for is dropped, so
 * that it neither waits for the next question nor fills the memory.
 */
final class AnswerChannel extends StdinChannel {
  private static final String NAME = "stdin";
  private static final int LOOK_MS = 20;

  private final MessageReader reader;
  private final DroppedMessages dropped;
  private final Thread loop = new Thread(this::dropUnasked, NAME + " channel");
  private volatile boolean closing;

  AnswerChannel(
      ZMQ.Context context, HMACGenerator key, MessageReader reader, DroppedMessages dropped) {
    super(context, key);
    this.reader = reader;
    this.dropped = dropped;
    Frames.limit(this, Frames.REQUEST_BYTES);
  }

  @Override
  public void bind(KernelConnectionProperties to) {
    setReceiveTimeOut(0);
    super.bind(to);
    loop.setDaemon(true);
    loop.start();
  }

  /**
   * Asks for a line.
   *
   * @throws CellStoppedException if the cell is stopped before it comes
   */
  @Override
  public synchronized String getInput(MessageContext context, String prompt, boolean password) {
    dropAll();
    sendMessage(
        new Message<>(context, InputRequest.MESSAGE_TYPE, new InputRequest(prompt, password)));
    while (!closing) {
      Optional<String> answer = answer(Frames.receive(this));
      if (answer.isPresent()) {
        return answer.get() + System.lineSeparator();
      }
      if (!sleeps()) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new CellStoppedException("the cell was stopped before its question was answered");
  }

  private Optional<String> answer(List<byte[]> parts) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (reader.read(parts).getContent() instanceof InputReply reply) {
        return Optional.of(reply.getValue());
      }
      dropped.tell(NAME, "it must be an input_reply");
    } catch (MalformedMessageException e) {
      dropped.tell(NAME, e.getMessage());
    }
    return Optional.empty();
  }

  private void dropUnasked() {
    while (!closing && sleeps()) {
      try {
        dropAll();
      } catch (RuntimeException e) {
        dropped.tell(NAME, "it must be one that can be received, got " + e);
      }
    }
    synchronized (this) {
      super.close();
    }
  }

  private synchronized void dropAll() {
    while (!Frames.receive(this).isEmpty()) {
      dropped.tell(NAME, "it must answer a question");
    }
  }

  private static boolean sleeps() {
    try {
      Thread.sleep(LOOK_MS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Ends the loop, which then closes the socket. */
  @Override
  public void close() {
    closing = true;
  }

  @Override
  public void waitUntilClose() {
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
