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
    int eights = weights.columns() / (8 * L) * 8 * L;
    for (int c = 0; c < weights.columns(); c += c < eights ? 8 * L : 2 * L) {
      boolean two = weights.columns() - c > L;
      int wAt = c * weights.storedInner();
      for (int r = 0; r < rows; r++) {
        int s = startAt + r * start.stride() + c;
        int o = outAt + r * out.stride() + c;
        int first = r == 0 ? 0 : ends[r - 1];
        if (c < eights) {
          int panel = 2 * L * weights.storedInner();
          rowEight(
              first, ends[r], weights.values(), wAt, panel, start.values(), s, out.values(), o);
        } else if (two) {
          rowTwo(first, ends[r], weights.values(), wAt, start.values(), s, out.values(), o);
        } else {
          rowOne(first, ends[r], weights.values(), wAt, start.values(), s, out.values(), o);
        }
      }
    }
  }

  private void rowEight(
      int first,
      int end,
      float[] w,
      int wAt,
      int panel,
      float[] s,
      int sAt,
      float[] out,
      int outAt) {
    FloatVector c0 = FloatVector.fromArray(S, s, sAt);
    FloatVector c1 = FloatVector.fromArray(S, s, sAt + L);
    FloatVector c2 = FloatVector.fromArray(S, s, sAt + 2 * L);
    FloatVector c3 = FloatVector.fromArray(S, s, sAt + 3 * L);
    FloatVector c4 = FloatVector.fromArray(S, s, sAt + 4 * L);
    FloatVector c5 = FloatVector.fromArray(S, s, sAt + 5 * L);
    FloatVector c6 = FloatVector.fromArray(S, s, sAt + 6 * L);
    FloatVector c7 = FloatVector.fromArray(S, s, sAt + 7 * L);
    for (int i = first; i < end; i++) {
      int at = wAt + places[i] * 2 * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      c0 = x.fma(FloatVector.fromArray(S, w, at), c0);
      c1 = x.fma(FloatVector.fromArray(S, w, at + L), c1);
      at += panel;
      c2 = x.fma(FloatVector.fromArray(S, w, at), c2);
      c3 = x.fma(FloatVector.fromArray(S, w, at + L), c3);
      at += panel;
      c4 = x.fma(FloatVector.fromArray(S, w, at), c4);
      c5 = x.fma(FloatVector.fromArray(S, w, at + L), c5);
      at += panel;
      c6 = x.fma(FloatVector.fromArray(S, w, at), c6);
      c7 = x.fma(FloatVector.fromArray(S, w, at + L), c7);
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + L);
    c2.intoArray(out, outAt + 2 * L);
    c3.intoArray(out, outAt + 3 * L);
    c4.intoArray(out, outAt + 4 * L);
    c5.intoArray(out, outAt + 5 * L);
    c6.intoArray(out, outAt + 6 * L);
    c7.intoArray(out, outAt + 7 * L);
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

  void multiplyTransposed(Rows d, int dAt, Panels out) {
    int eights = out.columns() / (8 * L) * 8 * L;
    for (int c = 0; c < out.columns(); c += c < eights ? 8 * L : 2 * L) {
      boolean two = out.columns() - c > L;
      int outAt = out.at(0, c);
      int panel = 2 * L * out.storedInner();
      for (int r = 0; r < rows; r++) {
        int at = dAt + r * d.stride() + c;
        int first = r == 0 ? 0 : ends[r - 1];
        if (c < eights) {
          outerEight(first, ends[r], d.values(), at, out.values(), outAt, panel);
        } else if (two) {
          outerTwo(first, ends[r], d.values(), at, out.values(), outAt);
        } else {
          outerOne(first, ends[r], d.values(), at, out.values(), outAt);
        }
      }
    }
  }

  private void outerEight(
      int first, int end, float[] d, int dAt, float[] out, int outAt, int panel) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    FloatVector d1 = FloatVector.fromArray(S, d, dAt + L);
    FloatVector d2 = FloatVector.fromArray(S, d, dAt + 2 * L);
    FloatVector d3 = FloatVector.fromArray(S, d, dAt + 3 * L);
    FloatVector d4 = FloatVector.fromArray(S, d, dAt + 4 * L);
    FloatVector d5 = FloatVector.fromArray(S, d, dAt + 5 * L);
    FloatVector d6 = FloatVector.fromArray(S, d, dAt + 6 * L);
    FloatVector d7 = FloatVector.fromArray(S, d, dAt + 7 * L);
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * 2 * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d1, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
      at += panel;
      x.fma(d2, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d3, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
      at += panel;
      x.fma(d4, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d5, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
      at += panel;
      x.fma(d6, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d7, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
    }
  }

  private void outerTwo(int first, int end, float[] d, int dAt, float[] out, int outAt) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    FloatVector d1 = FloatVector.fromArray(S, d, dAt + L);
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * 2 * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d1, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
    }
  }

  private void outerOne(int first, int end, float[] d, int dAt, float[] out, int outAt) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
    }
  }
}
