package org.lfads4j.runs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Carries runs out, as many at once as there are slots. */
final class RunQueue {
  private final Deque<Run> waiting;
  private final List<Run> elsewhere = new ArrayList<>();
  private final Slot.Place place;
  private final RunExecution.Task task;
  private final Duration checkpointEvery;
  private final LiveRows rows;
  private boolean stopping;

  private RunQueue(
      List<Run> runs,
      Slot.Place place,
      RunExecution.Task task,
      Duration checkpointEvery,
      LiveRows rows) {
    this.waiting = new ArrayDeque<>(runs);
    this.place = place;
    this.task = task;
    this.checkpointEvery = checkpointEvery;
    this.rows = rows;
  }

  /**
   * What is to be done.
   *
   * @param runs in the order in which they are begun
   * @param slots where
   * @param place what the slots are
   * @param task how much of each
   * @param checkpointEvery least time between checkpoints
   */
  record Work(
      List<Run> runs,
      List<Slot> slots,
      Slot.Place place,
      RunExecution.Task task,
      Duration checkpointEvery) {}

  /**
   * Does it. An interrupt of the calling thread stops all runs, which can be gone on with; the flag
   * is cleared.
   */
  static void carryOut(Work work, LiveRows rows) {
    new RunQueue(work.runs, work.place, work.task, work.checkpointEvery, rows).work(work.slots);
  }

  private void work(List<Slot> slots) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            slots.size(),
            task -> {
              Thread thread = new Thread(task, "lfads4j run");
              thread.setDaemon(true);
              return thread;
            });
    for (Slot slot : slots) {
      pool.execute(() -> work(slot));
    }
    pool.shutdown();
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        stop();
        List<Runnable> unused = pool.shutdownNow();
      }
    }
  }

  private void work(Slot slot) {
    Run run = next();
    while (run != null) {
      boolean free =
          RunExecution.carryOut(
              run, task, slot.applied(run.options().execution(), place), checkpointEvery, rows);
      if (!free) {
        postpone(run);
      }
      run = next();
    }
  }

  /** The next run; at the end those once more that another process had, if it has left them. */
  private synchronized Run next() {
    if (stopping) {
      return null;
    }
    if (waiting.isEmpty()) {
      for (int i = 0; i < elsewhere.size(); i++) {
        if (!RunLock.isTaken(elsewhere.get(i).folder())) {
          return elsewhere.remove(i);
        }
      }
    }
    return waiting.poll();
  }

  private synchronized void postpone(Run run) {
    elsewhere.add(run);
  }

  private synchronized void stop() {
    stopping = true;
  }
}
