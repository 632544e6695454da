package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * Matrix products in registers: blocks of 6 (or 4) by 2 vectors, 12 sums that stay in registers
 * while the inner index runs. More sums, or a longer body, would spill on machines with 16 vector
 * registers.
 */
final class Products {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Floats of the left factor that are kept in the first cache while panels pass: 16 KiB. */
  private static final int BLOCK = 4096;

  private Products() {}

  static void multiply(
      int rows, Rows a, int aAt, Panels weights, Rows start, int startAt, Rows out, int outAt) {
    int byFour = fours(rows);
    int sixEnd = rows - 4 * byFour;
    int block = Math.max(6, BLOCK / a.stride() / 6 * 6);
    int first = 0;
    do {
      int last = Math.min(first + block, sixEnd);
      boolean end = last == sixEnd;
      for (int c = 0; c < weights.columns(); c += 2 * L) {
        panel(first, last, end ? byFour : 0, a, aAt, weights, c, start, startAt, out, outAt);
      }
      first = last;
    } while (first < sixEnd);
  }

  private static void panel(
      int first,
      int last,
      int byFour,
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
    int wAt = c * inner;
    for (int r = first; r < last; r += 6) {
      int x = aAt + r * a.stride();
      int s = startAt + r * start.stride() + c;
      int o = outAt + r * out.stride() + c;
      if (two) {
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
      } else {
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
      }
    }
    for (int r = last; r < last + 4 * byFour; r += 4) {
      int x = aAt + r * a.stride();
      int s = startAt + r * start.stride() + c;
      int o = outAt + r * out.stride() + c;
      if (two) {
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

  static void multiplyTransposed(
      int rows, Rows a, int aAt, int aColumns, Rows d, int dAt, int dColumns, Rows out, int outAt) {
    int byFour = fours(aColumns);
    int sixEnd = aColumns - 4 * byFour;
    for (int c = 0; c < dColumns; c += 2 * L) {
      boolean two = dColumns - c > L;
      for (int k = 0; k < aColumns; k += k < sixEnd ? 6 : 4) {
        int o = outAt + k * out.stride() + c;
        columns(k < sixEnd, two, rows, a, aAt + k, d, dAt + c, out, o);
      }
    }
  }

  private static void columns(
      boolean six, boolean two, int rows, Rows a, int x, Rows d, int y, Rows out, int o) {
    if (six && two) {
      sixColumnsTwo(
          rows,
          a.values(),
          x,
          a.stride(),
          d.values(),
          y,
          d.stride(),
          out.values(),
          o,
          out.stride());
    } else if (six) {
      sixColumnsOne(
          rows,
          a.values(),
          x,
          a.stride(),
          d.values(),
          y,
          d.stride(),
          out.values(),
          o,
          out.stride());
    } else if (two) {
      fourColumnsTwo(
          rows,
          a.values(),
          x,
          a.stride(),
          d.values(),
          y,
          d.stride(),
          out.values(),
          o,
          out.stride());
    } else {
      fourColumnsOne(
          rows,
          a.values(),
          x,
          a.stride(),
          d.values(),
          y,
          d.stride(),
          out.values(),
          o,
          out.stride());
    }
  }

  /** How many blocks of 4 leave a multiple of 6, for an even number from 4. */
  private static int fours(int count) {
    return (6 - count % 6) % 6 / 2;
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

  private static void sixColumnsTwo(
      int rows,
      float[] a,
      int aAt,
      int aStride,
      float[] d,
      int dAt,
      int dStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c01 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c11 = FloatVector.fromArray(S, out, outAt + outStride + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c21 = FloatVector.fromArray(S, out, outAt + 2 * outStride + L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    FloatVector c31 = FloatVector.fromArray(S, out, outAt + 3 * outStride + L);
    FloatVector c40 = FloatVector.fromArray(S, out, outAt + 4 * outStride);
    FloatVector c41 = FloatVector.fromArray(S, out, outAt + 4 * outStride + L);
    FloatVector c50 = FloatVector.fromArray(S, out, outAt + 5 * outStride);
    FloatVector c51 = FloatVector.fromArray(S, out, outAt + 5 * outStride + L);
    int i = aAt;
    int j = dAt;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, j);
      FloatVector d1 = FloatVector.fromArray(S, d, j + L);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      c01 = x.fma(d1, c01);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      c11 = x.fma(d1, c11);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      c21 = x.fma(d1, c21);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      c31 = x.fma(d1, c31);
      x = FloatVector.broadcast(S, a[i + 4]);
      c40 = x.fma(d0, c40);
      c41 = x.fma(d1, c41);
      x = FloatVector.broadcast(S, a[i + 5]);
      c50 = x.fma(d0, c50);
      c51 = x.fma(d1, c51);
      i += aStride;
      j += dStride;
      d0 = FloatVector.fromArray(S, d, j);
      d1 = FloatVector.fromArray(S, d, j + L);
      x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      c01 = x.fma(d1, c01);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      c11 = x.fma(d1, c11);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      c21 = x.fma(d1, c21);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      c31 = x.fma(d1, c31);
      x = FloatVector.broadcast(S, a[i + 4]);
      c40 = x.fma(d0, c40);
      c41 = x.fma(d1, c41);
      x = FloatVector.broadcast(S, a[i + 5]);
      c50 = x.fma(d0, c50);
      c51 = x.fma(d1, c51);
      i += aStride;
      j += dStride;
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

  private static void sixColumnsOne(
      int rows,
      float[] a,
      int aAt,
      int aStride,
      float[] d,
      int dAt,
      int dStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    FloatVector c40 = FloatVector.fromArray(S, out, outAt + 4 * outStride);
    FloatVector c50 = FloatVector.fromArray(S, out, outAt + 5 * outStride);
    int i = aAt;
    int j = dAt;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, j);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      x = FloatVector.broadcast(S, a[i + 4]);
      c40 = x.fma(d0, c40);
      x = FloatVector.broadcast(S, a[i + 5]);
      c50 = x.fma(d0, c50);
      i += aStride;
      j += dStride;
      d0 = FloatVector.fromArray(S, d, j);
      x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      x = FloatVector.broadcast(S, a[i + 4]);
      c40 = x.fma(d0, c40);
      x = FloatVector.broadcast(S, a[i + 5]);
      c50 = x.fma(d0, c50);
      i += aStride;
      j += dStride;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
    c40.intoArray(out, outAt + 4 * outStride);
    c50.intoArray(out, outAt + 5 * outStride);
  }

  private static void fourColumnsTwo(
      int rows,
      float[] a,
      int aAt,
      int aStride,
      float[] d,
      int dAt,
      int dStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c01 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c11 = FloatVector.fromArray(S, out, outAt + outStride + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c21 = FloatVector.fromArray(S, out, outAt + 2 * outStride + L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    FloatVector c31 = FloatVector.fromArray(S, out, outAt + 3 * outStride + L);
    int i = aAt;
    int j = dAt;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, j);
      FloatVector d1 = FloatVector.fromArray(S, d, j + L);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      c01 = x.fma(d1, c01);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      c11 = x.fma(d1, c11);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      c21 = x.fma(d1, c21);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      c31 = x.fma(d1, c31);
      i += aStride;
      j += dStride;
      d0 = FloatVector.fromArray(S, d, j);
      d1 = FloatVector.fromArray(S, d, j + L);
      x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      c01 = x.fma(d1, c01);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      c11 = x.fma(d1, c11);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      c21 = x.fma(d1, c21);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      c31 = x.fma(d1, c31);
      i += aStride;
      j += dStride;
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

  private static void fourColumnsOne(
      int rows,
      float[] a,
      int aAt,
      int aStride,
      float[] d,
      int dAt,
      int dStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    int i = aAt;
    int j = dAt;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, j);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      i += aStride;
      j += dStride;
      d0 = FloatVector.fromArray(S, d, j);
      x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(d0, c00);
      x = FloatVector.broadcast(S, a[i + 1]);
      c10 = x.fma(d0, c10);
      x = FloatVector.broadcast(S, a[i + 2]);
      c20 = x.fma(d0, c20);
      x = FloatVector.broadcast(S, a[i + 3]);
      c30 = x.fma(d0, c30);
      i += aStride;
      j += dStride;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
  }
}
