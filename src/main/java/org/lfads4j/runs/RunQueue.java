package org.lfads4j.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.lfads4j.backend.MachineShare;

/** Runs that wait for a slot, and the threads that carry them out. */
final class RunQueue {
  private final Deque<RunPart> waiting;
  private final List<RunPart> elsewhere = new ArrayList<>();
  private final MachineShare share;
  private final RunsWatcher watcher;
  private boolean stopping;

  /**
   * @param parts in the order in which they begin
   * @param share what each run takes of the machine
   * @param watcher gets the rows that change
   */
  RunQueue(List<RunPart> parts, MachineShare share, RunsWatcher watcher) {
    this.waiting = new ArrayDeque<>(parts);
    this.share = share;
    this.watcher = watcher;
  }

  /**
   * Carries all of them out. An interrupt of the calling thread stops them and is cleared; they can
   * continue later.
   */
  void work(List<Slot> slots) {
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
    RunPart part = next();
    while (part != null) {
      RunStatus status =
          RunExecution.carryOut(
              part, slot.applied(part.run().options().execution(), share), watcher);
      if (status.state() == RunState.RUNNING) {
        postpone(part);
      }
      part = next();
    }
  }

  /** The next run; at the end also runs that another process was running, if it no longer is. */
  private synchronized RunPart next() {
    if (stopping) {
      return null;
    }
    if (waiting.isEmpty()) {
      for (int i = 0; i < elsewhere.size(); i++) {
        if (!RunLock.isTaken(elsewhere.get(i).run().folder())) {
          return elsewhere.remove(i);
        }
      }
    }
    return waiting.poll();
  }

  private synchronized void postpone(RunPart part) {
    elsewhere.add(part);
  }

  private synchronized void stop() {
    stopping = true;
  }
}
