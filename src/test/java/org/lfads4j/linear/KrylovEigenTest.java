package org.lfads4j.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KrylovEigenTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  void findsTheLeadingEigenvaluesOfAll(int count) {
    double[][] matrix = Columns.products(Matrices.withLatents(300, 320, 5, count));
    SymmetricEigen all = SymmetricEigen.of(Dense.of(matrix));
    // The last latents are strong; what comes after them is noise, whose values are close together.
    SymmetricEigen leading = leading(matrix, count).orElseGet(() -> all);
    if (count < 20) {
      assertTrue(leading != all, "found without all of them");
    }
    for (int k = 0; k < count; k++) {
      assertEquals(all.value(k), leading.value(k), 1e-12 * all.value(0));
      assertArrayEquals(all.vector(k), leading.vector(k), 1e-6);
    }
  }

  @Test
  void negativeEigenvaluesComeLast() {
    double[][] matrix = diagonal(400, i -> i < 20 ? -10.0 - i : i < 398 ? Math.sin(i) : i);
    SymmetricEigen leading = leading(matrix, 2).orElseThrow();
    assertEquals(399, leading.value(0), 1e-9);
    assertEquals(398, leading.value(1), 1e-9);
    assertEquals(1, leading.vector(1)[398], 1e-9);
  }

  @Test
  void anEigenvalueThatIsThereSeveralTimesIsFoundAsOften() {
    SymmetricEigen leading = leading(diagonal(400, i -> i < 7 ? 5 : 1.0 / i), 9).orElseThrow();
    for (int k = 0; k < 7; k++) {
      assertEquals(5, leading.value(k), 1e-12);
    }
    assertEquals(1 / 7.0, leading.value(7), 1e-12);
    SymmetricEigen allAlike = leading(diagonal(200, i -> 3), 20).orElseThrow();
    for (int k = 0; k < 20; k++) {
      assertEquals(3, allAlike.value(k), 1e-12);
    }
    assertOrthonormal(allAlike, 20);
  }

  @Test
  void belowTheRankThereAreDirectionsWithoutValue() {
    double[][] matrix = Columns.products(Matrices.product(300, 250, 2));
    SymmetricEigen leading = leading(matrix, 6).orElseThrow();
    SymmetricEigen all = SymmetricEigen.of(Dense.of(matrix));
    assertEquals(2, leading.rank());
    assertArrayEquals(all.vector(0), leading.vector(0), 1e-9);
    assertArrayEquals(all.vector(1), leading.vector(1), 1e-9);
    assertOrthonormal(leading, 6);
    SymmetricEigen nothing = leading(new double[200][200], 3).orElseThrow();
    assertEquals(0, nothing.rank());
    assertOrthonormal(nothing, 3);
  }

  private static void assertOrthonormal(SymmetricEigen eigen, int count) {
    DMatrixRMaj vectors = eigen.vectors();
    DMatrixRMaj products = CommonOps_DDRM.multInner(vectors, null);
    assertArrayEquals(CommonOps_DDRM.identity(count).getData(), products.getData(), 1e-12);
  }

  @Test
  void givesUpWhereHalfOfTheDirectionsDoNotSuffice() {
    assertEquals(
        Optional.empty(), leading(diagonal(200, i -> 1 + i * 1e-4), 3).map(SymmetricEigen::rank));
    assertEquals(Optional.empty(), leading(diagonal(20, i -> i), 1).map(SymmetricEigen::rank));
  }

  @Test
  void theSameMatrixGivesTheSameBits() {
    double[][] matrix = Columns.products(Matrices.withLatents(300, 320, 2, 3));
    assertArrayEquals(
        leading(matrix, 2).orElseThrow().vectors().getData(),
        leading(matrix, 2).orElseThrow().vectors().getData());
  }

  @Test
  void isForFewOfMany() {
    assertTrue(KrylovEigen.isFaster(1500, 20));
    assertFalse(KrylovEigen.isFaster(1500, 21));
    assertFalse(KrylovEigen.isFaster(1499, 1));
  }

  private static Optional<SymmetricEigen> leading(double[][] matrix, int count) {
    DMatrixRMaj whole = Dense.of(matrix);
    return KrylovEigen.leading(
        block -> CommonOps_DDRM.mult(whole, block, null), matrix.length, count);
  }

  private static double[][] diagonal(int size, IntToDoubleFunction value) {
    double[][] out = new double[size][size];
    for (int i = 0; i < size; i++) {
      out[i][i] = value.applyAsDouble(i);
    }
    return out;
  }
}
