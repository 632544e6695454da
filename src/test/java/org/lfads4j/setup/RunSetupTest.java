package org.lfads4j.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.TinyRuns;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.config.RunOptions;
import org.lfads4j.data.Trials;

/** A run is prepared once, however many ask. */
class RunSetupTest {
  private static RunSetup setup(Trials recording) {
    return new RunSetup(
        List.of(recording),
        TinyRuns.params().withSpikeBinMs(4),
        RunOptions.defaults(),
        Optional.empty());
  }

  @Test
  void whoAsksAgainGetsTheSame() {
    RunSetup setup = setup(TinyRuns.trials());
    assertSame(setup.prepared(), setup.prepared());
    assertSame(setup.problems(), setup.problems());
    assertSame(setup.binned(0), setup.binned(0));
    assertEquals(List.of(4.0), setup.readyRecordings().stream().map(Trials::binMs).toList());
  }

  @Test
  void otherOptionsKeepWhatTheyDoNotChange() {
    RunSetup setup = setup(TinyRuns.trials());
    Preparation prepared = setup.prepared();
    RunSetup seeded = setup.withOptions(setup.options().withSeed(7).withThreads(1));
    assertSame(prepared, seeded.prepared());
    assertEquals(7, seeded.options().seed());
    String neuron = TinyRuns.trials().neuronNames().get(0);
    RunSetup held = setup.withOptions(setup.options().withHeldOutNeurons(neuron));
    assertNotSame(prepared, held.prepared());
    assertSame(setup.binned(0), held.binned(0), "bins do not depend on it");
    assertEquals(List.of(neuron), held.prepared().sessions().get(0).trials().heldOutNeurons());
  }

  @Test
  void problemsFollowTheOptions() {
    RunSetup setup = setup(TinyRuns.trials());
    assertEquals(List.of(), setup.problems());
    assertEquals(1, setup.withOptions(setup.options().withHeldOutNeurons("no")).problems().size());
  }

  @Test
  void checkingAskingForTheModelAndTrainingAlignOnce() {
    Counting counting = new Counting(AlignmentApproach.named("regressGlobalPCs"));
    LfadsRun run = TinyRuns.run(TinyRuns.sessions()).withAlignment(counting);
    run.check();
    assertEquals(2, run.model().sessions().size());
    FittedLfads fit = run.withSeed(3).train();
    assertEquals(List.of("a", "b"), fit.sessions());
    assertEquals(1, counting.aligned.get());
  }

  /** An approach that counts how often it aligns. */
  private record Counting(AlignmentApproach known, AtomicInteger aligned)
      implements AlignmentApproach {
    Counting(AlignmentApproach known) {
      this(known, new AtomicInteger());
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Aligned align(List<Trials> sessions, int factors, Map<String, String> extraArgs) {
      int unused = aligned.incrementAndGet();
      return known.align(sessions, factors, extraArgs).withApproach(this, extraArgs);
    }
  }
}
