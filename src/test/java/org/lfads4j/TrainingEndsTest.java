package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.StopRule;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingDivergedException;

/** However training ends, there is a fit to work with. */
class TrainingEndsTest {

  @Test
  void anotherThreadsInterruptEndsItWithinAStep() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<FittedLfads> fit = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Progress watcher =
        new Progress() {
          @Override
          public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
            underWay.countDown();
          }
        };
    LfadsRun run = TinyRuns.run(TinyRuns.trials()).withMaxEpochs(1_000_000).withProgress(watcher);
    Thread worker =
        new Thread(
            () -> {
              try {
                FittedLfads trained = run.train();
                flag.complete(Thread.currentThread().isInterrupted());
                fit.complete(trained);
              } catch (RuntimeException e) {
                fit.completeExceptionally(e);
              }
            });
    worker.start();
    assertTrue(underWay.await(60, TimeUnit.SECONDS));
    worker.interrupt();
    FittedLfads stopped = fit.get(60, TimeUnit.SECONDS);
    assertEquals(Outcome.Reason.INTERRUPTED, stopped.outcome().reason());
    assertFalse(flag.get(), "the flag is cleared");
    assertSame(stopped, Lfads.lastFit().orElseThrow());
    assertUsable(stopped);
    assertEquals(stopped.outcome().epochs(), stopped.log().size());
  }

  @Test
  void theTimeLeftIsThatOfThePatience() {
    List<Double> epochsLeft = new ArrayList<>();
    List<Boolean> improved = new ArrayList<>();
    Progress watcher =
        new Progress() {
          @Override
          public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
            double perEpoch = record.pace().seconds() / record.epoch();
            epochsLeft.add(secondsLeft.orElseThrow() / perEpoch);
            improved.add(best);
          }
        };
    LfadsRun run =
        TinyRuns.run(TinyRuns.trials()).withPatience(7).withMaxEpochs(40).withProgress(watcher);
    FittedLfads fit = run.train();
    assertFalse(fit.log().isEmpty());
    int waited = 0;
    for (int i = 0; i < improved.size(); i++) {
      boolean isChosen = improved.subList(0, i + 1).contains(true);
      waited = improved.get(i) || !isChosen ? 0 : waited + 1;
      double wanted = Math.min(7 - waited, 40 - (i + 1));
      // The clock goes on between the record and the estimate.
      assertEquals(wanted, epochsLeft.get(i), 0.5, "after epoch " + (i + 1));
    }
    assertFalse(run.options().stopRule().isEndKnown());
    assertTrue(StopRule.afterEpochs(5).isEndKnown());
  }

  @Test
  void noStepIsBegunAfterTheInterrupt() {
    AtomicInteger steps = new AtomicInteger();
    Progress watcher =
        new Progress() {
          @Override
          public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
            if (steps.incrementAndGet() == 5) {
              Thread.currentThread().interrupt();
            }
          }
        };
    FittedLfads fit =
        TinyRuns.run(TinyRuns.trials())
            .withBatchSize(2)
            .withMaxEpochs(50)
            .withProgress(watcher)
            .train();
    assertEquals(5, steps.get());
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(Outcome.Reason.INTERRUPTED, fit.outcome().reason());
    assertEquals(1, fit.outcome().epochs());
    assertUsable(fit);
  }

  @Test
  void anInterruptBeforeTheFirstStepLeavesTheFirstParameters() {
    Thread.currentThread().interrupt();
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).train();
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(Outcome.Reason.INTERRUPTED, fit.outcome().reason());
    assertEquals(0, fit.outcome().epochs());
    assertUsable(fit);
  }

  @Test
  void posteriorMeansThatAreInterruptedCanBeAskedForAgain() {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).train();
    Thread.currentThread().interrupt();
    assertEquals(
        "posterior means must run to the end, got an interrupt after 0 of 8 trials; ask again to"
            + " compute them",
        assertThrows(CancellationException.class, fit::posteriorMeans).getMessage());
    assertFalse(Thread.currentThread().isInterrupted());
    assertUsable(fit);
  }

  @Test
  void aCostThatIsNoNumberEndsItWithTheRemedies() {
    LfadsRun run = TinyRuns.run(TinyRuns.trials()).withLearningRateInit(1e5).withMaxEpochs(20);
    TrainingDivergedException diverged = assertThrows(TrainingDivergedException.class, run::train);
    assertEquals(
        "validation reconstruction must be a finite number, got NaN (epoch 1, best parameters kept"
            + " from epoch 0); the largest part of the cost before was the reconstruction with 26.5"
            + " nats per trial; lower c_learning_rate_init (100000.0)",
        diverged.getMessage());
    assertEquals(1, diverged.epoch());
    assertEquals("validation reconstruction", diverged.term());
    assertEquals(Outcome.Reason.DIVERGED, diverged.result().outcome().reason());
    FittedLfads fit = Lfads.lastFit().orElseThrow();
    assertEquals(diverged.result().best(), fit.parameters());
    assertEquals(Outcome.Reason.DIVERGED, fit.outcome().reason());
    assertEquals(
        List.of(
            diverged.getMessage(),
            "training diverged in epoch 1: the parameters are those with which training started,"
                + " and nothing was learnt"),
        fit.notices().subList(fit.notices().size() - 2, fit.notices().size()));
    assertUsable(fit);
  }

  @Test
  void aWeightThatMakesTheCostInfiniteIsNamed() {
    LfadsRun run =
        TinyRuns.run(TinyRuns.trials()).with("c_kl_ic_weight", 1e38).withKlIncreaseSteps(0);
    String message = assertThrows(TrainingDivergedException.class, run::train).getMessage();
    assertTrue(message.endsWith("; lower c_kl_ic_weight (1.0E38)"), message);
  }

  @Test
  void whatWasBestBeforeItDivergedIsKept() {
    LfadsRun run =
        TinyRuns.run(TinyRuns.trials())
            .withLearningRateInit(7)
            .withKlIncreaseSteps(0)
            .withL2IncreaseSteps(0)
            .withMaxEpochs(200);
    TrainingDivergedException diverged = assertThrows(TrainingDivergedException.class, run::train);
    assertTrue(diverged.epoch() > 1, diverged::getMessage);
    FittedLfads fit = Lfads.lastFit().orElseThrow();
    assertEquals(diverged.epoch() - 1, fit.log().size());
    assertUsable(fit);
  }

  private static void assertUsable(FittedLfads fit) {
    ParameterValues values = fit.parameters();
    for (String name : values.names()) {
      for (double value : values.values(name)) {
        assertTrue(Double.isFinite(value), name);
      }
    }
    assertEquals(8 * 6, fit.rates().rowCount());
    assertEquals(fit.outcome().epochs(), fit.fitLog().rowCount());
    assertTrue(fit.toString().startsWith("LFADS fit of session: "), fit::toString);
  }
}
