package org.lfads4j.data;

import java.util.Arrays;

/** An immutable table of numbers, rows x columns, single precision; a row is usually a trial. */
public final class Grid {
  private final int rows;
  private final int columns;
  private final float[] values;

  private Grid(int rows, int columns, float[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /**
   * Copies values that lie row by row.
   *
   * @throws IllegalArgumentException if the length is not rows x columns
   */
  public static Grid of(int rows, int columns, float[] values) {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "grid must hold rows x columns values, got %s for %s x %s"
              .formatted(values.length, rows, columns));
    }
    return new Grid(rows, columns, values.clone());
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** One value. */
  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** A copy of all values, row by row. */
  public float[] toArray() {
    return values.clone();
  }

  /** A new array, rows x columns. */
  public double[][] toDoubles() {
    double[][] out = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out[r][c] = at(r, c);
      }
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grid g
        && rows == g.rows
        && columns == g.columns
        && Arrays.equals(values, g.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return rows + " rows x " + columns + " columns";
  }
}
