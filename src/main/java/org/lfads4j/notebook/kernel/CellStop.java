package org.lfads4j.notebook.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.lfads4j.training.Trainer;

/**
 * A stop that was asked for while a cell runs. It is remembered until the cell has ended: neither
 * what compiles then nor the next statement loses it.
 */
final class CellStop {
  private final long patienceMs;
  private int cells;
  private boolean asked;
  private long askedNanos;
  private Thread code;
  private Optional<Process> outside = Optional.empty();

  /** Code of cells that did not end. */
  private final Set<Thread> left = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * @param patienceMs how long the code of a stopped cell may take to end
   */
  CellStop(long patienceMs) {
    this.patienceMs = patienceMs;
  }

  /** A cell begins, or a part of one. */
  synchronized void begin() {
    begin(false);
  }

  /**
   * The same.
   *
   * @param wasWaiting whether it waited for one before it; a stop between the two is for it
   */
  synchronized void begin(boolean wasWaiting) {
    asked &= cells > 0 || wasWaiting;
    cells++;
  }

  /**
   * It has ended, and with the cell the stop that was asked for.
   *
   * @return whether one was
   */
  synchronized boolean end() {
    boolean stopped = asked;
    cells--;
    asked &= cells > 0;
    return stopped;
  }

  /** Asks the cell that runs to end. */
  synchronized void ask() {
    askedNanos = asked ? askedNanos : System.nanoTime();
    asked = true;
    if (code != null) {
      code.interrupt();
    }
    outside.ifPresent(Process::destroy);
  }

  synchronized boolean isAsked() {
    return asked;
  }

  /**
   * The code of a statement begins.
   *
   * @throws CellStoppedException if the cell was stopped while it compiled
   */
  synchronized void codeBegins(Thread thread) {
    check();
    code = thread;
  }

  private void check() {
    if (asked) {
      throw new CellStoppedException("the cell was stopped");
    }
  }

  /** A program works for the cell from now on; a stop ends it. */
  synchronized void programBegins(Process program) {
    outside = Optional.of(program);
    if (asked) {
      program.destroy();
    }
  }

  /**
   * It has ended.
   *
   * @throws CellStoppedException if by a stop
   */
  synchronized void programEnded() {
    outside = Optional.empty();
    check();
  }

  synchronized void codeEnded() {
    code = null;
  }

  /**
   * Ends code that says something after the cell was stopped.
   *
   * @throws CellStoppedException if it is called by the code of a stopped cell
   */
  synchronized void checkHere() {
    Thread here = Thread.currentThread();
    if ((asked && here == code) || left.contains(here)) {
      throw new CellStoppedException("the cell was stopped");
    }
  }

  /**
   * To be called now and then while code runs. A training that ends by a stop takes it for its own;
   * if another one has begun, it is for that one too.
   *
   * @throws CellStoppedException if the code did not end in time
   */
  synchronized void look() {
    if (!asked || code == null) {
      return;
    }
    if (System.nanoTime() - askedNanos > patienceMs * 1_000_000) {
      left.add(code);
      throw new CellStoppedException(
          "the cell was stopped, and its code did not end within "
              + patienceMs / 1000
              + " s: it goes on in the background; restart the kernel to end it");
    }
    if (!code.isInterrupted() && isTraining(code)) {
      code.interrupt();
    }
  }

  private static boolean isTraining(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(Trainer.class.getName())
                    && frame.getMethodName().equals("trainEpoch"));
  }
}
