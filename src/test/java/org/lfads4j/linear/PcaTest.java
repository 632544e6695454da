package org.lfads4j.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the eigenvalues of the covariance, whichever way the components were found. */
class PcaTest {
  @ParameterizedTest
  @CsvSource({
    "30, 7, 7",
    "30, 7, 2",
    "7, 7, 7",
    "7, 30, 6",
    "7, 30, 3",
    "2, 1, 1",
    "2, 9, 1",
    "3, 4, 2",
    "101, 100, 5",
    "100, 101, 5"
  })
  void componentsAreEigenvectorsOfTheCovariance(int rows, int columns, int count) {
    assertDirect(Matrices.normal(rows, columns, 31L * rows + columns), count, 1e-10);
  }

  @ParameterizedTest
  @CsvSource({"600, 700", "700, 600", "600, 600", "500, 1000"})
  void fewComponentsOfLargeDataAreTheSame(int rows, int columns) {
    assertTrue(KrylovEigen.isFaster(Math.min(rows, columns), 3));
    assertDirect(Matrices.withLatents(rows, columns, 3, rows + columns), 3, 1e-8);
  }

  @Test
  void fewComponentsOfLargeNoiseAreTheSame() {
    assertDirect(Matrices.normal(640, 620, 5), 2, 1e-6);
  }

  private static void assertDirect(double[][] rows, int count, double tolerance) {
    Pca pca = Pca.of(rows, count);
    double[][] covariance = covariance(rows);
    SymmetricEigen direct = SymmetricEigen.of(Dense.of(covariance));
    double trace = 0;
    for (int c = 0; c < covariance.length; c++) {
      trace += covariance[c][c];
    }
    assertEquals(trace, pca.totalVariance(), 1e-9 * trace);
    assertEquals(count, pca.rank());
    assertArrayEquals(Columns.means(rows), pca.means());
    for (int k = 0; k < count; k++) {
      assertEquals(direct.value(k), pca.variances()[k], 1e-9 * direct.value(0));
      assertArrayEquals(direct.vector(k), pca.component(k), tolerance, "component " + k);
    }
  }

  /** Written out, so that it shares nothing with the room. */
  private static double[][] covariance(double[][] rows) {
    int columns = rows[0].length;
    double[][] out = new double[columns][columns];
    double[] mean = new double[columns];
    for (double[] row : rows) {
      for (int a = 0; a < columns; a++) {
        mean[a] += row[a] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int a = 0; a < columns; a++) {
        for (int b = 0; b < columns; b++) {
          out[a][b] += (row[a] - mean[a]) * (row[b] - mean[b]) / Math.max(1, rows.length - 1);
        }
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"9, 6, 4", "6, 9, 9", "5, 5, 5", "20, 40, 30"})
  void dependentColumnsLeaveDirectionsWithoutVariance(int rows, int columns, int count) {
    Pca pca = Pca.of(Matrices.product(rows, columns, 2), count);
    assertEquals(2, pca.rank());
    for (int k = 2; k < count; k++) {
      assertEquals(0, pca.variances()[k], 1e-12 * pca.variances()[0]);
    }
    assertOrthonormal(pca, count);
  }

  @Test
  void largeDataOfLowRankTooLeaveDirectionsWithoutVariance() {
    Pca pca = Pca.of(Matrices.product(600, 700, 2), 5);
    assertTrue(KrylovEigen.isFaster(600, 5));
    assertEquals(2, pca.rank());
    assertOrthonormal(pca, 5);
    double[][] direct = covariance(Matrices.product(600, 700, 2));
    SymmetricEigen eigen = SymmetricEigen.of(Dense.of(direct));
    for (int k = 0; k < 2; k++) {
      assertArrayEquals(eigen.vector(k), pca.component(k), 1e-9);
    }
  }

  private static void assertOrthonormal(Pca pca, int count) {
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double dot = 0;
        for (int c = 0; c < pca.means().length; c++) {
          dot += pca.component(a)[c] * pca.component(b)[c];
        }
        assertEquals(a == b ? 1 : 0, dot, 1e-9, a + " " + b);
      }
    }
  }

  @Test
  void anEigenvalueThatIsThereManyTimesIsFoundAsOften() {
    // Every row of a scaled identity varies alike: all eigenvalues but one are the same.
    double[][] rows = new double[520][520];
    for (int i = 0; i < 520; i++) {
      rows[i][i] = 3;
    }
    Pca pca = Pca.of(rows, 4);
    for (double variance : pca.variances()) {
      assertEquals(9 / 519.0, variance, 1e-12);
    }
    assertOrthonormal(pca, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 600})
  void constantColumnsHaveNoWeight(int rows) {
    double[][] data = Matrices.normal(rows, 4, 8);
    for (double[] row : data) {
      row[2] = 0.1;
    }
    Pca pca = Pca.of(data, 1);
    assertEquals(0, pca.component(0)[2], 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "6, 2", "600, 550"})
  void nothingVariesInOneRowOrInConstants(int rows, int columns) {
    double[][] data = new double[rows][columns];
    for (double[] row : data) {
      Arrays.fill(row, 0.1);
    }
    Pca pca = Pca.of(data, 2);
    assertEquals(0, pca.rank());
    assertEquals(0, pca.totalVariance());
    assertArrayEquals(new double[2], pca.variances());
    assertOrthonormal(pca, 2);
    for (double[] row : pca.project(data)) {
      assertArrayEquals(new double[2], row, 1e-13);
    }
  }

  @Test
  void coordinatesAreThoseAlongTheComponents() {
    double[][] data = Matrices.normal(12, 5, 4);
    Pca pca = Pca.of(data, 3);
    double[][] projected = pca.project(data);
    for (int r = 0; r < 12; r++) {
      for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int c = 0; c < 5; c++) {
          sum += (data[r][c] - pca.means()[c]) * pca.component(k)[c];
        }
        assertEquals(sum, projected[r][k], 1e-12);
      }
    }
  }

  @Test
  void theSameDataGiveTheSameBits() {
    double[][] data = Matrices.normal(560, 640, 6);
    assertArrayEquals(Pca.of(data, 2).component(1), Pca.of(data, 2).component(1), 0);
  }
}
