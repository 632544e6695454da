package org.lfads4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.Alternative;
import org.lfads4j.config.RunParams;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingDivergedException;

/**
 * Trains a run with its own hyperparameters and with each of its alternatives, one after the other.
 * The training with the lowest value of the validation objective is kept. A time limit is for all
 * of them: each may use its share of what is left. A stop ends the one that is under way, and no
 * other follows.
 *
 * @param run with its alternatives
 * @param watcher of all trainings
 * @param keeper of the checkpoints of the first
 */
record Attempts(LfadsRun run, Progress watcher, CheckpointKeeper keeper) {

  /**
   * The best of them.
   *
   * @throws TrainingDivergedException if all of them diverged
   */
  FittedLfads best() {
    run.check();
    List<Alternative> alternatives = run.options().alternatives();
    List<RunParams> all = new ArrayList<>(List.of(run.params()));
    alternatives.forEach(each -> all.add(each.in(run.params())));
    List<FittedLfads> fits = new ArrayList<>();
    List<TrainingDivergedException> diverged = new ArrayList<>();
    double seconds = 0;
    for (int i = 0; i < all.size(); i++) {
      watcher.attempt(i + 1, all.size(), Alternative.label(all.get(i), alternatives));
      LfadsRun one =
          withTime(run.withParams(all.get(i)).withAlternatives(), seconds, all.size() - i);
      try {
        FittedLfads fit = one.withProgress(watcher).train(keeper.ofAttempt(i + 1, one.model()));
        fits.add(fit);
        seconds += fit.outcome().seconds();
        if (fit.outcome().reason() == Outcome.Reason.INTERRUPTED) {
          break;
        }
      } catch (TrainingDivergedException e) {
        diverged.add(e);
        seconds += e.result().outcome().seconds();
      }
    }
    if (fits.isEmpty()) {
      throw diverged.get(0);
    }
    return Lfads.remember(chosen(fits, diverged));
  }

  /** With its share of the time that is left to the run. */
  private static LfadsRun withTime(LfadsRun one, double seconds, int attemptsLeft) {
    Optional<Duration> limit = one.options().stopRule().timeLimit();
    return limit.isEmpty()
        ? one
        : one.withTimeLimit(
            Duration.ofMillis(
                Math.max(1, Math.round((limit.get().toMillis() - 1e3 * seconds) / attemptsLeft))));
  }

  private FittedLfads chosen(List<FittedLfads> fits, List<TrainingDivergedException> diverged) {
    FittedLfads best =
        fits.stream()
            .min(
                Comparator.comparingDouble(
                    fit -> fit.summary().training().objective().orElse(Double.POSITIVE_INFINITY)))
            .orElseThrow();
    List<Attempt> others =
        fits.stream()
            .filter(fit -> fit != best)
            .map(
                fit ->
                    Attempt.of(
                        Alternative.label(fit.params(), run.options().alternatives()),
                        fit.summary().training()))
            .toList();
    FittedLfads fit = best.chosen(run.options(), others);
    for (TrainingDivergedException each : diverged) {
      fit = fit.withNotice("one of the trainings was left out: " + each.getMessage());
    }
    return fit;
  }
}
