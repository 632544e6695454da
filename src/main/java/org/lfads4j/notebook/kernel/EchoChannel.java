package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Sends back what comes, by which Jupyter sees that the kernel lives. */
final class EchoChannel {
  private static final String NAME = "heartbeat";
  private static final int LOOK_MS = 100;

  /** It keeps no order of question and answer that one client could break for the others. */
  private final ZMQ.Socket socket;

  private final DroppedMessages dropped;
  private final Thread loop = new Thread(this::serve, NAME + " channel");
  private volatile boolean closing;

  EchoChannel(ZMQ.Context context, DroppedMessages dropped) {
    this.socket = context.socket(SocketType.ROUTER);
    this.dropped = dropped;
    Frames.limit(socket, Frames.SIGN_BYTES);
  }

  void bind(KernelConnectionProperties to) {
    socket.bind(to.getTransport() + "://" + to.getIp() + ":" + to.getHbPort());
    socket.setReceiveTimeOut(LOOK_MS);
    loop.setDaemon(true);
    loop.start();
  }

  private void serve() {
    while (!closing) {
      try {
        Frames.send(socket, Frames.receive(socket));
      } catch (RuntimeException e) {
        dropped.tell(NAME, "it must be one that can be sent back, got " + e);
      }
    }
    socket.close();
  }

  /** Ends the loop and waits until the socket is closed. */
  void close() throws InterruptedException {
    closing = true;
    loop.join();
  }
}
