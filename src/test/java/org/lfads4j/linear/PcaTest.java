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
    "7, 7, 6",
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

  @Test
  void fewComponentsOfLargeDataSpanTheirLatents() {
    double[][] rows = Matrices.withLatents(1500, 1510, 2, 4);
    assertTrue(KrylovEigen.isFaster(1500, 2));
    Pca pca = Pca.of(rows, 2);
    assertOrthonormal(pca, 2);
    double[][] centred = Columns.centred(rows);
    for (int k = 0; k < 2; k++) {
      double[] component = pca.component(k);
      double[] along = new double[1500];
      for (int r = 0; r < 1500; r++) {
        for (int c = 0; c < 1510; c++) {
          along[r] += centred[r][c] * component[c];
        }
      }
      double[] back = new double[1510];
      for (int r = 0; r < 1500; r++) {
        for (int c = 0; c < 1510; c++) {
          back[c] += along[r] * centred[r][c] / 1499;
        }
      }
      for (int c = 0; c < 1510; c++) {
        assertEquals(pca.variances()[k] * component[c], back[c], 1e-8 * pca.variances()[0]);
      }
    }
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

  @ParameterizedTest
  @ValueSource(ints = {2, 9})
  void constantColumnsHaveNoWeight(int rows) {
    double[][] data = Matrices.normal(rows, 4, 8);
    for (double[] row : data) {
      row[2] = 0.1;
    }
    Pca pca = Pca.of(data, 1);
    assertEquals(0, pca.component(0)[2], 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "6, 2", "1600, 1550"})
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
}
