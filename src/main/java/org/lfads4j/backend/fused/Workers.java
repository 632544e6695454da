package org.lfads4j.backend.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that share numbered tasks. A thread that is free takes the next one, so results must not
 * depend on which thread runs a task.
 */
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  Workers(int threads) {
    this.threads = threads;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            work -> {
              Thread thread = new Thread(work, "lfads4j-fused");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs tasks 0 to count - 1, also on the calling thread, and returns when all are done. */
  void run(int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            task.accept(i);
          }
        };
    List<Future<?>> running = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, count); i++) {
      running.add(others.submit(loop));
    }
    List<Throwable> failures = new ArrayList<>();
    try {
      loop.run();
    } finally {
      // No thread may still use shared memory when the caller goes on, or fails.
      next.set(count);
      running.forEach(each -> await(each, failures));
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "a fused worker must not fail: " + failures.get(0), failures.get(0));
    }
  }

  private static void await(Future<?> future, List<Throwable> failures) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failures.add(e.getCause());
          return;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
