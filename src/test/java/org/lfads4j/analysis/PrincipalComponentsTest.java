package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

class PrincipalComponentsTest {
  @Test
  void findsTheLongAxisOfACross() {
    PrincipalComponents pca = PrincipalComponents.of(Grid.of(4, 2, cross()), 2);
    assertEquals(0.8, pca.components().at(0, 0), 1e-6);
    assertEquals(0.6, pca.components().at(0, 1), 1e-6);
    assertEquals(-0.6, pca.components().at(1, 0), 1e-6);
    assertEquals(0.8, pca.components().at(1, 1), 1e-6);
    assertEquals(2 * 25 / 3.0, pca.explainedVariance().get(0), 1e-5);
    assertEquals(2 / 3.0, pca.explainedVariance().get(1), 1e-6);
    assertEquals(25 / 26.0, pca.explainedFraction().get(0), 1e-6);
    assertEquals(10, pca.mean().get(0), 1e-6);
    assertEquals(-20, pca.mean().get(1), 1e-6);
  }

  private static float[] cross() {
    double[][] along = {{5, 0}, {-5, 0}, {0, 1}, {0, -1}};
    float[] out = new float[8];
    for (int r = 0; r < 4; r++) {
      out[2 * r] = (float) (10 + 0.8 * along[r][0] - 0.6 * along[r][1]);
      out[2 * r + 1] = (float) (-20 + 0.6 * along[r][0] + 0.8 * along[r][1]);
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void componentsAreOrthonormalAndScoresUncorrelated(int columns) {
    Cube cube = Cubes.normal(5, 9, columns, columns);
    PrincipalComponents pca = PrincipalComponents.of(cube, columns);
    Cube scores = pca.project(cube);
    for (int a = 0; a < columns; a++) {
      for (int b = 0; b < columns; b++) {
        double dot = 0;
        double covariance = 0;
        for (int c = 0; c < columns; c++) {
          dot += (double) pca.components().at(a, c) * pca.components().at(b, c);
        }
        for (int row = 0; row < 45; row++) {
          covariance +=
              (double) scores.at(row / 9, row % 9, a) * scores.at(row / 9, row % 9, b) / 44;
        }
        assertEquals(a == b ? 1 : 0, dot, 1e-6);
        assertEquals(a == b ? pca.explainedVariance().get(a) : 0, covariance, 1e-5);
      }
    }
    assertEquals(1, pca.explainedFraction().stream().mapToDouble(Double::doubleValue).sum(), 1e-12);
  }

  @Test
  void allComponentsGiveTheDataBack() {
    Cube cube = Cubes.normal(3, 4, 3, 5).map(x -> x + 2);
    PrincipalComponents pca = PrincipalComponents.of(cube, 3);
    Cube scores = pca.project(cube);
    for (int row = 0; row < 12; row++) {
      for (int c = 0; c < 3; c++) {
        double value = pca.mean().get(c);
        for (int k = 0; k < 3; k++) {
          value += (double) scores.at(row / 4, row % 4, k) * pca.components().at(k, c);
        }
        assertEquals(cube.at(row / 4, row % 4, c), value, 1e-5);
      }
    }
  }

  @Test
  void theLargestEntryIsPositiveWhateverTheSignOfTheData() {
    Cube cube = Cubes.normal(4, 6, 5, 6);
    Grid components = PrincipalComponents.of(cube, 5).components();
    for (int k = 0; k < 5; k++) {
      float largest = 0;
      for (int c = 0; c < 5; c++) {
        largest = Math.abs(components.at(k, c)) > Math.abs(largest) ? components.at(k, c) : largest;
      }
      assertEquals(Math.abs(largest), largest);
    }
    Grid mirrored = PrincipalComponents.of(cube.map(x -> -x), 5).components();
    for (int k = 0; k < 5; k++) {
      for (int c = 0; c < 5; c++) {
        assertEquals(components.at(k, c), mirrored.at(k, c), 1e-6);
      }
    }
  }

  @Test
  void aCubeAndItsRowsAgree() {
    Cube cube = Cubes.normal(2, 3, 4, 7);
    Grid grid = Grid.of(6, 4, cube.toArray());
    PrincipalComponents ofCube = PrincipalComponents.of(cube, 2);
    PrincipalComponents ofGrid = PrincipalComponents.of(grid, 2);
    assertEquals(ofCube.components(), ofGrid.components());
    assertEquals(Grid.of(6, 2, ofCube.project(cube).toArray()), ofGrid.project(grid));
    assertEquals("2 principal components of 4 columns", ofGrid.toString());
  }

  @Test
  void constantDataVaryNowhere() {
    PrincipalComponents pca = PrincipalComponents.of(Cubes.filled(2, 3, 2, 0.1f), 2);
    assertEquals(List.of(0.0, 0.0), pca.explainedVariance());
    assertEquals(List.of(0.0, 0.0), pca.explainedFraction());
    assertEquals(Cubes.filled(2, 3, 2, 0), pca.project(Cubes.filled(2, 3, 2, 0.1f)));
  }

  @Test
  void refusesOneRowTooManyComponentsAndOtherColumns() {
    Cube cube = Cubes.normal(2, 3, 4, 7);
    assertMessage(
        "principal components must have at least two rows, got 1",
        () -> PrincipalComponents.of(Cubes.normal(1, 1, 4, 7), 1));
    assertMessage(
        "principal components must number 1 to the columns, got 5 (4 columns)",
        () -> PrincipalComponents.of(cube, 5));
    assertMessage(
        "principal components must number 1 to the columns, got 0 (4 columns)",
        () -> PrincipalComponents.of(cube, 0));
    assertMessage(
        "projected data must have the 4 columns analysed, got 3",
        () -> PrincipalComponents.of(cube, 1).project(cube.selectColumns(0, 1, 2)));
    assertMessage(
        "grid row 1 column 0 must be a finite number, got NaN",
        () -> PrincipalComponents.of(Grid.of(2, 1, new float[] {1, Float.NaN}), 1));
  }

  private static void assertMessage(String message, Executable run) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, run).getMessage());
  }
}
