package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lfads4j.PoissonCount;
import org.lfads4j.data.Cube;

/** Counts drawn from known rates. */
class CalibrationTest {
  private static final int TRIALS = 60;
  private static final int BINS = 50;
  private static final int NEURONS = 4;

  /** Expected counts that rise from 0.1 to 0.9 along a trial, and differ from trial to trial. */
  private static Cube rates() {
    float[] values = new float[TRIALS * BINS * NEURONS];
    Random random = new Random(5);
    for (int i = 0; i < TRIALS; i++) {
      double gain = 0.6 + 0.8 * random.nextDouble();
      for (int k = 0; k < BINS * NEURONS; k++) {
        values[i * BINS * NEURONS + k] =
            (float) (gain * (0.1 + 0.8 * Math.floorDiv(k, NEURONS) / BINS));
      }
    }
    return Cube.of(TRIALS, BINS, NEURONS, values);
  }

  private static Cube counts(Cube rates) {
    Random random = new Random(8);
    return rates.map(mean -> PoissonCount.of(mean, random));
  }

  @Test
  void trueRatesAreCalibratedAsAWholeByNeuronAndByLevel() {
    Cube rates = rates();
    Cube counts = counts(rates);
    Calibration found = Calibration.of(counts, rates);
    assertEquals(TRIALS * BINS * NEURONS, found.all().elements());
    assertTrue(Math.abs(found.all().standardErrors()) < 3, found.all().toString());
    found.neurons().forEach(n -> assertTrue(Math.abs(n.standardErrors()) < 3.5, n.toString()));
    assertEquals(NEURONS, found.neurons().size());
    assertEquals(10, found.levels().size());
    double before = 0;
    for (Calibration.Part level : found.levels()) {
      assertEquals(TRIALS * BINS * NEURONS / 10.0, (double) level.elements(), 5);
      assertTrue(Math.abs(level.standardErrors()) < 3.5, level.toString());
      assertTrue(level.expected() / level.elements() > before);
      before = level.expected() / level.elements();
    }
    assertEquals(
        PoissonScores.bitsPerSpike(counts.selectColumns(2), rates.selectColumns(2)),
        found.neurons().get(2).gain(),
        1e-9);
  }

  @Test
  void aBiasIsMeasuredInShareAndStandardErrors() {
    Cube rates = rates();
    Cube counts = counts(rates);
    double unbiased = Calibration.of(counts, rates).all().expected();
    Calibration found = Calibration.of(counts, rates.map(x -> 1.1 * x));
    assertEquals(1.1 * unbiased, found.all().expected(), 1e-3);
    assertEquals(1.1 * unbiased / found.all().counted() - 1, found.all().bias(), 1e-6);
    double poisson = Math.sqrt(found.all().expected());
    assertTrue(found.all().error() >= poisson, "never less than that of Poisson counts");
    assertTrue(found.all().standardErrors() > 5);
  }

  @Test
  void trialsThatDifferMoreThanPoissonCountsHaveLargerErrors() {
    Cube rates = rates();
    Cube counts = counts(rates);
    Cube flat = rates.map(x -> 0.5);
    Calibration found = Calibration.of(counts, flat);
    assertTrue(found.all().error() > 1.5 * Math.sqrt(found.all().expected()));
  }

  @Test
  void equalRatesAreOneLevelAndSilenceHasNoGain() {
    Calibration found = Calibration.of(Cubes.filled(3, 4, 2, 0), Cubes.filled(3, 4, 2, 0.5f));
    assertEquals(1, found.levels().size());
    assertEquals(12, found.levels().get(0).expected(), 1e-6);
    assertEquals(0, found.all().counted());
    assertTrue(Double.isNaN(found.all().gain()));
    assertTrue(Double.isNaN(found.all().bias()), "not infinite");
  }

  @Test
  void shapesMustAgree() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Calibration.of(Cubes.filled(3, 4, 2, 0), Cubes.filled(3, 4, 1, 0)));
  }
}
