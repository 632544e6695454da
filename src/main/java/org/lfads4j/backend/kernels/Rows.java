package org.lfads4j.backend.kernels;

import java.util.Arrays;

/**
 * A matrix as a view of one array: row r, column c lies at {@code at + r * stride + c}. Parts of it
 * are views of the same array. A stride of 0 repeats one row for any number of rows.
 */
public final class Rows {
  /** Floats in a cache line. */
  public static final int LINE = 16;

  private final float[] values;
  private final int at;
  private final int stride;
  private final int rows;
  private final int columns;

  /** What {@link #fetch} read; without it the compiler would remove the reading. */
  @SuppressWarnings("unused")
  private float fetched;

  private Rows(float[] values, int at, int stride, int rows, int columns) {
    this.values = values;
    this.at = at;
    this.stride = stride;
    this.rows = rows;
    this.columns = columns;
  }

  /** Zeros. */
  public static Rows of(int rows, int columns) {
    int stride = strideOf(columns);
    return new Rows(new float[Math.multiplyExact(rows, stride)], 0, stride, rows, columns);
  }

  /** One row of zeros that stands for any number of equal rows. */
  public static Rows repeated(int columns) {
    return new Rows(new float[strideOf(columns)], 0, 0, 1, columns);
  }

  /**
   * An odd number of cache lines, so that neighbouring rows do not fall on the same places of the
   * cache.
   */
  private static int strideOf(int columns) {
    return LINE * ((columns + LINE - 1) / LINE | 1);
  }

  /** A view of {@code count} rows from row {@code first} on. */
  public Rows rows(int first, int count) {
    return first == 0 && count == rows
        ? this
        : new Rows(values, at + first * stride, stride, count, columns);
  }

  /** A view of {@code count} columns from column {@code first} on. */
  public Rows columns(int first, int count) {
    return new Rows(values, at + first, stride, rows, count);
  }

  /** Copies as many columns as this has from rows of another matrix. */
  public void copy(Rows from) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from.values, from.at(r), values, at(r), columns);
    }
  }

  /** Sets every value. */
  public void fill(float value) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(values, at(r), at(r) + columns, value);
    }
  }

  /**
   * Reads from every cache line of these rows, in order, so that they are in the cache when they
   * are needed: memory that is read in one go comes several times as fast as row by row, between
   * other work.
   */
  public void fetch() {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int to = at + rows * stride;
    int i = at;
    for (; i < to - 3 * LINE; i += 4 * LINE) {
      a += values[i];
      b += values[i + LINE];
      c += values[i + 2 * LINE];
      d += values[i + 3 * LINE];
    }
    for (; i < to; i += LINE) {
      a += values[i];
    }
    fetched = a + b + c + d;
  }

  /** The array, of which this is a view. */
  public float[] values() {
    return values;
  }

  /** Where the first column of a row lies in the array. */
  public int at(int row) {
    return at + row * stride;
  }

  /** Floats from one row to the next. */
  public int stride() {
    return stride;
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return columns;
  }
}
