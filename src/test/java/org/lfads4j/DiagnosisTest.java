package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Finding;
import org.lfads4j.analysis.Finding.Kind;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** Fits that are not good, each for a reason of its own. */
class DiagnosisTest {
  private static final int SEED = 1;

  private static LfadsRun run(DiagnosedFits family) {
    return family.run(SEED).withKlIncreaseSteps(30).withL2IncreaseSteps(30);
  }

  private static Finding found(Kind kind, FittedLfads fit) {
    Diagnosis diagnosis = fit.diagnosis();
    assertTrue(diagnosis.has(kind), diagnosis.toString());
    return diagnosis.findings().stream().filter(f -> f.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void threeEpochsAreWithinTheRamps() {
    FittedLfads fit = run(DiagnosedFits.LORENZ).withMaxEpochs(3).train();
    assertEquals(3, found(Kind.ENDED_WITHIN_RAMPS, fit).number("epochs"));
    assertTrue(found(Kind.BELOW_BASELINE, fit).number("lfads") < 0.5, "and learnt next to nothing");
    assertFalse(fit.diagnosis().has(Kind.COPIES_SPIKES), fit.diagnosis().toString());
  }

  @Test
  void aDescentThatIsCutOffWasStillImproving() {
    FittedLfads fit = run(DiagnosedFits.LORENZ).withMaxEpochs(30).train();
    assertTrue(found(Kind.STILL_IMPROVING, fit).number("fall_nats_per_trial") > 2);
  }

  @Test
  @Tag("slow")
  void withoutAnyCostOfSayingMoreRatesAndInputsCopySpikes() {
    FittedLfads fit =
        run(DiagnosedFits.LORENZ)
            .withCoDim(4)
            .withConDim(32)
            .withCiEncDim(32)
            .withKlCoWeight(0)
            .withKlIcWeight(0)
            .withKeepProb(1)
            .withMaxEpochs(150)
            .train();
    Finding copies = found(Kind.COPIES_SPIKES, fit);
    assertTrue(
        copies.number("shown_bits_per_spike") > 2 * fit.score("reconstruction").lfads() / 3,
        "as many as in the reconstruction");
    assertTrue(copies.number("hidden_bits_per_spike") < copies.number("shown_bits_per_spike") / 2);
    assertTrue(found(Kind.INPUTS_COPY_SPIKES, fit).number("correlation") > 0.3);
    assertFalse(fit.diagnosis().has(Kind.INPUTS_UNUSED));
  }

  @Test
  @Tag("slow")
  void initialConditionsThatCostTooMuchSayNothing() {
    FittedLfads fit =
        run(DiagnosedFits.LORENZ).withCoDim(0).withKlIcWeight(50).withMaxEpochs(60).train();
    assertTrue(found(Kind.INITIAL_CONDITIONS_UNUSED, fit).number("nats_per_trial") < 0.5);
    assertTrue(fit.diagnosis().has(Kind.BELOW_BASELINE), "without inputs LFADS is worse for it");
  }

  @Test
  @Tag("slow")
  void inferredInputsThatCostTooMuchSayNothing() {
    FittedLfads fit = run(DiagnosedFits.PULSES).withKlCoWeight(30).withMaxEpochs(60).train();
    assertTrue(found(Kind.INPUTS_UNUSED, fit).number("nats_per_trial") < 0.5);
  }

  /** Conditions differ from the middle of a trial on; initial conditions read its begin. */
  @Test
  @Tag("slow")
  void initialConditionsIgnoreWhatComesLater() {
    Trials trials = DiagnosedFits.INTEGRATORS.trials(SEED);
    List<String> pushed =
        IntStream.range(0, trials.trials()).mapToObj(i -> i / 6 % 2 == 0 ? "up" : "not").toList();
    float[] counts = trials.counts().toArray();
    for (int i = 0; i < counts.length; i++) {
      int trial = i / trials.neurons() / trials.bins();
      int bin = i / trials.neurons() % trials.bins();
      if (pushed.get(trial).equals("up") && bin >= 16 && i % trials.neurons() < 12) {
        counts[i] += 1;
      }
    }
    Trials late =
        Trials.of(Cube.of(trials.trials(), trials.bins(), trials.neurons(), counts), trials.binMs())
            .withConditions(pushed);
    FittedLfads fit =
        DiagnosedFits.INTEGRATORS
            .run(late, SEED)
            .withNumStepsForGenIc(8)
            .withKlIncreaseSteps(30)
            .withL2IncreaseSteps(30)
            .withMaxEpochs(80)
            .train();
    Finding found = found(Kind.CONDITIONS_IGNORED, fit);
    assertEquals(0.5, found.number("chance"), 0.01);
    assertEquals(0.5, found.number("told_by_initial_conditions"), 0.1);
    assertTrue(found.number("told_by_counts") > 0.9, found.toString());
  }

  @Test
  @Tag("slow")
  void neuronsWhoseSpikesAreShuffledAreNotExplained() {
    Trials trials = DiagnosedFits.shuffled(DiagnosedFits.INTEGRATORS.trials(SEED), List.of(3, 8));
    FittedLfads fit = DiagnosedFits.INTEGRATORS.run(trials, SEED).train();
    Finding found = found(Kind.UNEXPLAINED_NEURONS, fit);
    assertEquals(Set.of("n3", "n8"), Set.copyOf(found.of()));
    assertEquals(trials.neurons(), found.number("neurons"));
  }

  /** In validation trials, one neuron fires half as often, or all a third less. */
  @Test
  @Tag("slow")
  void ratesThatDoNotFollowTheCountsAreBiased() {
    assertEquals(List.of("n5"), found(Kind.BIASED_NEURONS, thinned(2, 5)).of());
    FittedLfads all = thinned(1.5);
    assertTrue(found(Kind.BIASED_RATES, all).number("bias") > 0.05);
    assertEquals(
        found(Kind.BIASED_RATES, all).number("bias"),
        all.calibration().doubleColumn("bias").get(0),
        1e-12);
    assertEquals("calibration: rates +", all.plotCalibration().getTitle().substring(0, 20));
  }

  private static FittedLfads thinned(double times, int... neurons) {
    Trials trials = DiagnosedFits.CHAOTIC.trials(SEED);
    Split split = Split.ofRatio(trials.trials(), 4);
    Set<Integer> valid = Arrays.stream(split.valid()).boxed().collect(Collectors.toSet());
    Set<Integer> chosen = Arrays.stream(neurons).boxed().collect(Collectors.toSet());
    float[] counts = trials.counts().toArray();
    Random random = new Random(4);
    for (int i = 0; i < counts.length; i++) {
      int neuron = i % trials.neurons();
      boolean thin = chosen.isEmpty() || chosen.contains(neuron);
      if (valid.contains(i / trials.neurons() / trials.bins()) && thin) {
        int kept = 0;
        for (int spike = 0; spike < counts[i]; spike++) {
          kept += random.nextDouble() < 1 / times ? 1 : 0;
        }
        counts[i] = kept;
      }
    }
    return DiagnosedFits.CHAOTIC
        .run(
            Trials.of(
                    Cube.of(trials.trials(), trials.bins(), trials.neurons(), counts),
                    trials.binMs())
                .withSplit(split),
            SEED)
        .withMaxEpochs(120)
        .train();
  }
}
