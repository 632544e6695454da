package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;

class BehaviourDecoderTest {
  private static final int TRIALS = 20;
  private static final int BINS = 15;

  /** Two rates, and a target that follows the first by some bins. */
  private static Cube rates(long seed) {
    Random random = new Random(seed);
    float[] values = new float[TRIALS * BINS * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Cube.of(TRIALS, BINS, 2, values);
  }

  private static Cube following(Cube rates, int lag) {
    float[] values = new float[TRIALS * BINS];
    for (int i = 0; i < TRIALS; i++) {
      for (int t = lag; t < BINS; t++) {
        values[i * BINS + t] = 3 * rates.at(i, t - lag, 0) - 1;
      }
    }
    return Cube.of(TRIALS, BINS, 1, values);
  }

  @Test
  void findsByHowManyBinsRatesLead() {
    Cube rates = rates(1);
    for (int lag = 0; lag <= 3; lag++) {
      BehaviourDecoder found = BehaviourDecoder.fit(rates, following(rates, lag), 4);
      assertEquals(lag, found.lag());
      Cube others = rates(2);
      assertTrue(found.score(others, following(others, lag)).uniformAverage() > 0.999);
    }
  }

  @Test
  void nestedFoldsNeverSeeWhatTheyScore() {
    Cube rates = rates(3);
    List<Double> good = BehaviourDecoder.nested(rates, following(rates, 2), 4, 5);
    assertEquals(5, good.size());
    good.forEach(score -> assertTrue(score > 0.999, good::toString));
    Random random = new Random(4);
    float[] noise = new float[TRIALS * BINS];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    double mean =
        BehaviourDecoder.nested(rates, Cube.of(TRIALS, BINS, 1, noise), 4, 5).stream()
            .mapToDouble(s -> s)
            .average()
            .orElseThrow();
    assertTrue(mean < 0.02, () -> "noise is not decoded, got " + mean);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    Cube rates = rates(1);
    Cube targets = following(rates, 1);
    assertEquals(
        "maxLag must be >= 0 and < the number of bins, got 15 (" + rates + ")",
        assertThrows(IllegalArgumentException.class, () -> BehaviourDecoder.fit(rates, targets, 15))
            .getMessage());
    assertEquals(
        "folds must be >= 2 and <= the number of trials, got 21 (" + rates + ")",
        assertThrows(
                IllegalArgumentException.class,
                () -> BehaviourDecoder.nested(rates, targets, 2, 21))
            .getMessage());
  }
}
