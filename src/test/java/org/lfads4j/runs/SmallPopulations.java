package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.population.SearchSpace;
import org.lfads4j.population.Searched;
import org.lfads4j.population.Searched.Limits;
import org.lfads4j.population.Searched.Start;
import org.lfads4j.population.Stagnation;
import org.lfads4j.training.Progress;

/** Populations of tiny models. */
final class SmallPopulations {
  static final PopulationPlan PLAN = new PopulationPlan(4, 2, 3, new Stagnation(3, 0), 5);

  static final LfadsRun RUN =
      Lfads.run(SmallRuns.trials(1))
          .withParams(SmallRuns.params())
          .withProgress(Progress.NONE)
          .withCoordinatedDropout(0.3)
          .withPatience(2)
          .withMaxEpochs(4);

  static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new Searched(
                  Hyperparameter.LEARNING_RATE_INIT,
                  false,
                  Start.logUniform(1e-3, 1e-1),
                  0.3,
                  Limits.NONE),
              new Searched(
                  Hyperparameter.KEEP_PROB,
                  true,
                  Start.uniform(0.1, 0.5),
                  0.3,
                  new Limits(0.05, 0.6))));

  private SmallPopulations() {}

  /** One in a folder, with that plan. */
  static Population of(Path folder, PopulationPlan plan, RunExecutor executor) {
    return new Population(folder, RUN, plan, SPACE, executor, PopulationWatcher.NONE);
  }

  /** Two populations have the same history, and their winners the same bits. */
  static void assertSame(Run expected, Run run, Path folder) throws IOException {
    Path whole = expected.folder().getParent().getParent();
    assertEquals(
        Files.readString(whole.resolve("generations.csv")),
        Files.readString(folder.resolve("generations.csv")));
    assertEquals(RunBits.of(expected), RunBits.of(run));
  }

  /** So many parts at once, in this process, with a checkpoint after every epoch. */
  static RunExecutor inProcess(int atOnce) {
    return inProcess(atOnce, RunsWatcher.NONE);
  }

  /** The same, and another one watches. */
  static RunExecutor inProcess(int atOnce, RunsWatcher other) {
    return new RunExecutor() {
      @Override
      public int atOnce(List<RunPart> unused) {
        return atOnce;
      }

      @Override
      public void carryOut(List<RunPart> list, int most, RunsWatcher watcher) {
        List<RunPart> often =
            list.stream()
                .map(part -> new RunPart(part.run(), part.wanted(), Duration.ZERO))
                .toList();
        RunExecutor.inProcess()
            .carryOut(
                often,
                most,
                (rows, turn) -> {
                  other.changed(rows, turn);
                  watcher.changed(rows, turn);
                });
      }
    };
  }
}
