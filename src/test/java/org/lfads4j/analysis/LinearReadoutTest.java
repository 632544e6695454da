package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.linear.LinearMap;

class LinearReadoutTest {
  private static final Cube FACTORS = Cubes.normal(6, 10, 4, 1).map(x -> 3 + 2 * x);
  private static final Cube TARGETS = Cubes.normal(6, 10, 2, 2).map(x -> 100 + x);

  @Test
  void recoversTheMapThatMadeTheTargets() {
    double[][] map = {{1, -2}, {0.5, 0}, {0, 3}, {-1, 1}};
    float[] targets = new float[6 * 10 * 2];
    for (int row = 0; row < 60; row++) {
      for (int k = 0; k < 2; k++) {
        double sum = 7 * (k + 1);
        for (int a = 0; a < 4; a++) {
          sum += FACTORS.at(row / 10, row % 10, a) * map[a][k];
        }
        targets[row * 2 + k] = (float) sum;
      }
    }
    Cube made = Cube.of(6, 10, 2, targets);
    LinearReadout readout = LinearReadout.fit(FACTORS, made);
    for (int k = 0; k < 2; k++) {
      assertEquals(7 * (k + 1), readout.intercepts().get(k), 1e-5);
      for (int a = 0; a < 4; a++) {
        assertEquals(map[a][k], readout.weights().at(a, k), 1e-6);
      }
    }
    assertEquals(1, readout.score(FACTORS, made).uniformAverage(), 1e-12);
    assertEquals("linear readout from 4 factors to 2 targets", readout.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 40})
  void theGradientOfTheRidgeObjectiveVanishes(double penalty) {
    LinearReadout readout = LinearReadout.fit(FACTORS, TARGETS, penalty);
    double[][] x = SampleRows.of(FACTORS, "x");
    double[][] predicted = readout.predict(x);
    for (int k = 0; k < 2; k++) {
      double sum = 0;
      for (int row = 0; row < 60; row++) {
        sum += predicted[row][k] - TARGETS.at(row / 10, row % 10, k);
      }
      assertEquals(0, sum, 1e-9, "residuals sum to zero");
      for (int a = 0; a < 4; a++) {
        double gradient = penalty * readout.weights().at(a, k);
        for (int row = 0; row < 60; row++) {
          gradient += (predicted[row][k] - TARGETS.at(row / 10, row % 10, k)) * x[row][a];
        }
        assertEquals(0, gradient, 1e-5, "factor " + a + " target " + k);
      }
    }
  }

  @Test
  void scoresTrialsItNeverSaw() {
    Cube train = FACTORS.selectTrials(0, 1, 2, 3);
    Cube test = FACTORS.selectTrials(4, 5);
    LinearReadout readout = LinearReadout.fit(train, TARGETS.selectTrials(0, 1, 2, 3));
    Cube truth = TARGETS.selectTrials(4, 5);
    RSquared score = readout.score(test, truth);
    assertEquals(
        RSquared.of(truth, readout.predict(test)).uniformAverage(), score.uniformAverage(), 1e-4);
    assertTrue(score.uniformAverage() < 0.2, "noise is not predicted, got " + score);
  }

  @Test
  void anInvertibleChangeOfFactorsChangesNoPrediction() {
    Cube mixed =
        SampleRows.cube(
            6,
            10,
            4,
            new LinearMap(
                    new double[][] {{2, 0, 1, 0}, {0, 1, 0, 3}, {1, 1, 1, 1}, {0, 0, 5, -1}},
                    new double[] {1, 2, 3, 4})
                .predict(SampleRows.of(FACTORS, "x")));
    assertEquals(
        LinearReadout.fit(FACTORS, TARGETS).score(FACTORS, TARGETS).pooled(),
        LinearReadout.fit(mixed, TARGETS).score(mixed, TARGETS).pooled(),
        1e-6);
  }

  @Test
  void dependentFactorsShareTheWeight() {
    Cube twice = FACTORS.selectColumns(0, 0);
    LinearReadout one = LinearReadout.fit(FACTORS.selectColumns(0), TARGETS);
    LinearReadout two = LinearReadout.fit(twice, TARGETS);
    for (int k = 0; k < 2; k++) {
      assertEquals(one.weights().at(0, k) / 2, two.weights().at(0, k), 1e-6);
      assertEquals(one.weights().at(0, k) / 2, two.weights().at(1, k), 1e-6);
    }
  }

  @Test
  void moreFactorsThanSamplesStillFit() {
    Cube wide = Cubes.normal(1, 3, 8, 3);
    Cube targets = Cubes.normal(1, 3, 1, 4);
    assertEquals(1, LinearReadout.fit(wide, targets).score(wide, targets).pooled(), 1e-9);
  }

  @Test
  void constantFactorsPredictTheMean() {
    Cube constant = Cubes.filled(6, 10, 3, 0.1f);
    LinearReadout readout = LinearReadout.fit(constant, TARGETS);
    assertEquals(Grid.of(3, 2, new float[6]), readout.weights());
    assertEquals(0, readout.score(constant, TARGETS).pooled(), 1e-12);
    assertEquals(Grid.of(3, 2, new float[6]), LinearReadout.fit(constant, TARGETS, 1).weights());
  }

  @Test
  void refusesWhatDoesNotFit() {
    LinearReadout readout = LinearReadout.fit(FACTORS, TARGETS);
    assertMessage(
        "penalty must be a finite number >= 0, got -1.0",
        () -> LinearReadout.fit(FACTORS, TARGETS, -1));
    assertMessage(
        "targets must have the trials and bins of factors, got 5 trials x 10 bins x 2 columns"
            + " (factors: 6 trials x 10 bins x 4 columns)",
        () -> LinearReadout.fit(FACTORS, TARGETS.selectTrials(0, 1, 2, 3, 4)));
    assertMessage(
        "factors must hold at least one trial, bin and column, got 6 trials x 10 bins x 0 columns",
        () -> LinearReadout.fit(FACTORS.selectColumns(), TARGETS));
    assertMessage(
        "factors must have the 4 columns fitted, got 6 trials x 10 bins x 1 columns",
        () -> readout.predict(FACTORS.selectColumns(0)));
    assertMessage(
        "targets must have the 2 columns fitted, got 6 trials x 10 bins x 1 columns",
        () -> readout.score(FACTORS, TARGETS.selectColumns(0)));
  }

  private static void assertMessage(String message, Executable run) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, run).getMessage());
  }
}
