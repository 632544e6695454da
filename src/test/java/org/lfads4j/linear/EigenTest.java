package org.lfads4j.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EigenTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40, 101})
  void theMatrixTimesAVectorIsItsValueTimesTheVector(int size) {
    double[][] matrix = Matrices.normal(size, size, 4);
    Eigen eigen = Eigen.of(matrix);
    assertEquals(size, eigen.count());
    double turning = 0;
    for (int k = 0; k < size; k++) {
      double[][] right = eigen.right(k);
      double[][] left = eigen.left(k);
      for (int i = 0; i < size; i++) {
        for (int part = 0; part < 2; part++) {
          double along = 0;
          double across = 0;
          for (int j = 0; j < size; j++) {
            along += matrix[i][j] * right[part][j];
            across += left[part][j] * matrix[j][i];
          }
          assertEquals(scaled(eigen, k, right, part, i), along, 1e-10 * Math.sqrt(size));
          assertEquals(scaled(eigen, k, left, part, i), across, 1e-10 * Math.sqrt(size));
        }
      }
      assertTurned(right);
      assertTurned(left);
      turning += Math.abs(eigen.imaginary(k));
      assertTrue(k == 0 || magnitude(eigen, k) <= magnitude(eigen, k - 1));
    }
    assertTrue(size < 7 || turning > 0, "some modes turn");
  }

  private static double magnitude(Eigen eigen, int k) {
    return Math.hypot(eigen.real(k), eigen.imaginary(k));
  }

  private static double scaled(Eigen eigen, int k, double[][] v, int part, int i) {
    return part == 0
        ? eigen.real(k) * v[0][i] - eigen.imaginary(k) * v[1][i]
        : eigen.real(k) * v[1][i] + eigen.imaginary(k) * v[0][i];
  }

  private static void assertTurned(double[][] vector) {
    double squares = 0;
    int top = 0;
    for (int i = 0; i < vector[0].length; i++) {
      squares += Math.pow(vector[0][i], 2) + Math.pow(vector[1][i], 2);
      top =
          Math.hypot(vector[0][i], vector[1][i])
                  > Math.hypot(vector[0][top], vector[1][top]) * (1 + 1e-9)
              ? i
              : top;
    }
    assertEquals(1, squares, 1e-12);
    assertEquals(0, vector[1][top], 1e-15);
    assertTrue(vector[0][top] > 0);
  }

  @Test
  void aPairComesWithThePositiveImaginaryPartFirst() {
    Eigen eigen = Eigen.of(new double[][] {{0, -2, 0}, {2, 0, 0}, {0, 0, -3}});
    IntUnaryOperator imaginary = k -> (int) Math.rint(eigen.imaginary(k));
    assertEquals(-3, eigen.real(0), 1e-14);
    assertArrayEquals(
        new int[] {0, 2, -2},
        new int[] {imaginary.applyAsInt(0), imaginary.applyAsInt(1), imaginary.applyAsInt(2)});
  }

  @Test
  void equalEigenvaluesHaveDifferentVectors() {
    Eigen eigen = Eigen.of(new double[][] {{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}});
    double product = 0;
    for (int i = 0; i < 3; i++) {
      product += eigen.right(0)[0][i] * eigen.right(1)[0][i];
    }
    assertTrue(Math.abs(product) < 0.99, "cosine " + product);
  }
}
