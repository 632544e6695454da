package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.linear.Pca;

/**
 * Principal components: the orthogonal directions in which rows vary most, largest first. A row is
 * one trial and bin of a cube, or one row of a grid. Each direction's sign is fixed: its entry of
 * largest magnitude (the first of them) is positive.
 */
public final class PrincipalComponents {
  private final Pca pca;

  private PrincipalComponents(Pca pca) {
    this.pca = pca;
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
    return new PrincipalComponents(Pca.of(rows, count));
  }

  /** The mean row, subtracted before projecting. */
  public List<Double> mean() {
    return Arrays.stream(pca.means()).boxed().toList();
  }

  /** The unit directions, components x columns. */
  public Grid components() {
    return SampleRows.grid(
        columns(), IntStream.range(0, count()).mapToObj(pca::component).toArray(double[][]::new));
  }

  /** The variance along each component (divided by rows - 1), in squared units of the data. */
  public List<Double> explainedVariance() {
    return Arrays.stream(pca.variances()).boxed().toList();
  }

  /** The fraction of the total variance along each component, 0 to 1; 0 where nothing varies. */
  public List<Double> explainedFraction() {
    double total = pca.totalVariance();
    return Arrays.stream(pca.variances()).map(v -> total == 0 ? 0 : v / total).boxed().toList();
  }

  /**
   * The coordinates of every trial and bin, trials x bins x components.
   *
   * @throws IllegalArgumentException if the number of columns differs or a value is not finite
   */
  public Cube project(Cube cube) {
    requireColumns(cube.columns());
    return SampleRows.cube(
        cube.trials(), cube.bins(), count(), pca.project(SampleRows.of(cube, "cube")));
  }

  /**
   * The coordinates of every row, rows x components.
   *
   * @throws IllegalArgumentException if the number of columns differs or a value is not finite
   */
  public Grid project(Grid grid) {
    requireColumns(grid.columns());
    return SampleRows.grid(count(), pca.project(SampleRows.of(grid, "grid")));
  }

  private void requireColumns(int columns) {
    if (columns != columns()) {
      throw new IllegalArgumentException(
          "projected data must have the " + columns() + " columns analysed, got " + columns);
    }
  }

  private int columns() {
    return pca.means().length;
  }

  private int count() {
    return pca.variances().length;
  }

  @Override
  public String toString() {
    return count() + " principal components of " + columns() + " columns";
  }
}
