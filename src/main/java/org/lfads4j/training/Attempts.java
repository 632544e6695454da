package org.lfads4j.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;

/**
 * Several trainings of one run, of which the one with the lowest value of the validation objective
 * is kept. A stop ends all.
 *
 * @param <F> what a training gives
 */
@Internal
public final class Attempts<F> {
  private final List<String> settings;
  private final Training<F> training;
  private final Function<F, TrainingResult> result;
  private final Progress watcher;
  private final List<Done<F>> done = new ArrayList<>();
  private final List<TrainingDivergedException> diverged = new ArrayList<>();

  /**
   * Trainings that have not begun.
   *
   * @param settings of each, in words
   * @param training trains one
   * @param result of what a training gives
   * @param watcher of all trainings, one after the other
   */
  public Attempts(
      List<String> settings,
      Training<F> training,
      Function<F, TrainingResult> result,
      Progress watcher) {
    this.settings = List.copyOf(settings);
    this.training = training;
    this.result = result;
    this.watcher = watcher;
  }

  /**
   * Trains one of them.
   *
   * @param <F> what it gives
   */
  @FunctionalInterface
  public interface Training<F> {
    /**
     * Trains.
     *
     * @param attempt from 0
     * @param secondsBefore how long those before it took, if they did not go on at once
     * @param watcher of this training
     * @throws TrainingDivergedException if it diverges
     */
    F train(int attempt, double secondsBefore, Progress watcher);
  }

  private record Done<F>(int attempt, F given, TrainingResult result) {
    double objective() {
      return result.objective().orElse(Double.POSITIVE_INFINITY);
    }
  }

  /**
   * The best of some trainings.
   *
   * @param best what the best gave
   * @param others the other ones
   * @param diverged those that diverged
   * @param <F> what a training gives
   */
  public record Chosen<F>(F best, List<Attempt> others, List<TrainingDivergedException> diverged) {
    /** Keeps its own copies of the lists. */
    public Chosen {
      others = List.copyOf(others);
      diverged = List.copyOf(diverged);
    }
  }

  /**
   * Trains one after the other. None follows one that was stopped.
   *
   * @throws TrainingDivergedException if all of them diverged
   */
  public Chosen<F> inTurn() {
    double seconds = 0;
    for (int i = 0; i < settings.size() && !isStopped(); i++) {
      int attempt = i;
      double before = seconds;
      seconds += ended(i, () -> training.train(attempt, before, watcher)).seconds();
    }
    return chosen();
  }

  /**
   * Trains all at once, the first in this thread.
   *
   * @throws TrainingDivergedException if all of them diverged
   */
  public Chosen<F> atOnce() {
    List<BackgroundTraining<F>> others =
        IntStream.range(1, settings.size())
            .mapToObj(i -> BackgroundTraining.start(own -> training.train(i, 0, own)))
            .toList();
    try {
      Outcome unused = ended(0, () -> training.train(0, 0, watcher));
      for (int i = 1; i < settings.size(); i++) {
        if (isStopped()) {
          others.forEach(BackgroundTraining::stop);
        }
        BackgroundTraining<F> other = others.get(i - 1);
        unused = ended(i, () -> other.followed(watcher));
      }
    } finally {
      others.forEach(BackgroundTraining::close);
    }
    return chosen();
  }

  private Outcome ended(int attempt, Supplier<F> one) {
    watcher.attempt(attempt + 1, settings.size(), settings.get(attempt));
    try {
      F given = one.get();
      TrainingResult trained = result.apply(given);
      done.add(new Done<>(attempt, given, trained));
      return trained.outcome();
    } catch (TrainingDivergedException e) {
      diverged.add(e);
      return e.result().outcome();
    }
  }

  private boolean isStopped() {
    return done.stream()
        .anyMatch(each -> each.result.outcome().reason() == Outcome.Reason.INTERRUPTED);
  }

  private Chosen<F> chosen() {
    Done<F> best =
        done.stream()
            .min(Comparator.comparingDouble(Done::objective))
            .orElseThrow(() -> diverged.get(0));
    List<Attempt> others =
        done.stream()
            .filter(each -> each.attempt != best.attempt)
            .map(each -> Attempt.of(settings.get(each.attempt), each.result))
            .toList();
    return new Chosen<>(best.given, others, diverged);
  }
}
