package org.lfads4j.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeTest {
  @ParameterizedTest
  @CsvSource({
    "20, 5, 0",
    "20, 5, 0.5",
    "20, 5, 1000",
    "6, 6, 0.5",
    "5, 6, 0.5",
    "3, 9, 0.5",
    "3, 9, 100",
    "2, 1, 0.1",
    "1, 3, 0.1"
  })
  void theGradientVanishes(int rows, int inputs, double penalty) {
    double[][] x = Matrices.normal(rows, inputs, rows);
    double[][] y = Matrices.normal(rows, 2, inputs);
    LinearMap map = Ridge.of(x, y).solve(penalty);
    double[][] predicted = map.predict(x);
    for (int k = 0; k < 2; k++) {
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += predicted[r][k] - y[r][k];
      }
      assertEquals(0, sum, 1e-11, "residuals sum to zero");
      for (int n = 0; n < inputs; n++) {
        double gradient = penalty * map.weights()[n][k];
        for (int r = 0; r < rows; r++) {
          gradient += (predicted[r][k] - y[r][k]) * x[r][n];
        }
        assertEquals(0, gradient, 1e-10, "input " + n + " target " + k);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 4", "4, 9", "4, 3", "3, 3"})
  void withoutAPenaltyDependentInputsGetTheLeastNorm(int rows, int inputs) {
    double[][] x = Matrices.product(rows, inputs, 2);
    double[][] y = Matrices.normal(rows, 1, 3);
    double[] weights = column(Ridge.of(x, y).solve(0));
    // A penalty that goes to 0 leads to the solution of least norm.
    assertArrayEquals(column(Ridge.of(x, y).solve(1e-7)), weights, 1e-6);
  }

  private static double[] column(LinearMap map) {
    return Arrays.stream(map.weights()).mapToDouble(row -> row[0]).toArray();
  }

  @ParameterizedTest
  @CsvSource({"9, 0", "9, 1e-9", "3, 0", "3, 1e-9"})
  void aConstantInputGetsNoWeight(int rows, double penalty) {
    double[][] x = Matrices.normal(rows, 5, 1);
    for (double[] row : x) {
      row[3] = 0.1;
    }
    assertEquals(0, Ridge.of(x, Matrices.normal(rows, 1, 2)).solve(penalty).weights()[3][0]);
  }

  @Test
  void oneRowPredictsItself() {
    LinearMap map = Ridge.of(new double[][] {{1, 2}}, new double[][] {{7}}).solve(0);
    assertArrayEquals(new double[] {7}, map.predict(new double[][] {{-4, 9}})[0]);
  }

  @Test
  void eachPenaltyIsScoredOutsideItsFold() {
    double[][] x = Matrices.normal(11, 3, 1);
    double[][] y = Matrices.normal(11, 2, 2);
    List<Double> penalties = List.of(0.1, 3.0, 50.0);
    Ridge.Chosen chosen =
        Ridge.crossValidated(x, y, penalties, 3, row -> row % 3, RidgeTest::likeness);
    int best = 0;
    for (int p = 0; p < 3; p++) {
      double mean = 0;
      for (int fold = 0; fold < 3; fold++) {
        LinearMap map =
            Ridge.of(rows(x, fold, false), rows(y, fold, false)).solve(penalties.get(p));
        mean += likeness(rows(y, fold, true), map.predict(rows(x, fold, true))) / 3;
      }
      assertEquals(mean, chosen.scores().get(p), 1e-14);
      best = chosen.scores().get(p) > chosen.scores().get(best) ? p : best;
    }
    assertEquals(penalties.get(best), chosen.penalty());
    assertArrayEquals(
        Ridge.of(x, y).solve(chosen.penalty()).weights()[1], chosen.map().weights()[1]);
  }

  @Test
  void theFirstOfEqualPenaltiesWinsAndOneFoldTestsNone() {
    double[][] x = Matrices.normal(6, 2, 1);
    double[][] y = Matrices.normal(6, 1, 2);
    List<Double> penalties = List.of(0.7, 0.1);
    assertEquals(
        0.7, Ridge.crossValidated(x, y, penalties, 2, row -> row % 2, (a, b) -> 5).penalty());
    assertEquals(
        List.of(0.0, 0.0),
        Ridge.crossValidated(x, y, penalties, 1, row -> 0, RidgeTest::likeness).scores());
  }

  private static double likeness(double[][] truth, double[][] predicted) {
    double sum = 0;
    for (int r = 0; r < truth.length; r++) {
      sum -= Math.abs(truth[r][0] - predicted[r][0]) + Math.abs(truth[r][1] - predicted[r][1]);
    }
    return sum;
  }

  private static double[][] rows(double[][] all, int fold, boolean inside) {
    List<double[]> out = new ArrayList<>();
    for (int r = 0; r < all.length; r++) {
      if ((r % 3 == fold) == inside) {
        out.add(all[r]);
      }
    }
    return out.toArray(double[][]::new);
  }
}
