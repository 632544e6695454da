package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lfads4j.data.Cube;

class PoissonScoresTest {
  private static final Cube COUNTS = Cubes.counts(3, 5, 2, 1);
  private static final Cube INTENSITIES = Cubes.normal(3, 5, 2, 2).map(Math::exp);

  @Test
  void isTheLogarithmOfThePoissonProbability() {
    double logProbability = 0;
    for (int i = 0; i < 3; i++) {
      for (int t = 0; t < 5; t++) {
        for (int n = 0; n < 2; n++) {
          double probability = Math.exp(-INTENSITIES.at(i, t, n));
          for (int k = 1; k <= COUNTS.at(i, t, n); k++) {
            probability *= INTENSITIES.at(i, t, n) / (double) k;
          }
          logProbability += Math.log(probability);
        }
      }
    }
    double sum = PoissonScores.negativeLogLikelihood(COUNTS, INTENSITIES);
    assertEquals(-logProbability, sum, 1e-12 * sum);
    assertEquals(sum / 30, PoissonScores.meanNegativeLogLikelihood(COUNTS, INTENSITIES), 1e-15);
  }

  @Test
  void probabilitiesOfAllCountsSumToOne() {
    double sum = 0;
    for (int k = 0; k < 100; k++) {
      sum += Math.exp(-PoissonScores.negativeLogLikelihood(k, 3.7));
    }
    assertEquals(1, sum, 1e-13);
  }

  @Test
  void bitsPerSpikeIsTheGainOverEachNeuronsMean() {
    double spikes = 0;
    double gain = 0;
    for (int n = 0; n < 2; n++) {
      double mean = 0;
      for (int row = 0; row < 15; row++) {
        mean += COUNTS.at(row / 5, row % 5, n) / 15.0;
      }
      for (int row = 0; row < 15; row++) {
        double k = COUNTS.at(row / 5, row % 5, n);
        double lambda = INTENSITIES.at(row / 5, row % 5, n);
        gain += k * Math.log(lambda / mean) - lambda + mean;
        spikes += k;
      }
    }
    assertEquals(
        gain / Math.log(2) / spikes, PoissonScores.bitsPerSpike(COUNTS, INTENSITIES), 1e-12);
  }

  @Test
  void theMeanScoresZeroAndTheTruthMore() {
    Random random = new Random(3);
    float[] intensities = new float[40 * 50];
    float[] counts = new float[intensities.length];
    double mean = 0;
    for (int i = 0; i < counts.length; i++) {
      intensities[i] = 0.2f + (i % 50) / 25f;
      double product = random.nextDouble();
      while (product > Math.exp(-intensities[i])) {
        counts[i]++;
        product *= random.nextDouble();
      }
      mean += counts[i] / counts.length;
    }
    Cube observed = Cube.of(40, 50, 1, counts);
    double flat = mean;
    assertEquals(0, PoissonScores.bitsPerSpike(observed, observed.map(x -> flat)), 1e-9);
    double truth = PoissonScores.bitsPerSpike(observed, Cube.of(40, 50, 1, intensities));
    assertTrue(truth > 0.1, "true intensities score " + truth);
    double twice =
        PoissonScores.bitsPerSpike(
            observed, Cube.of(40, 50, 1, intensities).map(intensity -> 2 * intensity));
    assertTrue(twice < truth, twice + " against " + truth);
  }

  @Test
  void onlyAnIntensityOfExactlyZeroIsRaisedToTheFloor() {
    Cube one = Cubes.filled(1, 1, 1, 1);
    assertEquals(
        1e-9 - Math.log(1e-9),
        PoissonScores.negativeLogLikelihood(one, Cubes.filled(1, 1, 1, 0)),
        1e-12);
    assertEquals(
        -Math.log(1e-20f),
        PoissonScores.negativeLogLikelihood(one, Cubes.filled(1, 1, 1, 1e-20f)),
        1e-12);
  }

  @Test
  void aSilentNeuronCostsNothingWhereNoneIsExpected() {
    Cube counts = Cube.of(1, 2, 2, new float[] {0, 1, 0, 3});
    Cube intensities = Cube.of(1, 2, 2, new float[] {0, 2, 0, 2});
    assertEquals(0, PoissonScores.bitsPerSpike(counts, intensities), 1e-12);
  }

  @Test
  void oneTrialOneBinOneNeuronIsEnough() {
    Cube two = Cubes.filled(1, 1, 1, 2);
    assertEquals(
        2 - 2 * Math.log(2) + Math.log(2),
        PoissonScores.meanNegativeLogLikelihood(two, two),
        1e-15);
    assertEquals(0, PoissonScores.bitsPerSpike(two, two), 1e-15);
  }

  @Test
  void emptyDataCostNothingInAllAndHaveNoMean() {
    Cube none = Cubes.filled(0, 4, 2, 0);
    assertEquals(0, PoissonScores.negativeLogLikelihood(none, none));
    assertMessage(
        "counts must hold at least one trial, bin and column, got 0 trials x 4 bins x 2 columns",
        () -> PoissonScores.meanNegativeLogLikelihood(none, none));
    assertMessage(
        "counts must hold at least one trial, bin and column, got 0 trials x 4 bins x 2 columns",
        () -> PoissonScores.bitsPerSpike(none, none));
  }

  @Test
  void refusesWhatHasNoLikelihood() {
    Cube silent = Cubes.filled(2, 3, 1, 0);
    assertMessage(
        "counts must hold at least one spike, got 0 (2 trials x 3 bins x 1 columns)",
        () -> PoissonScores.bitsPerSpike(silent, silent));
    assertMessage(
        "intensities must have the shape of counts, got 3 trials x 5 bins x 2 columns"
            + " (counts: 2 trials x 3 bins x 1 columns)",
        () -> PoissonScores.negativeLogLikelihood(silent, INTENSITIES));
    assertMessage(
        "intensities trial 1 bin 0 column 0 must be a finite number >= 0, got NaN",
        () ->
            PoissonScores.negativeLogLikelihood(
                Cubes.filled(2, 1, 1, 0), Cube.of(2, 1, 1, new float[] {1, Float.NaN})));
    assertMessage(
        "counts trial 0 bin 1 column 0 must be a finite number >= 0, got -1.0",
        () ->
            PoissonScores.negativeLogLikelihood(
                Cube.of(1, 2, 1, new float[] {1, -1}), Cubes.filled(1, 2, 1, 1)));
  }

  private static void assertMessage(String message, Executable run) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, run).getMessage());
  }
}
