package org.lfads4j.runs;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.lfads4j.AutoLfads;
import org.lfads4j.FittedLfads;
import org.lfads4j.PopulationTrainer;
import org.lfads4j.analysis.Score;
import org.lfads4j.config.Internal;
import org.lfads4j.population.PopulationHistory;

/** Trains populations in folders. */
@Internal
public final class FolderPopulations implements PopulationTrainer {
  private static final AtomicReference<Supplier<PopulationWatcher>> WATCHER =
      new AtomicReference<>(() -> PopulationWatcher.NONE);

  /** For {@link java.util.ServiceLoader}. */
  public FolderPopulations() {}

  /**
   * Sets who watches the populations of this process that are trained without a watcher.
   *
   * @param watcher called once for each training
   */
  public static void watchTrainingBy(Supplier<PopulationWatcher> watcher) {
    WATCHER.set(watcher);
  }

  @Override
  public FittedLfads train(AutoLfads auto) {
    return train(auto, RunExecutor.inProcess(), WATCHER.get().get()).fit();
  }

  /**
   * Trains a population.
   *
   * @param executor where its members are trained
   * @throws IllegalArgumentException if the settings do not fit each other or the data
   * @throws IllegalStateException if all models of a generation diverged, one failed for another
   *     reason, the folder holds a population of other settings or data, or another process trains
   *     it now
   */
  public static Result train(AutoLfads auto, RunExecutor executor, PopulationWatcher watcher) {
    Population.Trained trained =
        new Population(auto.folder(), auto.run(), auto.plan(), auto.space(), executor, watcher)
            .train();
    PopulationHistory history = trained.history();
    FittedLfads best = withKnownScores(trained.best(), trained.best().fit());
    return new Result(
        history.generations().isEmpty() ? best : best.withPopulation(history), trained.isWhole());
  }

  /** With the scores that the run has, which take as long as a generation. */
  private static FittedLfads withKnownScores(Run run, FittedLfads fit) {
    List<Score> known = run.readableScores();
    boolean suit = fit.sessions().size() == 1 && fit.hasPosteriorMeans() && !known.isEmpty();
    return suit ? fit.withScores(known) : fit;
  }

  /**
   * What a population came to.
   *
   * @param fit its best model
   * @param isWhole whether it was not stopped; if it was, training it again goes on
   */
  public record Result(FittedLfads fit, boolean isWhole) {}
}
