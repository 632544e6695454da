package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishStream.StreamType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What cells print, gathered for a moment: a message for every piece would be so many that a client
 * cannot follow, and then misses that the cell has ended.
 */
final class PrintedText {
  private static final int MOST_LETTERS = 1 << 16;
  private static final long PAUSE_MS = 50;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS);

  private final StringBuilder pending = new StringBuilder();
  private ShellReplyEnvironment cell;
  private StreamType type;
  private boolean isDue;
  private long publishedNanos = System.nanoTime();

  /** Prints for a cell, slowly if it is very much. */
  synchronized void print(ShellReplyEnvironment to, StreamType as, String text) {
    if (to != cell || as != type) {
      publish();
      cell = to;
      type = as;
    }
    pending.append(text);
    if (pending.length() >= MOST_LETTERS) {
      long waited = System.nanoTime() - publishedNanos;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS) - waited);
      publish();
    } else if (!isDue) {
      isDue = true;
      LATER.execute(this::publishDue);
    }
  }

  private synchronized void publishDue() {
    isDue = false;
    publish();
  }

  /** Publishes what was printed up to now. */
  synchronized void publish() {
    if (pending.length() > 0) {
      String text = pending.toString();
      pending.setLength(0);
      publishedNanos = System.nanoTime();
      cell.publish(new PublishStream(type, text));
    }
  }
}
