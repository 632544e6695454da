package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.lfads4j.training.ResumeTest.EPOCHS;
import static org.lfads4j.training.ResumeTest.OPTIONS;
import static org.lfads4j.training.ResumeTest.PARAMS;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;

/** Training that goes on from a state of another training. */
class ParentTest {
  private static final Execution FUSED = Execution.automatic().withBackend("fused");

  private static RunOptions ending(RunOptions options, int epochs) {
    return options.with(StopRule.afterEpochs(epochs));
  }

  /** A training from its beginning: the state after each epoch. */
  private static List<Checkpoint> whole(Execution execution) {
    ResumeTest.Memory memory = new ResumeTest.Memory(Optional.empty());
    TrainingResult unused = ResumeTest.train(execution, PARAMS, OPTIONS, memory, Optional.empty());
    return memory.kept;
  }

  private static Parent parent(Checkpoint checkpoint) {
    return new Parent(checkpoint, PARAMS, OPTIONS);
  }

  /** A part of so many epochs; its last state. */
  private static Checkpoint part(
      Execution execution, Parent parent, RunParams params, RunOptions options, int epochs) {
    ResumeTest.Memory memory = new ResumeTest.Memory(Optional.empty());
    TrainingResult result =
        ResumeTest.train(execution, params, ending(options, epochs), memory, Optional.of(parent));
    assertEquals(epochs, result.outcome().epochs());
    assertEquals(epochs, result.log().size());
    assertEquals(
        Optional.of(new Origin(parent.identity(), parent.checkpoint().epochsInAll())),
        result.origin());
    return memory.kept.get(epochs - 1);
  }

  private static List<EpochRecord> timeless(List<EpochRecord> log, int firstEpoch) {
    return log.stream()
        .map(
            each ->
                new EpochRecord(
                    each.epoch() - firstEpoch + 1,
                    each.step(),
                    each.train(),
                    each.valid(),
                    each.ramps(),
                    new EpochRecord.Pace(each.pace().learningRate(), each.pace().gradientNorm(), 0),
                    each.objective()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"MXNet, compiled", "MXNet, eager", "PyTorch, eager", "MXNet, fused"})
  void partsUnderTheSameSettingsLeadToTheBitsOfOneTraining(String engine, String backend) {
    Execution execution = Execution.automatic().withEngine(engine).withBackend(backend);
    List<Checkpoint> whole = whole(execution);
    for (int epoch : new int[] {1, 6}) {
      Parent parent = parent(whole.get(epoch - 1));
      Checkpoint middle = part(execution, parent, PARAMS, OPTIONS, 5);
      Checkpoint end = part(execution, parent(middle), PARAMS, OPTIONS, EPOCHS - epoch - 5);
      for (Checkpoint each : List.of(middle, end)) {
        Checkpoint expected = whole.get(each.epochsInAll() - 1);
        assertEquals(expected.state(), each.state(), "from epoch " + epoch);
        assertEquals(expected.contentHash(), each.contentHash());
        int before = each.epochsInAll() - each.epoch();
        assertEquals(
            timeless(expected.log().subList(before, before + each.epoch()), before + 1),
            timeless(each.log(), 1));
        int best =
            IntStream.range(0, each.epoch())
                .filter(e -> before + e > 0)
                .boxed()
                .min((a, b) -> Double.compare(total(each, a), total(each, b)))
                .orElseThrow();
        assertEquals(best + 1, each.best().epoch());
        assertEquals(total(each, best), each.bestValidationCost().orElseThrow());
        assertEquals(whole.get(before + best).state().parameters(), each.best().parameters());
      }
    }
  }

  private static double total(Checkpoint checkpoint, int epoch) {
    return checkpoint.log().get(epoch).valid().total();
  }

  @Test
  void aPartThatWasStoppedGoesOnFromItsOwnCheckpoint() {
    Parent parent = parent(whole(FUSED).get(3));
    RunParams params = PARAMS.withKeepProb(0.8);
    Checkpoint end = part(FUSED, parent, params, OPTIONS, 6);
    ResumeTest.Memory stopped =
        new ResumeTest.Memory(Optional.of(part(FUSED, parent, params, OPTIONS, 2)));
    TrainingResult unused =
        ResumeTest.train(FUSED, params, ending(OPTIONS, 6), stopped, Optional.of(parent));
    Checkpoint resumed = stopped.kept.get(3);
    assertEquals(end.state(), resumed.state());
    assertEquals(end.best(), resumed.best());
    assertEquals(end.origin(), resumed.origin());
    assertEquals(timeless(end.log(), 1), timeless(resumed.log(), 1));
  }

  @Test
  void rampsGoOnAndTheLearningRateIsTheParentsUnlessItsStartIsChanged() {
    Checkpoint last = whole(FUSED).get(EPOCHS - 1);
    double rate = last.state().plateau().rate();
    Parent parent = parent(last);
    Checkpoint weighted = part(FUSED, parent, PARAMS.withKlIcWeight(0.5), OPTIONS, 1);
    assertEquals(rate, weighted.log().get(0).pace().learningRate());
    assertEquals(1, weighted.log().get(0).ramps().kl());
    assertEquals(1, weighted.state().plateau().seen());
    assertEquals(last.state().step() * (EPOCHS + 1) / EPOCHS, weighted.state().step());
    assertEquals(1, weighted.best().epoch());
    assertEquals(true, weighted.best().isChosen());

    Checkpoint faster = part(FUSED, parent, PARAMS.withLearningRateInit(0.125), OPTIONS, 1);
    assertEquals(0.125, faster.log().get(0).pace().learningRate());
    assertEquals(1, faster.state().plateau().seen());

    Checkpoint same = part(FUSED, parent, PARAMS, OPTIONS, 1);
    assertEquals(last.state().plateau().seen() + 1, same.state().plateau().seen());
  }

  @Test
  void changedSettingsChangeWhatIsLearnt() {
    Parent parent = parent(whole(FUSED).get(3));
    Checkpoint same = part(FUSED, parent, PARAMS, OPTIONS, 2);
    for (RunParams params :
        List.of(
            PARAMS.withKeepProb(0.5),
            PARAMS.withL2GenScale(900),
            PARAMS.withKlCoWeight(9),
            PARAMS.withLearningRateInit(0.1))) {
      Checkpoint other = part(FUSED, parent, params, OPTIONS, 2);
      assertNotEquals(same.contentHash(), other.contentHash(), params.label());
    }
    Checkpoint dropped = part(FUSED, parent, PARAMS, OPTIONS.withCoordinatedDropout(0.6), 2);
    assertNotEquals(same.contentHash(), dropped.contentHash());
  }

  @Test
  void itsIdentityIsOfItsSettingsAndItsStateAndNotOfWhatEndedIt() {
    List<Checkpoint> whole = whole(FUSED);
    Parent parent = parent(whole.get(3));
    assertEquals(
        parent.identity(), new Parent(whole.get(3), PARAMS, ending(OPTIONS, 2)).identity());
    assertEquals(
        parent.identity(),
        new Parent(
                new Checkpoint(
                    whole.get(3).state(),
                    whole.get(2).best(),
                    whole.get(3).log(),
                    1000,
                    Optional.empty()),
                PARAMS,
                OPTIONS)
            .identity());
    assertNotEquals(parent.identity(), parent(whole.get(4)).identity());
    assertNotEquals(
        parent.identity(), new Parent(whole.get(3), PARAMS.withKeepProb(0.8), OPTIONS).identity());
    assertNotEquals(
        parent.identity(), new Parent(whole.get(3), PARAMS, OPTIONS.withSeed(6)).identity());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Parent parent = parent(whole(FUSED).get(0));
    assertEquals(
        List.of(), parent.problems(ResumeTest.spec(PARAMS), OPTIONS.withCoordinatedDropout(0)));
    assertEquals(List.of(), parent.problems(ResumeTest.spec(PARAMS.withKeepProb(0.5)), OPTIONS));
    assertEquals(
        List.of(
            "parent must have the structure of the model (ic_enc_fwd_t0 of 4 values), got 3; leave"
                + " sizes and parts of the model as they were"),
        parent.problems(ResumeTest.spec(PARAMS.withIcEncDim(4)), OPTIONS));
    assertEquals(
        List.of(
            "parent must have the structure of the model (24 parameters), got 49; leave sizes and"
                + " parts of the model as they were"),
        parent.problems(ResumeTest.spec(PARAMS.withCoDim(0)), OPTIONS));
    assertEquals(
        List.of(
            "parent must have been trained on the same data, got other values of"
                + " trainToTestRatio; leave them as they were"),
        parent.problems(ResumeTest.spec(PARAMS.withTrainToTestRatio(3)), OPTIONS));
    assertEquals(
        List.of(
            "parent must hold out the same neurons (b, c), got none; leave heldOutNeurons as they"
                + " were"),
        parent.problems(ResumeTest.spec(PARAMS), OPTIONS.withHeldOutNeurons("c", "b")));
    assertEquals(
        List.of(
            "parent must hide the same samples (sampleValidation 0.2, seed 6), got sampleValidation"
                + " 0.2, seed 5; a model that was trained on them cannot be judged by them"),
        parent.problems(ResumeTest.spec(PARAMS), OPTIONS.withSeed(6)));
    assertEquals(
        List.of(),
        parent.problems(ResumeTest.spec(PARAMS), OPTIONS.withSeed(6).withSampleValidation(0)));
  }
}
