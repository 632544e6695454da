package org.lfads4j.backend.kernels;

/**
 * Rows of floats in one array, a stride apart: row r, column c is at r x stride + c. A stride of 0
 * repeats one row for ever.
 */
public final class Rows {
  /** Floats to a cache line. */
  public static final int LINE = 16;

  private final float[] values;
  private final int stride;

  private Rows(float[] values, int stride) {
    this.values = values;
    this.stride = stride;
  }

  /** Zeros, with room for the columns in every row. */
  public static Rows of(int rows, int columns) {
    int stride = strideOf(columns);
    return new Rows(new float[Math.multiplyExact(rows, stride)], stride);
  }

  /** One row of zeros that stands for any number of equal rows. */
  public static Rows repeated(int columns) {
    return new Rows(new float[strideOf(columns)], 0);
  }

  /**
   * An odd number of cache lines, so that neighbouring rows do not fall on the same places of the
   * cache.
   */
  static int strideOf(int columns) {
    return LINE * ((columns + LINE - 1) / LINE | 1);
  }

  /** The array itself. */
  public float[] values() {
    return values;
  }

  /** Floats from one row to the next. */
  public int stride() {
    return stride;
  }
}
