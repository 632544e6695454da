package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.Placement;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import tech.tablesaw.api.Table;

/** A run with alternatives keeps the training that validation likes best. */
class AttemptsTest {
  private static final double LOW = 0.3;
  private static final String OTHER = "c_keep_prob=0.9,c_factors_dim=3";
  private static final int EPOCHS = 6;

  /** One after the other. */
  private static LfadsRun run() {
    return run("eager");
  }

  private static LfadsRun run(String backend) {
    return TinyRuns.run(TinyRuns.trials())
        .withBackend(backend)
        .withKeepProb(LOW)
        .withMaxEpochs(EPOCHS)
        .withPatience(4);
  }

  private static double objective(FittedLfads fit) {
    return fit.summary().training().objective().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eager", "fused"})
  void theOneWithTheLowestObjectiveIsKept(String backend) {
    FittedLfads own = run(backend).train();
    FittedLfads other = run(backend).withKeepProb(0.9).withFactorsDim(3).train();
    FittedLfads better = objective(own) < objective(other) ? own : other;
    FittedLfads worse = better == own ? other : own;
    FittedLfads fit = run(backend).withAlternatives(OTHER).train();
    FittedLfads turned =
        run(backend)
            .withKeepProb(0.9)
            .withFactorsDim(3)
            .withAlternatives("c_keep_prob=" + LOW + " c_factors_dim=2")
            .train();
    for (FittedLfads each : List.of(fit, turned)) {
      assertEquals(better.params(), each.params());
      assertEquals(better.parameters(), each.parameters());
      Attempt rejected = each.summary().training().others().get(0);
      assertEquals(objective(worse), rejected.objective().orElseThrow());
      assertEquals(worse.log().size(), rejected.validation().size());
      Table table = each.attempts();
      assertEquals(2, table.rowCount());
      assertTrue(
          table.doubleColumn("objective").getDouble(0)
              < table.doubleColumn("objective").getDouble(1));
    }
    assertSame(turned, Lfads.lastFit().orElseThrow());
  }

  @Test
  void whatWasTriedIsTold(@TempDir Path folder) {
    FittedLfads fit = run().withAlternatives(OTHER).train();
    String rejected = fit.summary().training().others().get(0).settings();
    Set<String> all = Set.of(OTHER, "c_keep_prob=0.3,c_factors_dim=2");
    assertEquals(all, Set.copyOf(fit.attempts().stringColumn("settings").asList()));
    assertTrue(fit.methods().contains("trained with other settings (" + rejected), fit.methods());
    assertTrue(
        fit.plotLearningCurves().getSeriesCollection().stream()
            .anyMatch(series -> series.getName().equals("validation, not kept")));
    fit.save(folder);
    FittedLfads loaded = Lfads.load(folder);
    assertEquals(fit.summary().training().others(), loaded.summary().training().others());
    assertEquals(fit.options(), loaded.options());
    assertEquals(fit.attempts().print(), loaded.attempts().print());
  }

  /** Interrupts the thread that trains, in one epoch of one attempt. */
  private static Progress stoppingIn(int attempt, int epoch) {
    return new Progress() {
      private int now;

      @Override
      public void attempt(int number, int attempts, String settings) {
        now = number;
      }

      @Override
      public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
        if (now == attempt && record.epoch() == epoch) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @Test
  void aStopLeavesTheBestOfWhatWasTrained() {
    FittedLfads first = run().withAlternatives(OTHER).withProgress(stoppingIn(1, 3)).train();
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(Outcome.Reason.INTERRUPTED, first.outcome().reason());
    assertEquals(LOW, first.params().keepProb());
    assertEquals(List.of(), first.summary().training().others());
    FittedLfads second = run().withAlternatives(OTHER).withProgress(stoppingIn(2, 1)).train();
    assertEquals(LOW, second.params().keepProb(), "validation chose no epoch of the other one");
    Attempt stopped = second.summary().training().others().get(0);
    assertEquals(Outcome.Reason.INTERRUPTED, stopped.outcome().reason());
    assertEquals(OptionalDouble.empty(), stopped.objective());
    assertTrue(second.methods().contains("against none)"), second.methods());
  }

  /** Two that go on until they are stopped, at once where there are two processors. */
  private static LfadsRun endless() {
    return run("fused").withMaxEpochs(1_000_000).withPatience(1_000_000).withAlternatives(OTHER);
  }

  @Test
  void aStopEndsThoseThatGoOnAtOnce() {
    FittedLfads fit = endless().withProgress(stoppingIn(1, 40)).train();
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(Outcome.Reason.INTERRUPTED, fit.outcome().reason());
    for (Attempt other : fit.summary().training().others()) {
      assertEquals(Outcome.Reason.INTERRUPTED, other.outcome().reason());
      assertTrue(objective(fit) <= other.objective().orElse(Double.POSITIVE_INFINITY));
    }
    assertTrue(fit.rates().rowCount() > 0);
  }

  @Test
  void aStopWhileTheSecondIsFollowedEndsIt() {
    FittedLfads fit = run("fused").withAlternatives(OTHER).withProgress(stoppingIn(2, 2)).train();
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(2, fit.attempts().rowCount());
  }

  @Test
  void aFailureOfOneEndsTheOther() {
    Progress failing =
        new Progress() {
          @Override
          public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
            throw new IllegalStateException("no paper");
          }
        };
    assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1,
        "on one processor they do not go on at once");
    LfadsRun run = endless().withProgress(failing);
    assertEquals(
        "no paper", assertThrows(IllegalStateException.class, () -> run.train()).getMessage());
    assertEquals(
        Outcome.Reason.INTERRUPTED,
        Lfads.lastFit().orElseThrow().outcome().reason(),
        "the other one was stopped");
  }

  @Test
  void whatTheSecondTellsIsHeardInOrder() {
    List<String> heard = new ArrayList<>();
    Progress watcher =
        new Progress() {
          @Override
          public void attempt(int number, int attempts, String settings) {
            heard.add(number + " of " + attempts);
          }

          @Override
          public void started(Placement placement, int epoch) {
            heard.add("started");
          }

          @Override
          public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
            heard.add("epoch " + record.epoch());
          }

          @Override
          public void ended(Outcome outcome) {
            heard.add("ended");
          }
        };
    FittedLfads fit =
        run("fused").withMaxEpochs(2).withAlternatives(OTHER).withProgress(watcher).train();
    List<String> each = List.of("started", "epoch 1", "epoch 2", "ended");
    List<String> all = new ArrayList<>(List.of("1 of 2"));
    all.addAll(each);
    all.add("2 of 2");
    all.addAll(each);
    assertEquals(all, heard);
    assertEquals(OptionalInt.empty(), fit.options().execution().threads());
  }

  @Test
  void aTimeLimitIsForAll() {
    List<String> attempts = new ArrayList<>();
    Progress watcher =
        new Progress() {
          @Override
          public void attempt(int number, int count, String settings) {
            attempts.add(settings);
          }
        };
    long start = System.nanoTime();
    FittedLfads fit =
        TinyRuns.run(TinyRuns.trials())
            .withMaxEpochs(1_000_000)
            .withTimeLimit(Duration.ofSeconds(2))
            .withAlternatives(OTHER)
            .withProgress(watcher)
            .train();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals(List.of("c_keep_prob=0.95,c_factors_dim=2", OTHER), attempts);
    assertEquals(Outcome.Reason.TIME_LIMIT, fit.outcome().reason());
    assertTrue(fit.outcome().seconds() < 1.5, "half of it each");
    assertTrue(seconds < 10, () -> "got " + seconds + " s");
    assertEquals(Optional.of(Duration.ofSeconds(2)), fit.options().stopRule().timeLimit());
  }

  /** Checkpoints of every epoch, which end a training after some of the second attempt. */
  private static final class Dying implements CheckpointKeeper {
    private final Map<Integer, Checkpoint> last;
    private final int attempt;
    private final int lives;

    Dying(Map<Integer, Checkpoint> last, int attempt, int lives) {
      this.last = last;
      this.attempt = attempt;
      this.lives = lives;
    }

    @Override
    public Optional<Checkpoint> last() {
      return Optional.ofNullable(last.get(attempt));
    }

    @Override
    public void epochDone(Supplier<Checkpoint> state, Moment moment) {
      last.put(attempt, state.get());
      if (attempt == 2 && state.get().epoch() == lives) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public CheckpointKeeper ofAttempt(int number, ModelSpec model) {
      return new Dying(last, number, lives);
    }
  }

  @Test
  void aKilledTrainingGoesOnInTheAttemptThatWasUnderWay() {
    LfadsRun run = run().withAlternatives(OTHER);
    FittedLfads whole = run.train();
    Map<Integer, Checkpoint> kept = new HashMap<>();
    assertThrows(IllegalStateException.class, () -> run.train(new Dying(kept, 1, 3)));
    List<String> seen = new ArrayList<>();
    Progress watcher =
        new Progress() {
          @Override
          public void started(Placement placement, int epoch) {
            seen.add("from " + epoch);
          }

          @Override
          public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
            seen.add("epoch " + record.epoch());
          }
        };
    FittedLfads resumed = run.withProgress(watcher).train(new Dying(kept, 1, -1));
    assertEquals(List.of("from " + EPOCHS, "from 3"), seen.subList(0, 2));
    assertEquals(whole.parameters(), resumed.parameters());
    assertEquals(whole.params(), resumed.params());
  }

  @Test
  void aSettingThatIsNamedAfterwardsIsThatOfAll() {
    LfadsRun run = run().withAlternatives(OTHER);
    assertEquals("[c_factors_dim=3]", run.withKeepProb(0.8).options().alternatives().toString());
    assertEquals(List.of(), run.withKeepProb(0.8).withFactorsDim(4).options().alternatives());
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void wrongAlternativesAreRefused(@TempDir Path folder) {
    assertEquals(
        "alternatives must hold names and values such as c_keep_prob=0.9,c_factors_dim=16, got"
            + " \"c_keep_prob 0.9\"",
        refused(() -> run().withAlternatives("c_keep_prob 0.9")));
    assertEquals(
        "alternatives must name each hyperparameter once, got \"c_gen_dim=3,c_gen_dim=4\"",
        refused(() -> run().withAlternatives("c_gen_dim=3,c_gen_dim=4")));
    assertEquals(
        "c_keep_prob must be > 0 and <= 1, got 2.0",
        refused(() -> run().withAlternatives("c_keep_prob=2")));
    assertTrue(
        refused(() -> run().withAlternatives("c_kl_ic_weight=2")).endsWith("got c_kl_ic_weight"));
    assertEquals(
        "alternatives must be a list without repetition, got"
            + " [\"c_gen_dim=3\",\"c_gen_dim=3\"]",
        refused(() -> run().withAlternatives("c_gen_dim=3", "c_gen_dim=3")));
    assertEquals(
        "alternatives must be left out of a collection, got c_gen_dim=3; give the collection these"
            + " parameters",
        refused(() -> RunCollection.in(folder).withAlternatives("c_gen_dim=3")));
    assertEquals(
        "alternatives must be left out of a population, got c_gen_dim=3",
        refused(() -> Lfads.auto(TinyRuns.trials()).withAlternatives("c_gen_dim=3").check()));
  }
}
