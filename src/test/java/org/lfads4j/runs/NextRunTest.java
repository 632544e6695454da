package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;
import org.lfads4j.config.ValidationObjective;
import tech.tablesaw.api.Table;

/** Runs that train on from where another run ended. */
class NextRunTest {
  private static final StopRule THREE_EPOCHS = StopRule.afterEpochs(3);

  @TempDir private Path folder;
  private Run parent;

  @BeforeEach
  void train() {
    RunCollection runs = collection(5);
    Table unused = runs.train();
    parent = runs.runs().get(0);
  }

  private RunCollection collection(int epochs) {
    return SmallRuns.collection(folder.resolve("c")).withMaxEpochs(epochs);
  }

  private static RunState carriedOut(Run run) {
    return run.carryOut(RunPart.Wanted.EVERYTHING, Duration.ZERO, RunsWatcher.NONE).state();
  }

  private Run next(RunParams params, RunOptions options) {
    return parent.next(params, options, THREE_EPOCHS);
  }

  @Test
  void underTheSameSettingsItLeadsToTheBitsOfOneLongerRun() {
    RunCollection longer = collection(8);
    Table unused = longer.train();
    Run whole = longer.runs().get(0);
    Run next = next(parent.params(), parent.options());
    assertEquals(RunState.DONE, carriedOut(next));
    RunBits expected = RunBits.of(whole);
    RunBits bits = RunBits.of(next);
    assertEquals(expected.end().state(), bits.end().state());
    assertEquals(expected.end().contentHash(), bits.end().contentHash());
    assertEquals(3, next.fit().outcome().epochs());
    assertEquals(5, next.fit().origin().orElseThrow().epochs());
    assertTrue(
        next.fit()
            .methods()
            .contains(
                "It went on from the state that another training had reached after 5 epochs. It"
                    + " ended after 3 epochs because the epochs asked for were done;"),
        next.fit().methods());
    assertFalse(parent.fit().methods().contains("went on"));
  }

  @Test
  void itsFolderSaysAllThatAnotherProcessNeeds() throws Exception {
    Run next = next(parent.params().withKeepProb(0.8), parent.options().withSeed(3));
    assertNotEquals(parent.folder(), next.folder());
    assertEquals(parent.folder().getParent().getParent(), next.folder().getParent().getParent());
    Run opened = Run.open(next.folder());
    assertEquals(next.description(), opened.description());
    assertEquals(RunState.DONE, carriedOut(opened));
    assertEquals(0.8, opened.fit().params().keepProb());
    assertTrue(
        Files.readString(opened.files().summary())
            .contains(
                "\ngoes on from "
                    + parent.folder().getParent().getFileName()
                    + "/"
                    + parent.folder().getFileName()
                    + ", state "));
    Run third = opened.next(opened.params(), opened.options(), THREE_EPOCHS);
    Table all = RunCollection.in(folder.resolve("c")).train();
    assertEquals(List.of("done", "done", "done"), all.stringColumn("state").asList());
    assertEquals(8, third.fit().origin().orElseThrow().epochs());
  }

  @Test
  void aPartThatWasStoppedGoesOnWithoutItsParent() {
    Run undisturbed = next(parent.params(), parent.options());
    assertEquals(RunState.DONE, carriedOut(undisturbed));
    RunBits expected = RunBits.of(undisturbed);
    undisturbed.clean();
    Run next = next(parent.params(), parent.options());
    Thread trainer = Thread.currentThread();
    RunStatus stopped =
        next.carryOut(
            RunPart.Wanted.EVERYTHING,
            Duration.ZERO,
            (rows, turn) -> {
              if (rows.get(0).status().epochs() == 2) {
                trainer.interrupt();
              }
            });
    assertEquals(RunState.STOPPED, stopped.state());
    assertTrue(stopped.epochs() < 3);
    parent.removeCheckpoints();
    assertEquals(RunState.DONE, carriedOut(next));
    assertEquals(expected, RunBits.of(next));
  }

  @Test
  void itsIdentityHoldsItsParentAndNotItsEnd() {
    Run next = next(parent.params(), parent.options());
    RunDescription.ParentRun from = next.description().parent().orElseThrow();
    assertEquals(
        org.lfads4j.config.Hashes.paramHash(
            parent.params(), RunOptions.defaults(), from.identity()),
        next.paramHash());
    assertEquals(parent.dataHash(), next.dataHash());
    assertEquals(next, next(parent.params(), parent.options().withPatience(4)));
    assertEquals(
        "the run in "
            + next.folder()
            + " must keep the end with which it was described, got another one; continue from that"
            + " run instead",
        refused(() -> parent.next(parent.params(), parent.options(), StopRule.afterEpochs(4))));
  }

  private static String refused(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(RuntimeException.class, call).getMessage();
  }

  @Test
  void whatCannotGoOnIsRefused() {
    assertEquals(
        "parent must hold out the same neurons (n1), got none; leave heldOutNeurons as they were",
        refused(() -> next(parent.params(), parent.options().withHeldOutNeurons("n1"))));
    Run untrained = collection(9).runs().get(0);
    assertEquals(
        "run must be trained to its end before another one can continue from it, got "
            + untrained.label()
            + " (waiting); train it first",
        refused(() -> untrained.next(parent.params(), parent.options(), THREE_EPOCHS)));
    Run next = next(parent.params(), parent.options());
    Run other = next(parent.params().withGenDim(5), parent.options());
    parent.removeCheckpoints();
    String none =
        "run must have a checkpoint before another one can continue from it, and there is none in "
            + parent.files().checkpoints()
            + "; clean it and train it again";
    assertEquals(none, refused(() -> next(parent.params().withGenDim(6), parent.options())));
    assertEquals(RunState.FAILED, carriedOut(next));
    assertEquals(none, next.status().why().orElseThrow().inJava());
    parent.clean();
    Table unused = collection(5).train();
    assertEquals(RunState.DONE, carriedOut(next));
    assertEquals(RunState.FAILED, carriedOut(other));
    assertEquals(
        "parent must have the structure of the model (g0_to_gen_ic_W of 15 values), got 12;"
            + " leave sizes and parts of the model as they were",
        other.status().why().orElseThrow().inJava());
  }

  @Test
  void fitsOfEarlierVersionsSayThatTheTotalCostChoseTheirParameters() {
    FittedLfads old =
        Run.open(
                Damage.copy(
                        Path.of("src/test/resources/org/lfads4j/runs/collection-format-1"),
                        folder.resolve("old"))
                    .resolve("param_ee19bd45/small.data_d0ad5cde"))
            .fit();
    assertEquals(Optional.of(ValidationObjective.TOTAL_COST), old.outcome().chosenBy());
    assertEquals(Optional.empty(), old.origin());
    assertEquals(List.of(), old.notices());
  }
}
