package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Cube;

class SmoothingTest {
  @Test
  void anImpulseBecomesTheKernel() {
    float[] impulse = new float[21];
    impulse[10] = 1;
    Cube smooth = Smoothing.gaussian(Cube.of(1, 21, 1, impulse), 2, 4);
    double sum = 0;
    for (int k = -4; k <= 4; k++) {
      sum += Math.exp(-k * k / 8.0);
    }
    for (int t = 0; t < 21; t++) {
      int k = t - 10;
      double expected = Math.abs(k) <= 4 ? Math.exp(-k * k / 8.0) / sum : 0;
      assertEquals(expected, smooth.at(0, t, 0), 1e-7, "bin " + t);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,5", "2,3,2,5", "3,7,5,1", "2,40,3,0", "1,4,2,9"})
  void equalsConvolutionOfThePaddedTrial(int trials, int bins, int columns, int radius) {
    Cube counts = Cubes.counts(trials, bins, columns, 4);
    Cube smooth = Smoothing.gaussian(counts, 1.5, radius);
    for (int i = 0; i < trials; i++) {
      for (int t = 0; t < bins; t++) {
        for (int c = 0; c < columns; c++) {
          double sum = 0;
          double weight = 0;
          for (int k = -radius; k <= radius; k++) {
            double w = Math.exp(-k * k / (2 * 1.5 * 1.5));
            int from = t + k < 0 ? 0 : t + k >= bins ? bins - 1 : t + k;
            sum += w * counts.at(i, from, c);
            weight += w;
          }
          assertEquals(sum / weight, smooth.at(i, t, c), 1e-6);
        }
      }
    }
  }

  @Test
  void trialsDoNotLeakIntoEachOther() {
    Cube two = Cube.of(2, 3, 1, new float[] {0, 0, 0, 9, 9, 9});
    Cube smooth = Smoothing.gaussian(two, 1, 5);
    for (int t = 0; t < 3; t++) {
      assertEquals(0, smooth.at(0, t, 0));
      assertEquals(9, smooth.at(1, t, 0), 1e-6);
    }
  }

  @Test
  void refusesAKernelWithoutWidth() {
    Cube counts = Cubes.counts(1, 2, 1, 5);
    assertEquals(
        "sdBins must be a finite number > 0, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> Smoothing.gaussian(counts, 0, 1))
            .getMessage());
    assertEquals(
        "sdBins must be a finite number > 0, got NaN",
        assertThrows(
                IllegalArgumentException.class, () -> Smoothing.gaussian(counts, Double.NaN, 1))
            .getMessage());
    assertEquals(
        "radiusBins must be >= 0, got -1",
        assertThrows(IllegalArgumentException.class, () -> Smoothing.gaussian(counts, 1, -1))
            .getMessage());
  }
}
