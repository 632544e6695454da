package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * The product with its left factor where it lies: blocks of 6 rows, and of 4 for the rest, by 2
 * vectors. 12 sums stay in registers while the inner index runs; more would spill where there are
 * 16 vector registers.
 */
final class StridedProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Floats of the left factor that are kept in the first cache while panels pass: 16 KiB. */
  private static final int BLOCK = 4096;

  private StridedProducts() {}

  static void multiply(
      int rows, Rows a, int aAt, Panels weights, Rows start, int startAt, Rows out, int outAt) {
    int fours = (6 - rows % 6) % 6 / 2;
    int sixEnd = rows - 4 * fours;
    int block = Math.max(6, BLOCK / a.stride() / 6 * 6);
    int first = 0;
    do {
      int last = Math.min(first + block, sixEnd);
      int end = last == sixEnd ? rows : last;
      for (int c = 0; c < weights.columns(); c += 2 * L) {
        panel(first, last, end, a, aAt, weights, c, start, startAt, out, outAt);
      }
      first = last;
    } while (first < sixEnd);
  }

  private static void panel(
      int first,
      int sixEnd,
      int end,
      Rows a,
      int aAt,
      Panels weights,
      int c,
      Rows start,
      int startAt,
      Rows out,
      int outAt) {
    int inner = weights.inner();
    boolean two = weights.columns() - c > L;
    float[] w = weights.values();
    int wAt = c * weights.storedInner();
    for (int r = first; r < end; r += r < sixEnd ? 6 : 4) {
      int x = aAt + r * a.stride();
      int s = startAt + r * start.stride() + c;
      int o = outAt + r * out.stride() + c;
      if (r < sixEnd && two) {
        sixRowsTwo(
            inner,
            a.values(),
            x,
            a.stride(),
            w,
            wAt,
            start.values(),
            s,
            start.stride(),
            out.values(),
            o,
            out.stride());
      } else if (r < sixEnd) {
        sixRowsOne(
            inner,
            a.values(),
            x,
            a.stride(),
            w,
            wAt,
            start.values(),
            s,
            start.stride(),
            out.values(),
            o,
            out.stride());
      } else if (two) {
        fourRowsTwo(
            inner,
            a.values(),
            x,
            a.stride(),
            w,
            wAt,
            start.values(),
            s,
            start.stride(),
            out.values(),
            o,
            out.stride());
      } else {
        fourRowsOne(
            inner,
            a.values(),
            x,
            a.stride(),
            w,
            wAt,
            start.values(),
            s,
            start.stride(),
            out.values(),
            o,
            out.stride());
      }
    }
  }

  private static void sixRowsTwo(
      int inner,
      float[] a,
      int aAt,
      int aStride,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    int a1 = aAt + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c01 = FloatVector.fromArray(S, s, sAt + L);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c11 = FloatVector.fromArray(S, s, sAt + sStride + L);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c21 = FloatVector.fromArray(S, s, sAt + 2 * sStride + L);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c31 = FloatVector.fromArray(S, s, sAt + 3 * sStride + L);
    FloatVector c40 = FloatVector.fromArray(S, s, sAt + 4 * sStride);
    FloatVector c41 = FloatVector.fromArray(S, s, sAt + 4 * sStride + L);
    FloatVector c50 = FloatVector.fromArray(S, s, sAt + 5 * sStride);
    FloatVector c51 = FloatVector.fromArray(S, s, sAt + 5 * sStride + L);
    for (int k = 0; k < inner; k++) {
      int at = wAt + k * 2 * L;
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + L);
      FloatVector x = FloatVector.broadcast(S, a[aAt + k]);
      c00 = x.fma(w0, c00);
      c01 = x.fma(w1, c01);
      x = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(w0, c10);
      c11 = x.fma(w1, c11);
      x = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(w0, c20);
      c21 = x.fma(w1, c21);
      x = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x.fma(w0, c30);
      c31 = x.fma(w1, c31);
      x = FloatVector.broadcast(S, a[a4 + k]);
      c40 = x.fma(w0, c40);
      c41 = x.fma(w1, c41);
      x = FloatVector.broadcast(S, a[a5 + k]);
      c50 = x.fma(w0, c50);
      c51 = x.fma(w1, c51);
    }
    c00.intoArray(out, outAt);
    c01.intoArray(out, outAt + L);
    c10.intoArray(out, outAt + outStride);
    c11.intoArray(out, outAt + outStride + L);
    c20.intoArray(out, outAt + 2 * outStride);
    c21.intoArray(out, outAt + 2 * outStride + L);
    c30.intoArray(out, outAt + 3 * outStride);
    c31.intoArray(out, outAt + 3 * outStride + L);
    c40.intoArray(out, outAt + 4 * outStride);
    c41.intoArray(out, outAt + 4 * outStride + L);
    c50.intoArray(out, outAt + 5 * outStride);
    c51.intoArray(out, outAt + 5 * outStride + L);
  }

  private static void sixRowsOne(
      int inner,
      float[] a,
      int aAt,
      int aStride,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    int a1 = aAt + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c40 = FloatVector.fromArray(S, s, sAt + 4 * sStride);
    FloatVector c50 = FloatVector.fromArray(S, s, sAt + 5 * sStride);
    for (int k = 0; k < inner; k++) {
      int at = wAt + k * L;
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector x = FloatVector.broadcast(S, a[aAt + k]);
      c00 = x.fma(w0, c00);
      x = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(w0, c10);
      x = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(w0, c20);
      x = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x.fma(w0, c30);
      x = FloatVector.broadcast(S, a[a4 + k]);
      c40 = x.fma(w0, c40);
      x = FloatVector.broadcast(S, a[a5 + k]);
      c50 = x.fma(w0, c50);
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
    c40.intoArray(out, outAt + 4 * outStride);
    c50.intoArray(out, outAt + 5 * outStride);
  }

  private static void fourRowsTwo(
      int inner,
      float[] a,
      int aAt,
      int aStride,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    int a1 = aAt + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c01 = FloatVector.fromArray(S, s, sAt + L);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c11 = FloatVector.fromArray(S, s, sAt + sStride + L);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c21 = FloatVector.fromArray(S, s, sAt + 2 * sStride + L);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c31 = FloatVector.fromArray(S, s, sAt + 3 * sStride + L);
    for (int k = 0; k < inner; k++) {
      int at = wAt + k * 2 * L;
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + L);
      FloatVector x = FloatVector.broadcast(S, a[aAt + k]);
      c00 = x.fma(w0, c00);
      c01 = x.fma(w1, c01);
      x = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(w0, c10);
      c11 = x.fma(w1, c11);
      x = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(w0, c20);
      c21 = x.fma(w1, c21);
      x = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x.fma(w0, c30);
      c31 = x.fma(w1, c31);
    }
    c00.intoArray(out, outAt);
    c01.intoArray(out, outAt + L);
    c10.intoArray(out, outAt + outStride);
    c11.intoArray(out, outAt + outStride + L);
    c20.intoArray(out, outAt + 2 * outStride);
    c21.intoArray(out, outAt + 2 * outStride + L);
    c30.intoArray(out, outAt + 3 * outStride);
    c31.intoArray(out, outAt + 3 * outStride + L);
  }

  private static void fourRowsOne(
      int inner,
      float[] a,
      int aAt,
      int aStride,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    int a1 = aAt + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    for (int k = 0; k < inner; k++) {
      int at = wAt + k * L;
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector x = FloatVector.broadcast(S, a[aAt + k]);
      c00 = x.fma(w0, c00);
      x = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(w0, c10);
      x = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(w0, c20);
      x = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x.fma(w0, c30);
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
  }
}
