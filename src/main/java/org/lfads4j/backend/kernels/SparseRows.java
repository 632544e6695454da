package org.lfads4j.backend.kernels;

/**
 * The numbers of some rows that are other than zero, row by row: read once, for any number of
 * products. What they leave out would have added a product with zero, so that the bits are those of
 * the whole product. Memory grows to what was asked for, and is used again.
 */
public final class SparseRows {
  /** Of so many numbers one at most may be other than zero, or the whole product is faster. */
  private static final int SPARSE = 4;

  private int rows;
  private int inner;
  private int[] ends = new int[1];
  private int[] places = new int[0];
  private float[] values = new float[0];

  /** No rows. */
  public SparseRows() {}

  /** Takes in rows, in place of those before. */
  public void read(int rowCount, Rows a, int aAt, int innerCount) {
    rows = rowCount;
    inner = innerCount;
    if (ends.length <= rows) {
      ends = new int[rows + 1];
    }
    // One more than can be kept: the last is written before it is known to be zero.
    if (places.length <= rows * inner) {
      places = new int[rows * inner + 1];
      values = new float[rows * inner + 1];
    }
    float[] from = a.values();
    int next = 0;
    for (int r = 0; r < rows; r++) {
      int at = aAt + r * a.stride();
      for (int k = 0; k < inner; k++) {
        float value = from[at + k];
        places[next] = k;
        values[next] = value;
        next += value != 0 ? 1 : 0;
      }
      ends[r + 1] = next;
    }
  }

  /** Whether so much is other than zero that the whole product is faster. */
  public boolean isDense() {
    return (long) ends[rows] * SPARSE > (long) rows * inner;
  }

  /** Where each row begins among {@link #places} and {@link #values}; the next one is its end. */
  public int[] ends() {
    return ends;
  }

  /** The columns of what is other than zero. */
  public int[] places() {
    return places;
  }

  /** What is other than zero. */
  public float[] values() {
    return values;
  }
}
