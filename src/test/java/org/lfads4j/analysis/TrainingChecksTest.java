package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.analysis.Finding.Kind;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.ValidationObjective;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;

class TrainingChecksTest {
  private static final int RAMP = 20;

  /** Epochs whose validation costs 500 more than this, with noise of 1 nat. */
  private static List<EpochRecord> log(int epochs, IntToDoubleFunction excess) {
    Random random = new Random(3);
    List<EpochRecord> log = new ArrayList<>();
    for (int i = 1; i <= epochs; i++) {
      double cost = 500 + excess.applyAsDouble(i) + random.nextGaussian();
      LossTerms terms = new LossTerms(cost, cost, 0, 0, 0, 0);
      double ramp = Math.min(1, (double) i / RAMP);
      log.add(
          new EpochRecord(
              i, i, terms, terms, new RampWeights(ramp, ramp), new EpochRecord.Pace(0.01, 1, i)));
    }
    return log;
  }

  private static Checkup checkup(List<EpochRecord> log) {
    Outcome outcome =
        new Outcome(
            Outcome.Reason.MAX_EPOCHS,
            log.size(),
            log.size(),
            500,
            1,
            log.size() >= RAMP ? Optional.of(ValidationObjective.TOTAL_COST) : Optional.empty());
    return TrainingChecks.of(log, outcome);
  }

  @Test
  void anEndWithinTheRampsIsFoundWithItsEpochAndWeights() {
    Checkup found = checkup(log(5, i -> 100));
    assertEquals(
        List.of(
            Finding.of(Kind.ENDED_WITHIN_RAMPS)
                .with("epochs", 5)
                .with("kl_ramp", 0.25)
                .with("l2_ramp", 0.25)),
        found.findings());
    assertEquals(Set.of(Kind.ENDED_WITHIN_RAMPS), found.checked(), "no cost without full ramps");
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 50, 80, 200})
  void aDescentThatWasCutOffIsFound(int epochs) {
    // Down by a third of what is left in as many epochs as it got.
    Checkup found = checkup(log(epochs, i -> 100 * Math.exp(-(double) i / epochs)));
    assertEquals(1, found.findings().size(), found.toString());
    Finding finding = found.findings().get(0);
    assertEquals(Kind.STILL_IMPROVING, finding.kind());
    double half = finding.number("epochs");
    double fall = 100 * (Math.exp(-1 + half / epochs) - Math.exp(-1));
    assertEquals(fall, finding.number("fall_nats_per_trial"), 0.2 * fall);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 100, 400, 1000})
  void aDescentThatCameToItsEndIsNot(int epochs) {
    Checkup found = checkup(log(epochs, i -> 100 * Math.exp(-8.0 * i / epochs)));
    assertEquals(List.of(), found.findings());
    assertEquals(EnumSet.of(Kind.ENDED_WITHIN_RAMPS, Kind.STILL_IMPROVING), found.checked());
  }

  @Test
  void aRiseAtTheEndIsNoImprovement() {
    assertEquals(List.of(), checkup(log(200, i -> 0.1 * i)).findings());
  }

  @Test
  void withoutAnEpochNothingIsChecked() {
    Outcome none = new Outcome(Outcome.Reason.INTERRUPTED, 0, 0, Double.NaN, 0, Optional.empty());
    assertEquals(Checkup.NOTHING, TrainingChecks.of(List.of(), none));
    Outcome diverged = new Outcome(Outcome.Reason.DIVERGED, 5, 3, 500, 0, Optional.empty());
    assertTrue(TrainingChecks.of(log(5, i -> 0), diverged).checked().isEmpty());
  }
}
