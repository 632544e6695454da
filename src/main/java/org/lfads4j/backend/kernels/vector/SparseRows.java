package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * The numbers other than zero of some rows, and their products: what is left out would have added a
 * product with zero, so that the bits are those of the whole product. One for each thread, used
 * again and again.
 */
final class SparseRows {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Of so many numbers one at most may be other than zero, or the whole product is faster. */
  private static final int SPARSE = 4;

  private static final ThreadLocal<SparseRows> OWN = ThreadLocal.withInitial(SparseRows::new);

  private int rows;
  private int inner;
  private int[] ends = new int[0];
  private int[] places = new int[0];
  private float[] values = new float[0];

  private SparseRows() {}

  static SparseRows of(int rows, Rows a, int aAt, int inner) {
    SparseRows own = OWN.get();
    own.read(rows, a, aAt, inner);
    return own;
  }

  private void read(int rowCount, Rows a, int aAt, int innerCount) {
    rows = rowCount;
    inner = innerCount;
    if (ends.length < rows) {
      ends = new int[rows];
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
      ends[r] = next;
    }
  }

  boolean isDense() {
    return (long) ends[rows - 1] * SPARSE > (long) rows * inner;
  }

  void multiply(Panels weights, Rows start, int startAt, Rows out, int outAt) {
    for (int c = 0; c < weights.columns(); c += 2 * L) {
      boolean two = weights.columns() - c > L;
      int wAt = c * weights.storedInner();
      for (int r = 0; r < rows; r++) {
        int s = startAt + r * start.stride() + c;
        int o = outAt + r * out.stride() + c;
        int first = r == 0 ? 0 : ends[r - 1];
        if (two) {
          rowTwo(first, ends[r], weights.values(), wAt, start.values(), s, out.values(), o);
        } else {
          rowOne(first, ends[r], weights.values(), wAt, start.values(), s, out.values(), o);
        }
      }
    }
  }

  private void rowTwo(
      int first, int end, float[] w, int wAt, float[] s, int sAt, float[] out, int outAt) {
    FloatVector c0 = FloatVector.fromArray(S, s, sAt);
    FloatVector c1 = FloatVector.fromArray(S, s, sAt + L);
    for (int i = first; i < end; i++) {
      int at = wAt + places[i] * 2 * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      c0 = x.fma(FloatVector.fromArray(S, w, at), c0);
      c1 = x.fma(FloatVector.fromArray(S, w, at + L), c1);
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + L);
  }

  private void rowOne(
      int first, int end, float[] w, int wAt, float[] s, int sAt, float[] out, int outAt) {
    FloatVector c0 = FloatVector.fromArray(S, s, sAt);
    for (int i = first; i < end; i++) {
      FloatVector x = FloatVector.broadcast(S, values[i]);
      c0 = x.fma(FloatVector.fromArray(S, w, wAt + places[i] * L), c0);
    }
    c0.intoArray(out, outAt);
  }

  void multiplyTransposed(Rows d, int dAt, int dColumns, Rows out, int outAt) {
    for (int c = 0; c < dColumns; c += 2 * L) {
      boolean two = dColumns - c > L;
      for (int r = 0; r < rows; r++) {
        int at = dAt + r * d.stride() + c;
        int first = r == 0 ? 0 : ends[r - 1];
        if (two) {
          outerTwo(first, ends[r], d.values(), at, out.values(), outAt + c, out.stride());
        } else {
          outerOne(first, ends[r], d.values(), at, out.values(), outAt + c, out.stride());
        }
      }
    }
  }

  private void outerTwo(
      int first, int end, float[] d, int dAt, float[] out, int outAt, int outStride) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    FloatVector d1 = FloatVector.fromArray(S, d, dAt + L);
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * outStride;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d1, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
    }
  }

  private void outerOne(
      int first, int end, float[] d, int dAt, float[] out, int outAt, int outStride) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * outStride;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
    }
  }
}
