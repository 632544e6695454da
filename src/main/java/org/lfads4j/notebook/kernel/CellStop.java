package org.lfads4j.notebook.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.lfads4j.training.Trainer;

/**
 * A stop that was asked for while a cell runs. It is remembered until the cell has ended: neither
 * what compiles then nor the next statement loses it.
 */
final class CellStop {
  private final long handlingMs;
  private final long patienceMs;
  private int cells;
  private boolean asked;
  private long askedNanos;
  private boolean ended;
  private long endedNanos;
  private Thread code;
  private Optional<Process> outside = Optional.empty();

  /** Code of cells that did not end. */
  private final Set<Thread> left = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * @param handlingMs how long the code of a stopped cell may run before its loops are ended, and
   *     how long once more, so that its {@code finally} blocks and {@code close} methods are done
   * @param patienceMs how long it may take to end, wherever it is
   */
  CellStop(long handlingMs, long patienceMs) {
    this.handlingMs = handlingMs;
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
    askCode();
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
    askCode();
    return stopped;
  }

  /** Asks the cell that runs to end. */
  synchronized void ask() {
    if (!asked) {
      asked = true;
      askedNanos = System.nanoTime();
      ended = false;
    }
    askCode();
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

  private void askCode() {
    left.removeIf(thread -> !thread.isAlive());
    StoppableCode.ask(this, asked || !left.isEmpty());
  }

  /**
   * Ends code that goes round in loops after the cell was stopped, also in the common pool, where
   * parallel streams and {@code CompletableFuture} run, of this cell or an earlier one; a training
   * ends by itself. What the cell's own thread does to tidy up after a loop was ended has its time.
   * Kernels in one process share that pool: a stop in one ends what all of them run there.
   *
   * @throws CellStoppedException if it is called by the code of a cell that was stopped a while ago
   */
  synchronized void lookFromCode() {
    Thread here = Thread.currentThread();
    boolean mine = here == code || isOfParallelStream(here);
    boolean over = mine && isStoppedFor(handlingMs) && !isTraining(here);
    if (left.contains(here) || (over && !(here == code && isTidying()))) {
      if (!ended) {
        ended = true;
        endedNanos = System.nanoTime();
      }
      throw new CellStoppedException("the cell was stopped");
    }
  }

  private boolean isTidying() {
    return ended && System.nanoTime() - endedNanos <= handlingMs * 1_000_000;
  }

  private static boolean isOfParallelStream(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  private boolean isStoppedFor(long ms) {
    return asked && System.nanoTime() - askedNanos > ms * 1_000_000;
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
    if (isStoppedFor(patienceMs)) {
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
