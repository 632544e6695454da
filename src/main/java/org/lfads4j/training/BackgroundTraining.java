package org.lfads4j.training;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  /** What is told, and an empty place at the end. */
  private final BlockingQueue<Optional<Consumer<Progress>>> told = new LinkedBlockingQueue<>();

  private final CompletableFuture<F> given = new CompletableFuture<>();
  private final Thread thread;

  private BackgroundTraining(Function<Progress, F> training) {
    thread = new Thread(() -> train(training), "training with alternatives");
    thread.setDaemon(true);
  }

  static <F> BackgroundTraining<F> start(Function<Progress, F> training) {
    BackgroundTraining<F> started = new BackgroundTraining<>(training);
    started.thread.start();
    return started;
  }

  private void train(Function<Progress, F> training) {
    try {
      given.complete(training.apply(recorder()));
    } catch (RuntimeException | Error e) {
      given.completeExceptionally(e);
    } finally {
      told.add(Optional.empty());
    }
  }

  private void tell(Consumer<Progress> what) {
    told.add(Optional.of(what));
  }

  private Progress recorder() {
    return new Progress() {
      @Override
      public void started(Placement placement, int epoch) {
        tell(watcher -> watcher.started(placement, epoch));
      }

      @Override
      public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
        tell(watcher -> watcher.step(epoch, stepInEpoch, stepsPerEpoch));
      }

      @Override
      public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
        tell(watcher -> watcher.epoch(record, best, secondsLeft));
      }

      @Override
      public void ended(Outcome outcome) {
        tell(watcher -> watcher.ended(outcome));
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
        Optional<Consumer<Progress>> next = told.take();
        next.ifPresent(tell -> tell.accept(watcher));
        ended = next.isEmpty();
      } catch (InterruptedException e) {
        stop();
      }
    }
    try {
      return given.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** Ends it at its next step, if it has not ended. */
  void stop() {
    thread.interrupt();
  }

  /** Ends it, and waits until it has. */
  void close() {
    stop();
    F unused = given.exceptionally(e -> null).join();
  }
}
