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
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.zeromq.ZMQ;

/**
 * Where a cell asks its reader for a line. What comes while nothing is asked for is dropped, so
 * that it neither waits for the next question nor fills the memory. A thread of its own sends and
 * receives, because the threads of cells are interrupted, which a socket does not survive.
 */
final class AnswerChannel extends StdinChannel {
  private static final String NAME = "stdin";
  private static final int LOOK_MS = 20;

  private final MessageReader reader;
  private final MessageWriter writer;
  private final DroppedMessages dropped;
  private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
  private final Thread loop = new Thread(this::serve, NAME + " channel");
  private volatile boolean closing;

  private record Question(Message<?> message, CompletableFuture<String> answer) {}

  AnswerChannel(
      ZMQ.Context context,
      HMACGenerator key,
      MessageReader reader,
      MessageWriter writer,
      DroppedMessages dropped) {
    super(context, key);
    this.reader = reader;
    this.writer = writer;
    this.dropped = dropped;
    Frames.limit(this, Frames.REQUEST_BYTES);
  }

  @Override
  public void bind(KernelConnectionProperties to) {
    setReceiveTimeOut(LOOK_MS);
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
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Questions wait in line.
  public String getInput(MessageContext context, String prompt, boolean password) {
    InputRequest asked = new InputRequest(prompt, password);
    Question question =
        new Question(
            new Message<>(context, InputRequest.MESSAGE_TYPE, asked), new CompletableFuture<>());
    questions.add(question);
    try {
      return question.answer.get() + System.lineSeparator();
    } catch (InterruptedException e) {
      boolean unused = question.answer.cancel(false);
      Thread.currentThread().interrupt();
      throw unanswered();
    } catch (ExecutionException | CancellationException e) {
      throw unanswered();
    }
  }

  private static CellStoppedException unanswered() {
    return new CellStoppedException("the cell was stopped before its question was answered");
  }

  private void serve() {
    while (!closing) {
      try {
        List<byte[]> unasked = Frames.receive(this);
        if (!unasked.isEmpty()) {
          dropped.tell(NAME, "it must answer a question");
        } else if (!questions.isEmpty()) {
          ask(questions.remove());
        }
      } catch (RuntimeException e) {
        dropped.tell(NAME, "it must be one that can be received, got " + e);
      }
    }
    for (Question left : questions) {
      boolean unused = left.answer.cancel(false);
    }
    super.close();
  }

  private void ask(Question question) {
    if (!question.answer.isDone()) {
      Frames.send(this, writer.parts(question.message));
    }
    while (!closing && !question.answer.isDone()) {
      answer(Frames.receive(this)).ifPresent(question.answer::complete);
    }
    boolean unused = question.answer.cancel(false);
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
