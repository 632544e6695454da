package org.lfads4j.backend.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.kernels.vector.VectorKernels;

/**
 * The kernels on the Vector API give the bits of their plain twins, at every number of rows, inner
 * index and columns; and the plain product is the product.
 */
class KernelsTest {
  private static final Kernels VECTOR = new VectorKernels();
  private static final int LANES = VECTOR.lanes();
  private static final Kernels PLAIN = new PlainKernels(LANES);

  static Stream<Arguments> productSizes() {
    return IntStream.of(4, 6, 8, 10, 14, 50, 98, 100)
        .boxed()
        .flatMap(
            rows ->
                IntStream.of(1, 2, 7, 33, 513, 530)
                    .boxed()
                    .flatMap(
                        inner ->
                            IntStream.of(1, 2, 3, 5)
                                .mapToObj(vectors -> Arguments.of(rows, inner, vectors * LANES))));
  }

  @ParameterizedTest
  @MethodSource("productSizes")
  void productsAgreeToTheBit(int rows, int inner, int columns) {
    Random random = new Random(rows * 31L + inner);
    Rows a = filled(random, rows, inner);
    Rows matrix = filled(random, inner, columns);
    Panels panels = panels(matrix, inner, columns);
    Rows start = filled(random, rows, columns);
    Rows expected = Rows.of(rows, columns);
    Rows actual = Rows.of(rows, columns);
    PLAIN.multiply(a, panels, start, expected);
    VECTOR.multiply(a, panels, start, actual);
    assertSame(expected, actual, rows, columns);
    for (int c = 0; c < columns; c++) {
      double sum = start.values()[c];
      for (int k = 0; k < inner; k++) {
        sum += (double) a.values()[k] * matrix.values()[k * matrix.stride() + c];
      }
      assertEquals(sum, expected.values()[c], 1e-5 * inner);
    }
  }

  @ParameterizedTest
  @MethodSource("productSizes")
  void transposedProductsAgreeToTheBit(int aColumns, int halfRows, int columns) {
    int rows = 2 * halfRows;
    Random random = new Random(rows * 37L + aColumns);
    Rows a = filled(random, rows, aColumns);
    Rows d = filled(random, rows, columns);
    Rows before = filled(random, aColumns, columns);
    Panels expected = panels(before, aColumns, columns);
    Panels actual = panels(before, aColumns, columns);
    double sum = expected.values()[0];
    for (int r = 0; r < rows; r++) {
      sum += (double) a.values()[r * a.stride()] * d.values()[r * d.stride()];
    }
    PLAIN.multiplyTransposed(a, d, expected);
    VECTOR.multiplyTransposed(a, d, actual);
    assertArrayEquals(expected.values(), actual.values());
    assertEquals(sum, expected.values()[0], 1e-5 * rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 20, 1000})
  void sparseProductsAgreeToTheBit(int every) {
    int rows = 10;
    int inner = 50;
    int columns = 11 * LANES;
    Random random = new Random(every);
    Rows a = filled(random, rows, inner);
    for (int i = 0; i < a.values().length; i++) {
      a.values()[i] = i % every == 0 ? a.values()[i] : 0;
    }
    SparseRows sparse = new SparseRows();
    sparse.read(a);
    Panels panels = panels(filled(random, inner, columns), inner, columns);
    Panels before = panels(filled(random, inner, columns), inner, columns);
    Rows start = filled(random, rows, columns);
    int first = 4;
    int some = rows - first;
    Rows others = a.rows(first, some);
    Rows gradient = start.rows(0, some);
    Rows expected = Rows.of(some, columns);
    Panels expectedBack = copy(before, inner, columns);
    PLAIN.multiply(others, panels, start, expected);
    PLAIN.multiplyTransposed(others, gradient, expectedBack);
    for (Kernels each : List.of(PLAIN, VECTOR)) {
      Rows actual = Rows.of(some, columns);
      Panels actualBack = copy(before, inner, columns);
      each.multiplySparse(sparse, first, panels, start, actual);
      each.multiplyTransposedSparse(sparse, first, gradient, actualBack);
      assertSame(expected, actual, some, columns);
      assertArrayEquals(expectedBack.values(), actualBack.values());
    }
  }

  @Test
  void rowsAreSparseWhereOneNumberInFourIsNotZero() {
    Rows a = Rows.of(4, 8);
    for (int r = 0; r < 4; r++) {
      a.values()[r * a.stride() + r] = 1;
      a.values()[r * a.stride() + r + 4] = 2;
    }
    SparseRows sparse = new SparseRows();
    sparse.read(a);
    assertFalse(sparse.isDense());
    assertArrayEquals(new int[] {0, 2, 4, 6, 8}, Arrays.copyOf(sparse.ends(), 5));
    a.values()[2] = 3;
    sparse.read(a);
    assertTrue(sparse.isDense());
  }

  @Test
  void aTransposedPanelIsThePanelOfTheTranspose() {
    Random random = new Random(3);
    int inner = 7;
    int columns = 3 * LANES;
    int rows = columns - 2;
    Rows matrix = filled(random, rows, inner);
    Rows transposed = Rows.of(inner, columns);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < inner; k++) {
        transposed.values()[k * transposed.stride() + r] = matrix.values()[r * matrix.stride() + k];
      }
    }
    Panels expected = new Panels(inner, columns, LANES);
    expected.set(transposed);
    Panels actual = new Panels(inner, columns, LANES);
    actual.setTransposed(matrix);
    assertArrayEquals(expected.values(), actual.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void elementwiseKernelsAgreeToTheBit(int vectors) {
    int rows = 6;
    int units = vectors * LANES;
    Outcome expected = new Outcome(PLAIN, rows, units);
    Outcome actual = new Outcome(VECTOR, rows, units);
    for (int i = 0; i < expected.arrays.length; i++) {
      assertArrayEquals(expected.arrays[i], actual.arrays[i], "array " + i);
    }
    assertArrayEquals(expected.costs, actual.costs);
  }

  /** Everything that one set of kernels makes of the same numbers. */
  private static final class Outcome {
    private final float[][] arrays;
    private final double[] costs;

    Outcome(Kernels k, int rows, int units) {
      Random random = new Random(units);
      Rows gates = filled(random, rows, 3 * units);
      Rows state = filled(random, rows, units);
      Rows reset = Rows.of(rows, units + LANES);
      Rows next = Rows.of(rows, units);
      Rows d = filled(random, rows, units + LANES);
      Rows dReset = filled(random, rows, units + LANES);
      Rows again = Rows.of(rows, units);
      Panels sum = panels(filled(random, 1, units), 1, units);
      Rows x = filled(random, rows, units);
      Rows y = filled(random, rows, units);
      Rows v = filled(random, rows, units);
      Rows kept = Rows.repeated(units);
      Arrays.fill(kept.values(), 0, units - 1, 1);
      k.gates(gates, state, reset);
      float[] gated = gates.values().clone();
      k.next(0.5f, gates, state, next);
      float[] stepped = gates.values().clone();
      k.nextBack(0.5f, gates, state, next, d);
      k.resetBack(gates, state, again, dReset, d);
      k.addRows(x, sum);
      k.times(x, y, next);
      k.addTimes(x, y, next);
      k.add(v, next);
      Rows exponentials = Rows.of(rows, units);
      k.exp(1.5f, x, exponentials);
      costs = new double[] {1, 2, 3};
      k.poisson(0.3f, x.rows(0, 1), y, kept, costs);
      k.gaussian(0.3f, x.rows(1, 2), v.rows(1, 2), y.rows(1, 2), kept, costs);
      arrays =
          new float[][] {
            gated,
            stepped,
            gates.values(),
            reset.values(),
            again.values(),
            next.values(),
            d.values(),
            sum.values(),
            exponentials.values(),
            x.values(),
            v.values()
          };
    }
  }

  private static void assertSame(Rows expected, Rows actual, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      int at = r * expected.stride();
      assertArrayEquals(
          Arrays.copyOfRange(expected.values(), at, at + columns),
          Arrays.copyOfRange(actual.values(), at, at + columns),
          "row " + r);
    }
  }

  private static Panels panels(Rows matrix, int inner, int columns) {
    Panels panels = new Panels(inner, columns, LANES);
    panels.set(matrix);
    return panels;
  }

  private static Panels copy(Panels of, int inner, int columns) {
    Panels copy = new Panels(inner, columns, LANES);
    System.arraycopy(of.values(), 0, copy.values(), 0, of.values().length);
    return copy;
  }

  private static Rows filled(Random random, int rows, int columns) {
    Rows filled = Rows.of(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        filled.values()[r * filled.stride() + c] = (float) random.nextGaussian();
      }
    }
    return filled;
  }
}
