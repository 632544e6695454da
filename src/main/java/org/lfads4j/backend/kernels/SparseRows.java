package org.lfads4j.backend.kernels;

/**
 * The values of some rows that are not zero, row by row: read once, for any number of products.
 * What is left out would have added a product with zero, so the bits are those of the whole
 * product. Memory grows to the largest size that was asked for, and is used again.
 */
public final class SparseRows {
  /** The whole product is faster where more than one value in so many is not zero. */
  private static final int SPARSE = 4;

  private int rows;
  private int inner;
  private int[] ends = new int[1];
  private int[] places = new int[0];
  private float[] values = new float[0];

  /** No rows. */
  public SparseRows() {}

  /** Reads rows, and forgets those before. */
  public void read(Rows a) {
    rows = a.rows();
    inner = a.columns();
    if (ends.length <= rows) {
      ends = new int[rows + 1];
    }
    // One more than can be kept: a value is written before it is known whether it is zero.
    if (places.length <= rows * inner) {
      places = new int[rows * inner + 1];
      values = new float[rows * inner + 1];
    }
    float[] from = a.values();
    int next = 0;
    for (int r = 0; r < rows; r++) {
      int at = a.at(r);
      for (int k = 0; k < inner; k++) {
        float value = from[at + k];
        places[next] = k;
        values[next] = value;
        next += value != 0 ? 1 : 0;
      }
      ends[r + 1] = next;
    }
  }

  /** Whether so many values are not zero that the whole product is faster. */
  public boolean isDense() {
    return (long) ends[rows] * SPARSE > (long) rows * inner;
  }

  /** Where each row begins among {@link #places} and {@link #values}; the next one is its end. */
  public int[] ends() {
    return ends;
  }

  /** The columns of the values that are not zero. */
  public int[] places() {
    return places;
  }

  /** The values that are not zero. */
  public float[] values() {
    return values;
  }
}
