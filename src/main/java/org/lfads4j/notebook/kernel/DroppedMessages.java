package org.lfads4j.notebook.kernel;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;

/** Tells of messages that were not answered, a line for each until there are too many. */
final class DroppedMessages {
  /** So many are told one by one. */
  static final int EACH = 20;

  /** Of later ones, every how many-th is told. */
  static final int LATER = 1000;

  private final PrintStream log;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param log where the lines go, not to a cell
   */
  DroppedMessages(PrintStream log) {
    this.log = log;
  }

  /**
   * Tells of one.
   *
   * @param channel where it came
   * @param rule that it breaks
   */
  void tell(String channel, String rule) {
    long number = count.incrementAndGet();
    if (number <= EACH || number % LATER == 0) {
      log.println(
          "lfads4j kernel: message dropped on " + channel + " (number " + number + "): " + rule);
    }
    if (number == EACH) {
      log.println(
          "lfads4j kernel: of further dropped messages, only every " + LATER + "th is told");
    }
  }
}
