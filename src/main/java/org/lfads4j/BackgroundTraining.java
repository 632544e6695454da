package org.lfads4j;

import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.lfads4j.backend.Placement;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;

/**
 * A training in a thread of its own. What it tells its watcher is kept until a thread follows it,
 * which hears it all from the beginning.
 */
final class BackgroundTraining {
  private static final Consumer<Progress> END = watcher -> {};

  private final BlockingQueue<Consumer<Progress>> told = new LinkedBlockingQueue<>();
  private final FutureTask<FittedLfads> task;
  private final Thread thread;

  private BackgroundTraining(LfadsRun run, CheckpointKeeper keeper) {
    LfadsRun recorded = run.withProgress(recorder());
    task = new FutureTask<>(() -> trained(recorded, keeper));
    thread = new Thread(task, "training with alternatives");
    thread.setDaemon(true);
  }

  static BackgroundTraining start(LfadsRun run, CheckpointKeeper keeper) {
    BackgroundTraining training = new BackgroundTraining(run, keeper);
    training.thread.start();
    return training;
  }

  private FittedLfads trained(LfadsRun run, CheckpointKeeper keeper) {
    try {
      return run.train(keeper);
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
  FittedLfads followed(Progress watcher) {
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

  private FittedLfads result() {
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
