package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.ValidationObjective;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** Which epoch's parameters are kept under each validation objective. */
class ValidationObjectiveTest {
  private static final int TRIALS = 12;
  private static final int BINS = 5;
  private static final int NEURONS = 4;
  private static final int EPOCHS = 24;
  private static final Execution FUSED = Execution.automatic().withBackend("fused");
  private static final Split SPLIT = Split.ofRatio(TRIALS, 2);

  /** The last neuron is held out; KL and L2 weigh enough to be best at other times. */
  private static final RunParams PARAMS =
      RunParams.defaults()
          .withGenDim(4)
          .withIcDim(2)
          .withFactorsDim(2)
          .withCoDim(0)
          .withIcEncDim(3)
          .withBatchSize(TRIALS)
          .withKlIncreaseSteps(0)
          .withL2IncreaseSteps(0)
          .withKlIcWeight(10)
          .withLearningRateInit(0.1);

  private static final RunOptions OPTIONS =
      RunOptions.defaults().withSeed(14).withMaxEpochs(EPOCHS).withSampleValidation(0.3);

  private static ModelSpec spec() {
    return ModelSpec.of(
        PARAMS,
        BINS,
        List.of(new SessionSpec("a", NEURONS, List.of(0, 1, 2), List.of(0.1, 0.2, 0.3, 0.4))));
  }

  private static SessionData data() {
    Random random = new Random(4);
    float[] counts = new float[TRIALS * BINS * NEURONS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    return new SessionData(Cube.of(TRIALS, BINS, NEURONS, counts), Optional.empty(), SPLIT);
  }

  private record Trained(TrainingResult result, List<Checkpoint> checkpoints) {}

  private static Trained train(RunOptions options) {
    ResumeTest.Memory memory = new ResumeTest.Memory(Optional.empty());
    try (Backend backend = Backends.create(spec(), FUSED)) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec()), options.seed()));
      TrainingResult result =
          Trainer.train(backend, List.of(data()), options, Progress.NONE, memory, Optional.empty());
      return new Trained(result, memory.kept);
    }
  }

  private static Trained train(ValidationObjective objective) {
    return train(OPTIONS.withValidationObjective(objective.word()));
  }

  /** From the second epoch on, the first with the lowest value. */
  private static int lowest(List<Double> values) {
    return 1
        + IntStream.range(1, values.size())
            .boxed()
            .min(Comparator.comparing(values::get))
            .orElseThrow();
  }

  private static List<Double> objectives(TrainingResult result) {
    return result.log().stream().map(EpochRecord::objective).toList();
  }

  @Test
  void eachKeepsTheEpochInWhichItWasLowest() {
    List<Integer> kept = new ArrayList<>();
    for (ValidationObjective objective : ValidationObjective.values()) {
      Trained trained = train(objective);
      TrainingResult result = trained.result();
      int best = result.outcome().bestEpoch();
      assertEquals(lowest(objectives(result)), best, objective.word());
      assertEquals(Optional.of(objective), result.outcome().chosenBy());
      assertEquals(trained.checkpoints().get(best - 1).state().parameters(), result.best());
      EpochRecord record = result.log().get(best - 1);
      assertEquals(record.valid().total(), result.outcome().bestValidationCost());
      Checkpoint.Best last = trained.checkpoints().get(EPOCHS - 1).best();
      assertEquals(record.objective(), last.objective().orElseThrow());
      kept.add(best);
    }
    assertEquals(4, kept.stream().distinct().count(), kept.toString());
  }

  @Test
  void valuesAreOfTheElementsThatTheObjectiveNames() {
    HiddenElements hidden = new HiddenElements(spec(), OPTIONS);
    for (ValidationObjective objective : ValidationObjective.values()) {
      Trained trained = train(objective);
      for (int epoch : new int[] {1, EPOCHS}) {
        Checkpoint checkpoint = trained.checkpoints().get(epoch - 1);
        EpochRecord record = checkpoint.log().get(epoch - 1);
        double expected =
            switch (objective) {
              case TOTAL_COST -> record.valid().total();
              case HIDDEN_SAMPLES -> record.valid().reconstruction();
              case RECONSTRUCTION -> reconstruction(hidden, checkpoint, SPLIT.valid(), (s, n) -> s);
              case HELD_OUT_NEURONS ->
                  reconstruction(
                      hidden, checkpoint, SPLIT.valid(), (s, n) -> n == NEURONS - 1 ? 1 : 0);
              case SEEN_NEURONS ->
                  reconstruction(
                      hidden, checkpoint, SPLIT.valid(), (s, n) -> n == NEURONS - 1 ? 0 : 1);
            };
        assertEquals(expected, record.objective(), 1e-9 * Math.abs(expected), objective.word());
        assertEquals(objective != ValidationObjective.TOTAL_COST, record.hasOwnObjective());
      }
    }
  }

  private interface Counted {
    float of(float shown, int neuron);
  }

  /** Nats per trial, of what is shown in training, weighted element by element. */
  private static double reconstruction(
      HiddenElements hidden, Checkpoint checkpoint, int[] trials, Counted counted) {
    try (Backend backend = Backends.create(spec(), FUSED)) {
      backend.set(checkpoint.state().parameters());
      Batch batch = Batch.of(spec(), 0, data().values(), Optional.empty(), trials);
      float[] seen = hidden.shown(EpochOrder.cut(0, trials, trials.length).get(0));
      float[] weights = new float[seen.length];
      for (int i = 0; i < seen.length; i++) {
        weights[i] = counted.of(seen[i], i % NEURONS);
      }
      return backend
          .loss(
              batch.hiding(seen, weights),
              RampWeights.FULL,
              NoiseKey.ofValidation(OPTIONS.seed(), trials))
          .reconstruction();
    }
  }

  @Test
  void withoutHiddenSamplesReconstructionIsThatOfTheValidationCost() {
    TrainingResult result =
        train(OPTIONS.withSampleValidation(0).withValidationObjective("reconstruction")).result();
    assertEquals(
        result.log().stream().map(e -> e.valid().reconstruction()).toList(), objectives(result));
    assertEquals(lowest(objectives(result)), result.outcome().bestEpoch());
  }

  @Test
  void patienceCountsFromTheEpochThatIsKept() {
    TrainingResult result =
        train(OPTIONS.withValidationObjective("held-out-neurons").withPatience(2)).result();
    assertEquals(Outcome.Reason.PATIENCE, result.outcome().reason());
    assertEquals(result.outcome().bestEpoch() + 2, result.outcome().epochs());
    assertEquals(
        ", chosen by the lowest reconstruction cost of the held-out neurons in the validation"
            + " trials",
        result.outcome().choice());
  }

  @Test
  void theObjectiveChangesNothingElseOfTheTraining() {
    List<Checkpoint> total = train(ValidationObjective.TOTAL_COST).checkpoints();
    List<Checkpoint> other = train(ValidationObjective.HELD_OUT_NEURONS).checkpoints();
    for (int i = 0; i < EPOCHS; i++) {
      assertEquals(total.get(i).state(), other.get(i).state());
      assertEquals(total.get(i).log().get(i).valid(), other.get(i).log().get(i).valid());
    }
  }
}
