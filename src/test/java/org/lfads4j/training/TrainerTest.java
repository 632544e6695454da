package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

class TrainerTest {
  private static final int TRIALS = 9;
  private static final int BINS = 5;
  private static final int NEURONS = 3;
  private static final Split SPLIT = Split.ofRatio(TRIALS, 2);

  private static RunParams params() {
    return RunParams.defaults()
        .withGenDim(4)
        .withIcDim(2)
        .withFactorsDim(2)
        .withCoDim(1)
        .withIcEncDim(3)
        .withCiEncDim(3)
        .withConDim(3)
        .withBatchSize(4)
        .withKlIncreaseSteps(0)
        .withL2IncreaseSteps(0)
        .withDevice("cpu");
  }

  private static final Execution EAGER =
      Execution.automatic().withEngine("MXNet").withBackend("eager");

  private static ModelSpec spec(RunParams params) {
    return ModelSpec.of(
        params,
        BINS,
        List.of(new SessionSpec("a", NEURONS, List.of(0, 1, 2), List.of(0.1, 0.2, 0.3))));
  }

  private static SessionData data() {
    Random random = new Random(4);
    float[] counts = new float[TRIALS * BINS * NEURONS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    return new SessionData(Cube.of(TRIALS, BINS, NEURONS, counts), Optional.empty(), SPLIT);
  }

  private static TrainingResult train(
      RunParams params, Execution execution, long seed, int epochs) {
    try (Backend backend = Backends.create(spec(params), execution)) {
      backend.set(ParameterValues.initial(ParameterInventory.of(backend.spec()), seed));
      TrainingResult result =
          Trainer.train(
              backend,
              List.of(data()),
              RunOptions.defaults().withSeed(seed).withMaxEpochs(epochs),
              Progress.NONE);
      assertEquals(result.best(), backend.values(), "the best parameters are left in the backend");
      return result;
    }
  }

  @ParameterizedTest
  @CsvSource({"MXNet, compiled", "MXNet, eager", "PyTorch, eager", "MXNet, fused"})
  void theSameSeedGivesTheSameBits(String engine, String backend) {
    Execution execution = Execution.automatic().withEngine(engine).withBackend(backend);
    RunParams params = params().withTemporalSpikeJitterWidth(1);
    TrainingResult first = train(params, execution, 7, 3);
    TrainingResult second = train(params, execution, 7, 3);
    assertEquals(first.best(), second.best());
    assertEquals(costs(first), costs(second));
    assertNotEquals(first.best(), train(params, execution, 8, 3).best());
  }

  private static List<Double> costs(TrainingResult result) {
    return result.log().stream().map(e -> e.valid().total()).toList();
  }

  @Test
  void theParametersKeptAreThoseOfTheLowestValidationCost() {
    RunParams params = params().withLearningRateInit(1.0);
    TrainingResult result = train(params, EAGER, 1, 12);
    int best = result.outcome().bestEpoch();
    assertTrue(result.outcome().chosenBy().isPresent());
    assertTrue(best < 12, "a test of the last epoch would prove nothing, best was " + best);
    double lowest =
        costs(result).stream().skip(1).mapToDouble(Double::doubleValue).min().orElseThrow();
    assertEquals(lowest, result.outcome().bestValidationCost());
    assertEquals(lowest, result.log().get(best - 1).valid().total());
    assertEquals(lowest, validationCost(params, result.best(), 1), 1e-5 * Math.abs(lowest));
  }

  private static double validationCost(RunParams params, ParameterValues values, long seed) {
    try (Backend backend = Backends.create(spec(params), EAGER)) {
      backend.set(values);
      SessionData data = data();
      int[] valid = SPLIT.valid();
      Batch batch = Batch.of(backend.spec(), 0, data.values(), Optional.empty(), valid);
      return backend.loss(batch, RampWeights.FULL, NoiseKey.ofValidation(seed, valid)).total();
    }
  }

  @Test
  void beforeTheRampsAreCompleteTheLastParametersAreKept() {
    RunParams params = params().withLearningRateInit(0.3).withKlIncreaseSteps(900);
    TrainingResult result = train(params, EAGER, 1, 4);
    assertFalse(result.outcome().chosenBy().isPresent());
    assertEquals(4, result.outcome().bestEpoch());
    assertEquals(costs(result).get(3), result.outcome().bestValidationCost());
  }

  @Test
  void penaltiesOfWeightZeroHaveNoRampToWaitFor() {
    RunParams params = params().withL2IncreaseSteps(900).withL2GenScale(0).withL2ConScale(0);
    assertTrue(train(params, EAGER, 1, 2).outcome().chosenBy().isPresent());
    assertFalse(train(params.withL2GenScale(1), EAGER, 1, 2).outcome().chosenBy().isPresent());
  }

  @Test
  void whatTheModelDoesNotHaveHasNoRampToWaitFor() {
    RunParams noController = params().withCoDim(0).withL2IncreaseSteps(900).withL2GenScale(0);
    assertTrue(train(noController, EAGER, 1, 2).outcome().chosenBy().isPresent());
    RunParams noDivergence = params().withKlIncreaseSteps(900).withKlIcWeight(0).withKlCoWeight(0);
    assertTrue(train(noDivergence, EAGER, 1, 2).outcome().chosenBy().isPresent());
    RunParams inputs = noDivergence.withKlCoWeight(1);
    assertFalse(train(inputs, EAGER, 1, 2).outcome().chosenBy().isPresent());
    assertTrue(train(inputs.withCoDim(0), EAGER, 1, 2).outcome().chosenBy().isPresent());
  }

  /** One update, done again by hand from the backend's gradients. */
  @ParameterizedTest
  @CsvSource({"200", "0.05"})
  void gradientsLongerThanTheLimitAreShortenedAsAWhole(double limit) {
    RunParams params = params().withBatchSize(100).withMaxGradNorm(limit);
    TrainingResult result = train(params, EAGER, 2, 1);
    try (Backend backend = Backends.create(spec(params), EAGER)) {
      ParameterValues start = ParameterValues.initial(ParameterInventory.of(backend.spec()), 2);
      backend.set(start);
      SessionData data = data();
      int[] trials = EpochOrder.of(List.of(data), 100, 2, 1).get(0).trials;
      Batch batch = Batch.of(backend.spec(), 0, data.values(), Optional.empty(), trials);
      try (Gradients gradients =
          backend.lossAndGradients(batch, RampWeights.FULL, NoiseKey.ofStep(2, 0, trials.length))) {
        double norm = gradients.globalNorm();
        assertEquals(norm, result.log().get(0).pace().gradientNorm(), 1e-6 * norm);
        assertTrue(norm > 0.05 && norm < 200, "norm " + norm);
        for (String name : gradients.names()) {
          double[] g = gradients.values(name);
          double[] before = start.values(name);
          double[] after = result.best().values(name);
          for (int i = 0; i < g.length; i++) {
            double used = g[i] * Math.min(1, limit / norm);
            double step = 0.01 * Math.sqrt(0.001) / 0.1;
            double expected =
                before[i] - step * 0.1 * used / (Math.sqrt(0.001) * Math.abs(used) + 0.1);
            assertEquals(expected, after[i], 1e-6, name + "[" + i + "]");
          }
        }
      }
    }
  }

  /** The log's step counts, ramps and learning rates against their definitions. */
  @Test
  void theLogCountsUpdatesAndShowsTheRamps() {
    RunParams params = params().withKlStartStep(2).withKlIncreaseSteps(4).withL2IncreaseSteps(8);
    List<EpochRecord> log = train(params, EAGER, 3, 4).log();
    assertEquals(List.of(2, 4, 6, 8), log.stream().map(EpochRecord::step).toList());
    assertEquals(List.of(1, 2, 3, 4), log.stream().map(EpochRecord::epoch).toList());
    assertEquals(List.of(0.0, 0.5, 1.0, 1.0), log.stream().map(e -> e.ramps().kl()).toList());
    assertEquals(List.of(0.25, 0.5, 0.75, 1.0), log.stream().map(e -> e.ramps().l2()).toList());
    for (EpochRecord record : log) {
      LossTerms valid = record.valid();
      double total =
          valid.reconstruction()
              + record.ramps().kl() * (valid.icDivergence() + valid.inputDivergence())
              + record.ramps().l2() * valid.l2();
      assertEquals(total, valid.total(), 1e-5 * Math.abs(total));
      assertEquals(0.01, record.pace().learningRate());
    }
  }

  /** Training costs weigh every trial alike, in the short last batch too. */
  @Test
  void aFrozenModelCostsTheSameWhateverTheBatches() {
    RunParams frozen =
        params()
            .withLearningRateInit(1e-30)
            .withKeepProb(1)
            .withKlIcWeight(0)
            .withKlCoWeight(0)
            .withIcDim(0)
            .withCoDim(0);
    double[] costs =
        Arrays.stream(new int[] {1, 2, 4, 5, 6, 100})
            .mapToDouble(
                b -> train(frozen.withBatchSize(b), EAGER, 1, 1).log().get(0).train().total())
            .toArray();
    for (double cost : costs) {
      assertEquals(costs[0], cost, 1e-5 * Math.abs(costs[0]));
    }
  }

  @Test
  void aLearningRateBelowItsEndEndsTraining() {
    RunParams params =
        params()
            .withLearningRateInit(0.001)
            .withLearningRateDecayFactor(0.1)
            .withLearningRateNToCompare(1)
            .withLearningRateStop(5e-4);
    TrainingResult result = train(params, EAGER, 1, 100);
    assertEquals(Outcome.Reason.LEARNING_RATE, result.outcome().reason());
    List<EpochRecord> log = result.log();
    assertEquals(log.size(), result.outcome().epochs());
    double last = log.get(log.size() - 1).train().total();
    assertTrue(last > log.get(log.size() - 2).train().total());
  }
}
