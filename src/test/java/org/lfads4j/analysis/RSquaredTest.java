package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;

class RSquaredTest {
  @Test
  void perfectIsOneAndTheMeanIsZero() {
    Cube truth = Cube.of(2, 2, 1, new float[] {1, 2, 3, 6});
    assertEquals(new RSquared(List.of(1.0), 1.0), RSquared.of(truth, truth));
    assertEquals(new RSquared(List.of(0.0), 0.0), RSquared.of(truth, Cubes.filled(2, 2, 1, 3)));
  }

  @Test
  void averagesColumnsAlikeOrByVariance() {
    // Column 0: SST 2, SSE 1. Column 1: SST 200, SSE 20.
    Cube truth = Cube.of(1, 2, 2, new float[] {0, 0, 2, 20});
    Cube prediction = Cube.of(1, 2, 2, new float[] {1, 2, 2, 16});
    RSquared score = RSquared.of(truth, prediction);
    assertEquals(0.5, score.perColumn().get(0), 1e-15);
    assertEquals(0.9, score.perColumn().get(1), 1e-15);
    assertEquals(0.7, score.uniformAverage(), 1e-15);
    assertEquals(1 - 21.0 / 202, score.pooled(), 1e-15);
  }

  @Test
  void worseThanTheMeanIsNegative() {
    Cube truth = Cube.of(1, 2, 1, new float[] {-1, 1});
    assertEquals(-3, RSquared.of(truth, truth.map(x -> -x)).pooled(), 1e-15);
  }

  @Test
  void aConstantColumnScoresOneWhenExactAndZeroOtherwise() {
    Cube constant = Cubes.filled(3, 7, 1, 0.1f);
    assertEquals(new RSquared(List.of(1.0), 1.0), RSquared.of(constant, constant));
    assertEquals(
        new RSquared(List.of(0.0), 0.0), RSquared.of(constant, constant.map(x -> x + 1e-3)));
    double[][] thirds = new double[6][1];
    for (double[] row : thirds) {
      row[0] = 0.1;
    }
    assertEquals(1, RSquared.of(thirds, thirds).pooled());
  }

  @Test
  void refusesOneSampleAndOtherShapes() {
    Cube one = Cubes.filled(1, 1, 2, 1);
    assertEquals(
        "truth must hold at least two samples of one column to score R2, got 1 x 2",
        assertThrows(IllegalArgumentException.class, () -> RSquared.of(one, one)).getMessage());
    assertEquals(
        "prediction must have the shape of truth, got 1 trials x 1 bins x 2 columns"
            + " (truth: 1 trials x 2 bins x 2 columns)",
        assertThrows(
                IllegalArgumentException.class, () -> RSquared.of(Cubes.filled(1, 2, 2, 1), one))
            .getMessage());
    assertEquals(
        "prediction trial 0 bin 1 column 0 must be a finite number, got Infinity",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    RSquared.of(
                        Cubes.filled(1, 2, 1, 1),
                        Cube.of(1, 2, 1, new float[] {0, Float.POSITIVE_INFINITY})))
            .getMessage());
  }
}
