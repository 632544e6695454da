package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/**
 * Principal components: the orthogonal directions in which rows vary most, largest first. A row is
 * one trial and bin of a cube, or one row of a grid. Each direction's sign is fixed: its entry of
 * largest magnitude (the first of them) is positive.
 */
public final class PrincipalComponents {
  private final double[] mean;
  private final double[][] components;
  private final double[] variances;
  private final double totalVariance;

  private PrincipalComponents(
      double[] mean, double[][] components, double[] variances, double totalVariance) {
    this.mean = mean;
    this.components = components;
    this.variances = variances;
    this.totalVariance = totalVariance;
  }

  /**
   * The first components of trials x bins x columns, over all trials and bins.
   *
   * @param count how many, 1 to the number of columns
   * @throws IllegalArgumentException if the count is out of range, there are fewer than two rows or
   *     a value is not finite
   */
  public static PrincipalComponents of(Cube cube, int count) {
    return of(SampleRows.of(cube, "cube"), cube.columns(), count);
  }

  /**
   * The first components of rows x columns.
   *
   * @param count how many, 1 to the number of columns
   * @throws IllegalArgumentException if the count is out of range, there are fewer than two rows or
   *     a value is not finite
   */
  public static PrincipalComponents of(Grid grid, int count) {
    return of(SampleRows.of(grid, "grid"), grid.columns(), count);
  }

  private static PrincipalComponents of(double[][] rows, int columns, int count) {
    if (rows.length < 2) {
      throw new IllegalArgumentException(
          "principal components must have at least two rows, got " + rows.length);
    }
    if (!(count >= 1 && count <= columns)) {
      throw new IllegalArgumentException(
          "principal components must number 1 to the columns, got "
              + count
              + " ("
              + columns
              + " columns)");
    }
    double[] mean = SampleRows.columnMeans(rows);
    double[][] covariance = covariance(rows, mean);
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double[][] components =
        IntStream.range(0, count).mapToObj(k -> signed(eigen.vector(k))).toArray(double[][]::new);
    // Rounding may leave the eigenvalue of an empty direction just below zero.
    double[] variances =
        IntStream.range(0, count).mapToDouble(k -> Math.max(0, eigen.value(k))).toArray();
    double total = IntStream.range(0, columns).mapToDouble(c -> covariance[c][c]).sum();
    return new PrincipalComponents(mean, components, variances, total);
  }

  private static double[][] covariance(double[][] rows, double[] mean) {
    double[][] out = new double[mean.length][mean.length];
    for (double[] row : rows) {
      for (int a = 0; a < mean.length; a++) {
        for (int b = 0; b <= a; b++) {
          out[a][b] += (row[a] - mean[a]) * (row[b] - mean[b]) / (rows.length - 1);
        }
      }
    }
    for (int a = 0; a < mean.length; a++) {
      for (int b = 0; b < a; b++) {
        out[b][a] = out[a][b];
      }
    }
    return out;
  }

  private static double[] signed(double[] vector) {
    int largest = 0;
    for (int c = 1; c < vector.length; c++) {
      largest = Math.abs(vector[c]) > Math.abs(vector[largest]) ? c : largest;
    }
    double sign = vector[largest] < 0 ? -1 : 1;
    return Arrays.stream(vector).map(v -> sign * v).toArray();
  }

  /** The mean row, subtracted before projecting. */
  public List<Double> mean() {
    return Arrays.stream(mean).boxed().toList();
  }

  /** The unit directions, components x columns. */
  public Grid components() {
    return SampleRows.grid(mean.length, components);
  }

  /** The variance along each component (divided by rows - 1), in squared units of the data. */
  public List<Double> explainedVariance() {
    return Arrays.stream(variances).boxed().toList();
  }

  /** The fraction of the total variance along each component, 0 to 1; 0 where nothing varies. */
  public List<Double> explainedFraction() {
    return Arrays.stream(variances)
        .map(v -> totalVariance == 0 ? 0 : v / totalVariance)
        .boxed()
        .toList();
  }

  /**
   * The coordinates of every trial and bin, trials x bins x components.
   *
   * @throws IllegalArgumentException if the number of columns differs or a value is not finite
   */
  public Cube project(Cube cube) {
    requireColumns(cube.columns());
    return SampleRows.cube(
        cube.trials(), cube.bins(), components.length, project(SampleRows.of(cube, "cube")));
  }

  /**
   * The coordinates of every row, rows x components.
   *
   * @throws IllegalArgumentException if the number of columns differs or a value is not finite
   */
  public Grid project(Grid grid) {
    requireColumns(grid.columns());
    return SampleRows.grid(components.length, project(SampleRows.of(grid, "grid")));
  }

  private double[][] project(double[][] rows) {
    double[][] out = new double[rows.length][components.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < components.length; k++) {
        for (int c = 0; c < mean.length; c++) {
          out[r][k] += (rows[r][c] - mean[c]) * components[k][c];
        }
      }
    }
    return out;
  }

  private void requireColumns(int columns) {
    if (columns != mean.length) {
      throw new IllegalArgumentException(
          "projected data must have the " + mean.length + " columns analysed, got " + columns);
    }
  }

  @Override
  public String toString() {
    return components.length + " principal components of " + mean.length + " columns";
  }
}
