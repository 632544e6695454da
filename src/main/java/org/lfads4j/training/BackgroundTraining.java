package org.lfads4j.training;

import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lfads4j.backend.Placement;

/**
 * A training in a thread of its own. What it tells its watcher is kept until a thread follows it,
 * which hears it all from the beginning.
 *
 * @param <F> what it gives
 */
final class BackgroundTraining<F> {
  private static final Consumer<Progress> END = watcher -> {};

  private final BlockingQueue<Consumer<Progress>> told = new LinkedBlockingQueue<>();
  private final FutureTask<F> task;
  private final Thread thread;

  private BackgroundTraining(Function<Progress, F> training) {
    task = new FutureTask<>(() -> trained(training));
    thread = new Thread(task, "training with alternatives");
    thread.setDaemon(true);
  }

  static <F> BackgroundTraining<F> start(Function<Progress, F> training) {
    BackgroundTraining<F> started = new BackgroundTraining<>(training);
    started.thread.start();
    return started;
  }

  private F trained(Function<Progress, F> training) {
    try {
      return training.apply(recorder());
    } finally {
      told.add(END);
    }
  }

  private Progress recorder() {
    return new Progress() {
      @Override
      public void started(Placement placement, int epoch) {
        told.add(watcher -> watcher.started(placement, epoch));
      }

      @Override
      public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
        told.add(watcher -> watcher.step(epoch, stepInEpoch, stepsPerEpoch));
      }

      @Override
      public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
        told.add(watcher -> watcher.epoch(record, best, secondsLeft));
      }

      @Override
      public void ended(Outcome outcome) {
        told.add(watcher -> watcher.ended(outcome));
      }
    };
  }

  /**
   * Waits for its end, and tells the watcher what it tells. An interrupt of the thread that waits
   * ends the training as if it were in that thread.
   */
  F followed(Progress watcher) {
    for (boolean ended = false; !ended; ) {
      try {
        Consumer<Progress> next = told.take();
        next.accept(watcher);
        ended = next == END;
      } catch (InterruptedException e) {
        stop();
      }
    }
    return result();
  }

  private F result() {
    while (true) {
      try {
        return task.get();
      } catch (InterruptedException e) {
        // It has ended.
        continue;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      }
    }
  }

  /** Ends it at its next step, if it has not ended. */
  void stop() {
    thread.interrupt();
  }

  /** Ends it, and waits until it has. */
  void close() {
    stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
