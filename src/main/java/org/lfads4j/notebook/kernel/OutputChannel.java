package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.IOPubChannel;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.zeromq.ZMQ;

/**
 * Where a kernel publishes. A thread of its own sends, because the threads of cells are
 * interrupted, which a socket does not survive; they wait until their message is sent.
 */
final class OutputChannel extends IOPubChannel {
  private final MessageWriter writer;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "iopub channel");
            thread.setDaemon(true);
            return thread;
          });

  OutputChannel(ZMQ.Context context, HMACGenerator key, MessageWriter writer) {
    super(context, key);
    this.writer = writer;
    Frames.limit(this, Frames.SIGN_BYTES);
  }

  @Override
  public synchronized void sendMessage(Message<?> message) {
    List<byte[]> parts = writer.parts(message);
    run(
        () -> {
          if (!closed) {
            Frames.send(this, parts);
          }
        });
  }

  @Override
  public void close() {
    run(super::close);
  }

  /** Waits for it even if the calling thread is interrupted, which it then still is. */
  private void run(Runnable task) {
    CompletableFuture.runAsync(task, sender).join();
  }
}
