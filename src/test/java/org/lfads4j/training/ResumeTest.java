package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** Training that goes on from a checkpoint ends in the bits of training that never stopped. */
class ResumeTest {
  static final int EPOCHS = 16;

  /** Everything random is on, the learning rate falls, and the best epoch is not the last. */
  static final RunParams PARAMS =
      RunParams.defaults()
          .withGenDim(4)
          .withIcDim(2)
          .withFactorsDim(2)
          .withCoDim(1)
          .withIcEncDim(3)
          .withCiEncDim(3)
          .withConDim(3)
          .withBatchSize(4)
          .withKlIncreaseSteps(3)
          .withL2IncreaseSteps(3)
          .withLearningRateInit(1)
          .withLearningRateNToCompare(1)
          .withTemporalSpikeJitterWidth(1)
          .withDevice("cpu");

  static final RunOptions OPTIONS =
      RunOptions.defaults()
          .withSeed(5)
          .withMaxEpochs(EPOCHS)
          .withCoordinatedDropout(0.3)
          .withSampleValidation(0.2);

  /** Keeps every checkpoint, and starts from one. */
  static final class Memory implements CheckpointKeeper {
    private final Optional<Checkpoint> start;
    final List<Checkpoint> kept = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();

    Memory(Optional<Checkpoint> start) {
      this.start = start;
    }

    @Override
    public Optional<Checkpoint> last() {
      return start;
    }

    @Override
    public CheckpointKeeper ofAttempt(int number, ModelSpec model) {
      return this;
    }

    @Override
    public void epochDone(Supplier<Checkpoint> state, Moment moment) {
      kept.add(state.get());
      moments.add(moment);
    }
  }

  private static TrainingResult train(Execution execution, RunOptions options, Memory memory) {
    return train(execution, PARAMS, options, memory, Optional.empty());
  }

  static ModelSpec spec(RunParams params) {
    return ModelSpec.of(
        params, 5, List.of(new SessionSpec("a", 3, List.of(0, 1, 2), List.of(0.1, 0.2, 0.3))));
  }

  static TrainingResult train(
      Execution execution,
      RunParams params,
      RunOptions options,
      Memory memory,
      Optional<Parent> parent) {
    ModelSpec spec = spec(params);
    Random random = new Random(4);
    float[] counts = new float[9 * 5 * 3];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    SessionData data =
        new SessionData(Cube.of(9, 5, 3, counts), Optional.empty(), Split.ofRatio(9, 2));
    try (Backend backend = Backends.create(spec, execution)) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), options.seed()));
      return Trainer.train(backend, List.of(data), options, Progress.NONE, memory, parent);
    }
  }

  @ParameterizedTest
  @CsvSource({"MXNet, compiled", "MXNet, eager", "PyTorch, eager", "MXNet, fused"})
  void anyCheckpointLeadsToTheSameBits(String engine, String backend) {
    Execution execution = Execution.automatic().withEngine(engine).withBackend(backend);
    Memory memory = new Memory(Optional.empty());
    TrainingResult whole = train(execution, OPTIONS, memory);
    assertEquals(EPOCHS, memory.kept.size());
    int best = whole.outcome().bestEpoch();
    assertTrue(best > 1 && best < EPOCHS, "best " + best);
    double first = whole.log().get(0).pace().learningRate();
    assertTrue(whole.log().get(EPOCHS - 1).pace().learningRate() < first, "the rate must fall");
    for (int epoch : new int[] {1, best, best + 1, EPOCHS}) {
      Memory resumed = new Memory(Optional.of(memory.kept.get(epoch - 1)));
      TrainingResult result = train(execution, OPTIONS, resumed);
      assertEquals(whole.best(), result.best(), "from epoch " + epoch);
      assertEquals(whole.outcome().chosenBy(), result.outcome().chosenBy());
      assertEquals(costs(whole), costs(result));
      assertEquals(best, result.outcome().bestEpoch());
      assertEquals(whole.outcome().bestValidationCost(), result.outcome().bestValidationCost());
      assertEquals(EPOCHS - epoch, resumed.kept.size());
      if (epoch < EPOCHS) {
        Checkpoint end = resumed.kept.get(resumed.kept.size() - 1);
        Checkpoint expected = memory.kept.get(EPOCHS - 1);
        assertEquals(expected.state().parameters(), end.state().parameters());
        assertEquals(expected.state().moments(), end.state().moments());
        assertEquals(expected.state().plateau(), end.state().plateau());
        assertEquals(expected.state().step(), end.state().step());
      }
    }
  }

  private static List<LossTerms> costs(TrainingResult result) {
    return result.log().stream()
        .flatMap(e -> java.util.stream.Stream.of(e.train(), e.valid()))
        .toList();
  }

  @Test
  void theKeeperHearsOfImprovementAndOfTheEnd() {
    Memory memory = new Memory(Optional.empty());
    TrainingResult result = train(Execution.automatic().withBackend("fused"), OPTIONS, memory);
    assertTrue(memory.moments.get(result.outcome().bestEpoch() - 1).improved());
    assertFalse(memory.moments.get(0).improved());
    for (int i = 0; i < EPOCHS; i++) {
      assertEquals(i == EPOCHS - 1, memory.moments.get(i).last());
    }
  }

  @Test
  void timeAddsUpOverPieces() {
    Execution fused = Execution.automatic().withBackend("fused");
    Memory memory = new Memory(Optional.empty());
    TrainingResult unused = train(fused, OPTIONS, memory);
    Checkpoint third = memory.kept.get(2);
    Checkpoint later =
        new Checkpoint(third.state(), third.best(), third.log(), 1000, third.origin());
    TrainingResult resumed = train(fused, OPTIONS, new Memory(Optional.of(later)));
    assertTrue(resumed.outcome().seconds() > 1000);
    RunOptions limited = OPTIONS.withTimeLimit(java.time.Duration.ofMinutes(15));
    TrainingResult over = train(fused, limited, new Memory(Optional.of(later)));
    assertEquals(Outcome.Reason.TIME_LIMIT, over.outcome().reason());
    assertEquals(3, over.outcome().epochs());
  }
}
