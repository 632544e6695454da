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

  /** What {@link #fetch} read, or the compiler would leave it out. */
  @SuppressWarnings("unused")
  private float fetched;

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

  /**
   * Reads from every cache line between two places of the array, in order, so that they are near
   * when their turn comes: memory that is read in one go comes several times as fast as row by row,
   * between other work.
   */
  public void fetch(int from, int to) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = from;
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

  /** The array itself. */
  public float[] values() {
    return values;
  }

  /** Floats from one row to the next. */
  public int stride() {
    return stride;
  }
}
