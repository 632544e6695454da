package org.lfads4j.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricEigenTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "5, 5", "6, 2"})
  void theMatrixTimesAVectorIsItsValueTimesTheVector(int size, int count) {
    double[][] matrix = Columns.products(Matrices.withLatents(size + 3, size, 2, 9));
    SymmetricEigen eigen = SymmetricEigen.leading(matrix, count);
    for (int k = 0; k < count; k++) {
      double[] vector = eigen.vector(k);
      for (int i = 0; i < size; i++) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
          sum += matrix[i][j] * vector[j];
        }
        assertEquals(eigen.value(k) * vector[i], sum, 1e-10 * eigen.value(0));
      }
      assertTrue(k == 0 || eigen.value(k) <= eigen.value(k - 1));
      assertPositiveWhereLargest(vector);
    }
    assertEquals(count, eigen.rank());
  }

  private static void assertPositiveWhereLargest(double[] vector) {
    double largest = 0;
    for (double entry : vector) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    assertTrue(largest > 0);
  }

  @Test
  void ofEntriesEquallyLargeTheFirstIsPositiveWhateverTheRounding() {
    double more = Math.nextUp(1.0);
    assertArrayEquals(
        new double[] {1, -more}, Dense.signed(Dense.of(new double[][] {{-1}, {more}})).getData());
    assertArrayEquals(
        new double[] {more, -1}, Dense.signed(Dense.of(new double[][] {{more}, {-1}})).getData());
  }

  @Test
  void negativeEigenvaluesAreSeen() {
    double[][] matrix = {{1, 2}, {2, 1}};
    assertEquals(3, SymmetricEigen.leading(matrix, 2).value(0), 1e-14);
    assertEquals(-1, SymmetricEigen.leading(matrix, 2).value(1), 1e-14);
    assertTrue(SymmetricEigen.isAbove(-1.001, matrix));
    assertFalse(SymmetricEigen.isAbove(-0.999, matrix));
    assertTrue(SymmetricEigen.isAbove(-1e-10, new double[][] {{1, 1}, {1, 1}}));
    assertEquals(1, SymmetricEigen.leading(new double[][] {{1, 1}, {1, 1}}, 2).rank());
  }
}
