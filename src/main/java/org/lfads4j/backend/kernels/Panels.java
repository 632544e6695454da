package org.lfads4j.backend.kernels;

/**
 * A matrix of weights, or of their gradients, in the order in which products read it: panels of two
 * vectors of columns (the last may have one), each panel inner row by inner row.
 */
public final class Panels {
  private final int inner;
  private final int columns;
  private final int width;
  private final float[] values;

  /**
   * Room for a matrix.
   *
   * @param inner rows, which a product sums over
   * @param columns a multiple of {@code lanes}
   * @param lanes floats in a vector
   */
  public Panels(int inner, int columns, int lanes) {
    this.inner = inner;
    this.columns = columns;
    this.width = 2 * lanes;
    this.values = new float[Math.multiplyExact(storedInner(), columns)];
  }

  /** Copies a matrix of inner x columns. */
  public void set(Rows matrix) {
    float[] source = matrix.values();
    for (int first = 0; first < columns; first += width) {
      int wide = Math.min(width, columns - first);
      int to = first * storedInner();
      for (int k = 0; k < inner; k++, to += wide) {
        System.arraycopy(source, matrix.at(k) + first, values, to, wide);
      }
    }
  }

  /** Copies the transpose of a matrix of rows x inner; columns beyond its rows are zero. */
  public void setTransposed(Rows matrix) {
    float[] source = matrix.values();
    for (int first = 0; first < columns; first += width) {
      int wide = Math.min(width, columns - first);
      int filled = Math.max(0, Math.min(wide, matrix.rows() - first));
      for (int c = 0; c < filled; c++) {
        int from = matrix.at(first + c);
        int to = first * storedInner() + c;
        for (int k = 0; k < inner; k++, to += wide) {
          values[to] = source[from + k];
        }
      }
    }
  }

  /** The place of a value; those of its row up to column {@link #endOf} follow it. */
  public int at(int row, int column) {
    int first = column / width * width;
    int wide = Math.min(width, columns - first);
    return first * storedInner() + row * wide + column - first;
  }

  /** The column at which the panel of a column ends. */
  public int endOf(int column) {
    return Math.min(columns, (column / width + 1) * width);
  }

  /** Rows, which a product sums over. */
  public int inner() {
    return inner;
  }

  /** The rows that are stored of every panel: an odd number is followed by a row of zeros. */
  public int storedInner() {
    return inner + (inner & 1);
  }

  /** Columns of the product. */
  public int columns() {
    return columns;
  }

  /** The panels, one after the other. */
  public float[] values() {
    return values;
  }
}
