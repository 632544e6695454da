package org.lfads4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.config.Alternative;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingDivergedException;

/**
 * Trains a run with its own hyperparameters and with each of its alternatives. The training with
 * the lowest value of the validation objective is kept. They go on at once, with their share of the
 * processors each, where the backend takes a number of threads and there are as many processors as
 * trainings; else one after the other, and then each may use its share of a time limit. A stop ends
 * all.
 */
final class Attempts {
  private final LfadsRun run;
  private final Progress watcher;
  private final CheckpointKeeper keeper;
  private final List<RunParams> params = new ArrayList<>();
  private final boolean atOnce;
  private final List<FittedLfads> fits = new ArrayList<>();
  private final List<TrainingDivergedException> diverged = new ArrayList<>();

  /**
   * @param run with its alternatives
   * @param watcher of all trainings, one after the other
   * @param keeper of the checkpoints of all
   */
  Attempts(LfadsRun run, Progress watcher, CheckpointKeeper keeper) {
    this.run = run;
    this.watcher = watcher;
    this.keeper = keeper;
    params.add(run.params());
    run.options().alternatives().forEach(each -> params.add(each.in(run.params())));
    Execution asked = run.options().execution();
    MachineShare share = Backends.installed().share(run.params(), asked);
    this.atOnce =
        share.kind() == MachineShare.Kind.THREADS
            && share.atOnce() >= params.size()
            && asked.threads().isEmpty();
  }

  /**
   * The best of them.
   *
   * @throws TrainingDivergedException if all of them diverged
   */
  FittedLfads best() {
    run.check();
    if (atOnce) {
      trainAtOnce();
    } else {
      trainInTurn();
    }
    if (fits.isEmpty()) {
      throw diverged.get(0);
    }
    return Lfads.remember(chosen());
  }

  private void trainInTurn() {
    double seconds = 0;
    for (int i = 0; i < params.size(); i++) {
      LfadsRun one = withTime(run(i), seconds, params.size() - i);
      CheckpointKeeper own = keeper(i);
      seconds += ended(i, () -> one.withProgress(watcher).train(own)).seconds();
      if (isStopped()) {
        return;
      }
    }
  }

  private void trainAtOnce() {
    int threads = Runtime.getRuntime().availableProcessors() / params.size();
    LfadsRun first = run(0).withThreads(threads);
    List<BackgroundTraining> others =
        IntStream.range(1, params.size())
            .mapToObj(i -> BackgroundTraining.start(run(i).withThreads(threads), keeper(i)))
            .toList();
    try {
      Outcome unused = ended(0, () -> first.withProgress(watcher).train(keeper(0)));
      for (int i = 1; i < params.size(); i++) {
        if (isStopped()) {
          others.forEach(BackgroundTraining::stop);
        }
        BackgroundTraining other = others.get(i - 1);
        unused = ended(i, () -> other.followed(watcher));
      }
    } finally {
      others.forEach(BackgroundTraining::close);
    }
  }

  private LfadsRun run(int attempt) {
    return run.withParams(params.get(attempt)).withAlternatives();
  }

  private CheckpointKeeper keeper(int attempt) {
    return keeper.ofAttempt(attempt + 1, run(attempt).model());
  }

  private Outcome ended(int attempt, Supplier<FittedLfads> training) {
    watcher.attempt(attempt + 1, params.size(), label(params.get(attempt)));
    try {
      FittedLfads fit = training.get();
      fits.add(fit);
      return fit.outcome();
    } catch (TrainingDivergedException e) {
      diverged.add(e);
      return e.result().outcome();
    }
  }

  private boolean isStopped() {
    return fits.stream().anyMatch(fit -> fit.outcome().reason() == Outcome.Reason.INTERRUPTED);
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

  private String label(RunParams own) {
    return Alternative.label(own, run.options().alternatives());
  }

  private FittedLfads chosen() {
    FittedLfads best =
        fits.stream().min(Comparator.comparingDouble(Attempts::objective)).orElseThrow();
    List<Attempt> others =
        fits.stream()
            .filter(fit -> fit != best)
            .map(fit -> Attempt.of(label(fit.params()), fit.summary().training()))
            .toList();
    FittedLfads fit = best.chosen(run.options(), others).withProgress(watcher);
    for (TrainingDivergedException each : diverged) {
      fit = fit.withNotice("one of the trainings was left out: " + each.getMessage());
    }
    return fit;
  }

  private static double objective(FittedLfads fit) {
    return fit.summary().training().objective().orElse(Double.POSITIVE_INFINITY);
  }
}
