package org.lfads4j.analysis;

import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/**
 * Cubes and grids as double-precision rows, a row per trial and bin; and the checks of what is
 * passed in.
 */
final class SampleRows {
  private SampleRows() {}

  /** Rows of a cube, trial by trial, bin by bin. */
  static double[][] of(Cube cube, String name) {
    requireFinite(cube, name);
    double[][] rows = new double[cube.trials() * cube.bins()][cube.columns()];
    for (int row = 0; row < rows.length; row++) {
      for (int c = 0; c < cube.columns(); c++) {
        rows[row][c] = cube.at(row / cube.bins(), row % cube.bins(), c);
      }
    }
    return rows;
  }

  /** Rows of a grid. */
  static double[][] of(Grid grid, String name) {
    double[][] rows = grid.toDoubles();
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        if (!Double.isFinite(rows[r][c])) {
          throw new IllegalArgumentException(
              name + " row " + r + " column " + c + " must be a finite number, got " + rows[r][c]);
        }
      }
    }
    return rows;
  }

  /** Back to a cube. */
  static Cube cube(int trials, int bins, int columns, double[][] rows) {
    float[] values = new float[Math.multiplyExact(rows.length, columns)];
    for (int row = 0; row < rows.length; row++) {
      for (int c = 0; c < columns; c++) {
        values[row * columns + c] = (float) rows[row][c];
      }
    }
    return Cube.adopt(trials, bins, columns, values);
  }

  /** Back to a grid. */
  static Grid grid(int columns, double[][] rows) {
    return Grid.of(rows.length, columns, cube(rows.length, 1, columns, rows).toArray());
  }

  static void requireFinite(Cube cube, String name) {
    requireEach(cube, name, "a finite number", Double.NEGATIVE_INFINITY);
  }

  static void requireFiniteNotNegative(Cube cube, String name) {
    requireEach(cube, name, "a finite number >= 0", 0);
  }

  private static void requireEach(Cube cube, String name, String rule, double least) {
    for (int i = 0; i < cube.trials(); i++) {
      for (int t = 0; t < cube.bins(); t++) {
        for (int c = 0; c < cube.columns(); c++) {
          float value = cube.at(i, t, c);
          if (!(Float.isFinite(value) && value >= least)) {
            throw new IllegalArgumentException(
                name
                    + " trial "
                    + i
                    + " bin "
                    + t
                    + " column "
                    + c
                    + " must be "
                    + rule
                    + ", got "
                    + value);
          }
        }
      }
    }
  }

  static void requireSameShape(Cube cube, String name, Cube other, String otherName) {
    requireSame("shape", cube.columns() == other.columns(), cube, name, other, otherName);
  }

  static void requireSameRows(Cube cube, String name, Cube other, String otherName) {
    requireSame("trials and bins", true, cube, name, other, otherName);
  }

  private static void requireSame(
      String what, boolean columns, Cube cube, String name, Cube other, String otherName) {
    if (!(columns && cube.trials() == other.trials() && cube.bins() == other.bins())) {
      throw new IllegalArgumentException(
          "%s must have the %s of %s, got %s (%s: %s)"
              .formatted(name, what, otherName, cube, otherName, other));
    }
  }

  static void requireValues(Cube cube, String name) {
    if (cube.trials() == 0 || cube.bins() == 0 || cube.columns() == 0) {
      throw new IllegalArgumentException(
          name + " must hold at least one trial, bin and column, got " + cube);
    }
  }
}
