package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.PosteriorDraws;

class PairedSamplesTest {
  private static final int UNITS = 7;
  private static final RandomStream.Use USE = RandomStream.Use.INPUT_NOISE;

  private static float[] sample(PosteriorDraws draws, long seed, int trial, int sample) {
    float[] out = new float[UNITS];
    NoiseKey.ofSamples(seed, draws, sample, 1, trial).normals(USE, 0, out, 0, UNITS);
    return out;
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTITHETIC", "STRATIFIED"})
  void theSecondOfAPairIsTheOppositeOfTheFirst(PosteriorDraws draws) {
    for (int s : new int[] {0, 2, 30, 32, 1000}) {
      float[] first = sample(draws, 3, 5, s);
      float[] second = sample(draws, 3, 5, s + 1);
      for (int i = 0; i < UNITS; i++) {
        assertEquals(-first[i], second[i], 0);
      }
      assertNotEquals(first[0], sample(draws, 3, 5, s + 2)[0]);
      assertNotEquals(first[0], sample(draws, 3, 6, s)[0]);
      assertNotEquals(first[0], sample(draws, 4, 5, s)[0]);
    }
  }

  /** Half the pairs of plain draws, each twice. */
  @Test
  void antitheticPairsAreThePlainSamplesWithTheirOpposites() {
    for (int s = 0; s < 5; s++) {
      assertArrayEquals(
          sample(PosteriorDraws.PLAIN, 3, 5, s), sample(PosteriorDraws.ANTITHETIC, 3, 5, 2 * s));
    }
  }

  /** Counted by the distribution function, integrated here and not the one of the code. */
  @Test
  void aHypercubeHasOneSampleInEachIntervalOfEveryDimension() {
    for (int group = 0; group < 3; group++) {
      for (int i = 0; i < UNITS; i++) {
        int[] seen = new int[NoiseKey.GROUP];
        for (int s = 0; s < NoiseKey.GROUP; s++) {
          double z = sample(PosteriorDraws.STRATIFIED, 8, 1, NoiseKey.GROUP * group + s)[i];
          seen[(int) (NoiseKey.GROUP * probabilityBelow(z))]++;
        }
        int[] once = new int[NoiseKey.GROUP];
        Arrays.fill(once, 1);
        assertArrayEquals(once, seen, "group " + group + ", dimension " + i);
      }
    }
  }

  /** 200 hypercubes: moments as of normals, no dimension follows another. */
  @Test
  void hypercubesAreNormalAndTheirDimensionsIndependent() {
    int groups = 200;
    double[][] products = new double[UNITS][UNITS];
    double fourth = 0;
    for (int s = 0; s < NoiseKey.GROUP * groups; s += 2) {
      float[] z = sample(PosteriorDraws.STRATIFIED, 2, s / 640, s % 640);
      for (int i = 0; i < UNITS; i++) {
        fourth += Math.pow(z[i], 4);
        for (int j = 0; j < UNITS; j++) {
          products[i][j] += z[i] * z[j];
        }
      }
    }
    int pairs = 16 * groups;
    assertEquals(3, fourth / (pairs * UNITS), 0.15);
    for (int i = 0; i < UNITS; i++) {
      for (int j = 0; j < UNITS; j++) {
        // Five standard errors of the mean of products of independent normals.
        double tolerance = i == j ? 0.02 : 5 / Math.sqrt(pairs);
        assertEquals(i == j ? 1 : 0, products[i][j] / pairs, tolerance, i + " with " + j);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.1, 0.3, 0.4249, 0.4251, 0.475, 0.499, 0.4999999})
  void quantilesInvertTheDistributionFunction(double above) {
    assertEquals(0.5 + above, probabilityBelow(Normals.quantile(above)), 1e-12);
  }

  /** The integral of the density by Simpson's rule. */
  private static double probabilityBelow(double z) {
    int steps = 2000;
    double h = z / steps;
    double sum = density(0) + density(z);
    for (int k = 1; k < steps; k++) {
      sum += (k % 2 == 1 ? 4 : 2) * density(k * h);
    }
    return 0.5 + sum * h / 3;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
