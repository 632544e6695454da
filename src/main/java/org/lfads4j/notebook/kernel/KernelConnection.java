package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellChannel;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.publish.PublishStatus;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import org.zeromq.ZMQ;

/**
 * The five sockets between a kernel and its clients. No message that comes ends them, however it is
 * made; the base library's own sockets, which such messages end, stay unused.
 */
final class KernelConnection extends JupyterConnection {
  /** How long a cell that still runs is waited for when everything ends. */
  private static final long PATIENCE_MS = 500;

  private final KernelConnectionProperties properties;
  private final ZMQ.Context context = ZMQ.context(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final RequestChannel requests;
  private final RequestChannel orders;
  private final AnswerChannel answers;
  private final OutputChannel output;
  private final EchoChannel echo;

  /**
   * @param dropped is told of every message that is not answered
   * @throws GeneralSecurityException if Java does not know the signature scheme
   */
  KernelConnection(KernelConnectionProperties properties, DroppedMessages dropped)
      throws GeneralSecurityException {
    super(properties);
    super.close();
    this.properties = properties;
    context.setNotificationExceptionHandler(
        (thread, e) -> dropped.tell("the network", "it must follow ZMTP, got " + e));
    HMACGenerator key = properties.createHMACGenerator();
    MessageReader reader = new MessageReader(key);
    MessageWriter writer = new MessageWriter(key);
    requests = new RequestChannel(context, key, false, this, reader, writer, dropped);
    orders = new RequestChannel(context, key, true, this, reader, writer, dropped);
    answers = new AnswerChannel(context, key, reader, writer, dropped);
    output = new OutputChannel(context, key, writer);
    echo = new EchoChannel(context, dropped);
  }

  @Override
  public void connect() {
    echo.bind(properties);
    requests.bind(properties);
    orders.bind(properties);
    answers.bind(properties);
    output.bind(properties);
    output.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
  }

  @Override
  public IOPubChannel getIOPub() {
    // The base class asks before this one is made.
    return output;
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel shell, MessageContext message) {
    return new ShellReplyEnvironment(shell, answers, output, message) {};
  }

  /** Lets every socket end. */
  @Override
  public void close() {
    over.countDown();
  }

  /** Waits until a client ends the connection, and until what was said then is sent. */
  @Override
  public void waitUntilClose() {
    try {
      over.await();
      requests.close();
      orders.close();
      answers.close();
      echo.close();
      answers.waitUntilClose();
      boolean ordersClosed = orders.isClosedWithin(PATIENCE_MS);
      boolean closed = requests.isClosedWithin(PATIENCE_MS) && ordersClosed;
      output.close();
      if (closed) {
        context.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
