package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;

/** Products that leave out what is zero in their left factor. */
final class SparseProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private SparseProducts() {}

  static void multiply(
      SparseRows a,
      int firstRow,
      int rows,
      Panels weights,
      Rows start,
      int startAt,
      Rows out,
      int outAt) {
    int eights = weights.columns() / (8 * L) * 8 * L;
    for (int c = 0; c < weights.columns(); c += c < eights ? 8 * L : 2 * L) {
      boolean two = weights.columns() - c > L;
      int wAt = c * weights.storedInner();
      for (int r = 0; r < rows; r++) {
        int s = startAt + r * start.stride() + c;
        int o = outAt + r * out.stride() + c;
        int first = a.ends()[firstRow + r];
        int end = a.ends()[firstRow + r + 1];
        if (c < eights) {
          int panel = 2 * L * weights.storedInner();
          rowEight(a, first, end, weights.values(), wAt, panel, start.values(), s, out.values(), o);
        } else if (two) {
          rowTwo(a, first, end, weights.values(), wAt, start.values(), s, out.values(), o);
        } else {
          rowOne(a, first, end, weights.values(), wAt, start.values(), s, out.values(), o);
        }
      }
    }
  }

  private static void rowEight(
      SparseRows a,
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
    int[] places = a.places();
    float[] values = a.values();
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

  private static void rowTwo(
      SparseRows a,
      int first,
      int end,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      float[] out,
      int outAt) {
    FloatVector c0 = FloatVector.fromArray(S, s, sAt);
    FloatVector c1 = FloatVector.fromArray(S, s, sAt + L);
    int[] places = a.places();
    float[] values = a.values();
    for (int i = first; i < end; i++) {
      int at = wAt + places[i] * 2 * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      c0 = x.fma(FloatVector.fromArray(S, w, at), c0);
      c1 = x.fma(FloatVector.fromArray(S, w, at + L), c1);
    }
    c0.intoArray(out, outAt);
    c1.intoArray(out, outAt + L);
  }

  private static void rowOne(
      SparseRows a,
      int first,
      int end,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      float[] out,
      int outAt) {
    FloatVector c0 = FloatVector.fromArray(S, s, sAt);
    int[] places = a.places();
    float[] values = a.values();
    for (int i = first; i < end; i++) {
      FloatVector x = FloatVector.broadcast(S, values[i]);
      c0 = x.fma(FloatVector.fromArray(S, w, wAt + places[i] * L), c0);
    }
    c0.intoArray(out, outAt);
  }

  static void multiplyTransposed(
      SparseRows a, int firstRow, int rows, Rows d, int dAt, Panels out) {
    int eights = out.columns() / (8 * L) * 8 * L;
    for (int c = 0; c < out.columns(); c += c < eights ? 8 * L : 2 * L) {
      boolean two = out.columns() - c > L;
      int outAt = out.at(0, c);
      int panel = 2 * L * out.storedInner();
      for (int r = 0; r < rows; r++) {
        int at = dAt + r * d.stride() + c;
        int first = a.ends()[firstRow + r];
        int end = a.ends()[firstRow + r + 1];
        if (c < eights) {
          outerEight(a, first, end, d.values(), at, out.values(), outAt, panel);
        } else if (two) {
          outerTwo(a, first, end, d.values(), at, out.values(), outAt);
        } else {
          outerOne(a, first, end, d.values(), at, out.values(), outAt);
        }
      }
    }
  }

  private static void outerEight(
      SparseRows a, int first, int end, float[] d, int dAt, float[] out, int outAt, int panel) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    FloatVector d1 = FloatVector.fromArray(S, d, dAt + L);
    FloatVector d2 = FloatVector.fromArray(S, d, dAt + 2 * L);
    FloatVector d3 = FloatVector.fromArray(S, d, dAt + 3 * L);
    FloatVector d4 = FloatVector.fromArray(S, d, dAt + 4 * L);
    FloatVector d5 = FloatVector.fromArray(S, d, dAt + 5 * L);
    FloatVector d6 = FloatVector.fromArray(S, d, dAt + 6 * L);
    FloatVector d7 = FloatVector.fromArray(S, d, dAt + 7 * L);
    int[] places = a.places();
    float[] values = a.values();
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

  private static void outerTwo(
      SparseRows a, int first, int end, float[] d, int dAt, float[] out, int outAt) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    FloatVector d1 = FloatVector.fromArray(S, d, dAt + L);
    int[] places = a.places();
    float[] values = a.values();
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * 2 * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
      x.fma(d1, FloatVector.fromArray(S, out, at + L)).intoArray(out, at + L);
    }
  }

  private static void outerOne(
      SparseRows a, int first, int end, float[] d, int dAt, float[] out, int outAt) {
    FloatVector d0 = FloatVector.fromArray(S, d, dAt);
    int[] places = a.places();
    float[] values = a.values();
    for (int i = first; i < end; i++) {
      int at = outAt + places[i] * L;
      FloatVector x = FloatVector.broadcast(S, values[i]);
      x.fma(d0, FloatVector.fromArray(S, out, at)).intoArray(out, at);
    }
  }
}
