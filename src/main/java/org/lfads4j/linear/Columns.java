package org.lfads4j.linear;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.ejml.dense.row.CommonOps_DDRM;

/** The columns of a matrix: their means, and the matrix without them. */
public final class Columns {
  /** What is left of a constant after rounding is smaller than this fraction of it. */
  private static final double ROUNDING = 1e-12;

  private Columns() {}

  /** The mean of each column; at least one row. */
  public static double[] means(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < means.length; c++) {
        means[c] += row[c];
      }
    }
    return Arrays.stream(means).map(sum -> sum / rows.length).toArray();
  }

  /** The rows, each less the same numbers. */
  public static double[][] less(double[][] rows, double[] numbers) {
    return each(rows, numbers, (value, number) -> value - number);
  }

  /** The rows, each divided by the same numbers. */
  public static double[][] over(double[][] rows, double[] numbers) {
    return each(rows, numbers, (value, number) -> value / number);
  }

  private static double[][] each(double[][] rows, double[] numbers, DoubleBinaryOperator change) {
    return Arrays.stream(rows)
        .map(
            row ->
                IntStream.range(0, row.length)
                    .mapToDouble(c -> change.applyAsDouble(row[c], numbers[c]))
                    .toArray())
        .toArray(double[][]::new);
  }

  /** The sum over rows of the product of every two columns, X'X. */
  public static double[][] products(double[][] rows) {
    return CommonOps_DDRM.multInner(Dense.of(rows), null).get2DData();
  }

  /** The sum of squares of each column. */
  public static double[] squares(double[][] rows) {
    double[] squares = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < squares.length; c++) {
        squares[c] += row[c] * row[c];
      }
    }
    return squares;
  }

  /**
   * The rows less the mean of each column. A constant column becomes exactly 0, so that nothing is
   * fitted to its rounding.
   */
  public static double[][] centred(double[][] rows) {
    double[][] centred = less(rows, means(rows));
    for (int c = 0; c < rows[0].length; c++) {
      int column = c;
      if (largest(centred, column) <= ROUNDING * largest(rows, column)) {
        Arrays.stream(centred).forEach(row -> row[column] = 0);
      }
    }
    return centred;
  }

  private static double largest(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> Math.abs(row[column])).max().orElse(0);
  }
}
