package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * The product with its left factor copied to rows a fixed stride apart, so that one index serves
 * all rows of a block: blocks of 6 rows by 2 vectors; and of 4 for the rest, two steps of the inner
 * index at a time.
 */
final class CopiedProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** An odd number of cache lines. */
  private static final int STRIDE = 528;

  /** Inner steps that are taken at once. */
  private static final int MOST_INNER = 512;

  /** Rows that are copied at once. */
  private static final int MOST_ROWS = 48;

  private static final ThreadLocal<float[]> COPY =
      ThreadLocal.withInitial(() -> new float[MOST_ROWS * STRIDE]);

  private CopiedProducts() {}

  static void multiply(
      int rows, Rows a, int aAt, Panels weights, Rows start, int startAt, Rows out, int outAt) {
    float[] copy = COPY.get();
    for (int first = 0; first < rows; ) {
      int count = rowsFrom(rows - first);
      for (int k = 0; k < weights.inner(); k += MOST_INNER) {
        int inner = Math.min(MOST_INNER, weights.inner() - k);
        copy(a, aAt + first * a.stride() + k, count, inner, copy);
        Rows from = k == 0 ? start : out;
        int fromAt = k == 0 ? startAt : outAt;
        for (int c = 0; c < weights.columns(); c += 2 * L) {
          panel(first, count, copy, weights, k, inner + (inner & 1), c, from, fromAt, out, outAt);
        }
      }
      first += count;
    }
  }

  /** How many of the rows that are left to take: never such that 2 remain. */
  private static int rowsFrom(int left) {
    return left <= MOST_ROWS ? left : left - MOST_ROWS == 2 ? MOST_ROWS - 4 : MOST_ROWS;
  }

  private static void copy(Rows a, int at, int rows, int inner, float[] copy) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a.values(), at + r * a.stride(), copy, r * STRIDE, inner);
      copy[r * STRIDE + inner] = 0;
    }
  }

  private static void panel(
      int first,
      int count,
      float[] a,
      Panels weights,
      int k,
      int inner,
      int c,
      Rows start,
      int startAt,
      Rows out,
      int outAt) {
    boolean two = weights.columns() - c > L;
    float[] w = weights.values();
    int wAt = c * weights.storedInner() + k * (two ? 2 * L : L);
    int sixEnd = count - 4 * ((6 - count % 6) % 6 / 2);
    for (int r = 0; r < count; r += r < sixEnd ? 6 : 4) {
      int x = r * STRIDE;
      int s = startAt + (first + r) * start.stride() + c;
      int o = outAt + (first + r) * out.stride() + c;
      if (r < sixEnd && two) {
        sixRowsTwo(
            inner, a, x, w, wAt, start.values(), s, start.stride(), out.values(), o, out.stride());
      } else if (r < sixEnd) {
        sixRowsOne(
            inner, a, x, w, wAt, start.values(), s, start.stride(), out.values(), o, out.stride());
      } else if (two) {
        fourRowsTwo(
            inner, a, x, w, wAt, start.values(), s, start.stride(), out.values(), o, out.stride());
      } else {
        fourRowsOne(
            inner, a, x, w, wAt, start.values(), s, start.stride(), out.values(), o, out.stride());
      }
    }
  }

  private static void sixRowsTwo(
      int inner,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
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
    int i = aAt;
    int at = wAt;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + L);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(w0, c00);
      c01 = x.fma(w1, c01);
      x = FloatVector.broadcast(S, a[i + STRIDE]);
      c10 = x.fma(w0, c10);
      c11 = x.fma(w1, c11);
      x = FloatVector.broadcast(S, a[i + 2 * STRIDE]);
      c20 = x.fma(w0, c20);
      c21 = x.fma(w1, c21);
      x = FloatVector.broadcast(S, a[i + 3 * STRIDE]);
      c30 = x.fma(w0, c30);
      c31 = x.fma(w1, c31);
      x = FloatVector.broadcast(S, a[i + 4 * STRIDE]);
      c40 = x.fma(w0, c40);
      c41 = x.fma(w1, c41);
      x = FloatVector.broadcast(S, a[i + 5 * STRIDE]);
      c50 = x.fma(w0, c50);
      c51 = x.fma(w1, c51);
      i++;
      at += 2 * L;
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

  private static void fourRowsTwo(
      int inner,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c01 = FloatVector.fromArray(S, s, sAt + L);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c11 = FloatVector.fromArray(S, s, sAt + sStride + L);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c21 = FloatVector.fromArray(S, s, sAt + 2 * sStride + L);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c31 = FloatVector.fromArray(S, s, sAt + 3 * sStride + L);
    int i = aAt;
    int at = wAt;
    for (int k = 0; k < inner; k += 2) {
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + L);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(w0, c00);
      c01 = x.fma(w1, c01);
      x = FloatVector.broadcast(S, a[i + STRIDE]);
      c10 = x.fma(w0, c10);
      c11 = x.fma(w1, c11);
      x = FloatVector.broadcast(S, a[i + 2 * STRIDE]);
      c20 = x.fma(w0, c20);
      c21 = x.fma(w1, c21);
      x = FloatVector.broadcast(S, a[i + 3 * STRIDE]);
      c30 = x.fma(w0, c30);
      c31 = x.fma(w1, c31);
      i++;
      at += 2 * L;
      w0 = FloatVector.fromArray(S, w, at);
      w1 = FloatVector.fromArray(S, w, at + L);
      x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(w0, c00);
      c01 = x.fma(w1, c01);
      x = FloatVector.broadcast(S, a[i + STRIDE]);
      c10 = x.fma(w0, c10);
      c11 = x.fma(w1, c11);
      x = FloatVector.broadcast(S, a[i + 2 * STRIDE]);
      c20 = x.fma(w0, c20);
      c21 = x.fma(w1, c21);
      x = FloatVector.broadcast(S, a[i + 3 * STRIDE]);
      c30 = x.fma(w0, c30);
      c31 = x.fma(w1, c31);
      i++;
      at += 2 * L;
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

  private static void sixRowsOne(
      int inner,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c40 = FloatVector.fromArray(S, s, sAt + 4 * sStride);
    FloatVector c50 = FloatVector.fromArray(S, s, sAt + 5 * sStride);
    int i = aAt;
    int at = wAt;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(w0, c00);
      x = FloatVector.broadcast(S, a[i + STRIDE]);
      c10 = x.fma(w0, c10);
      x = FloatVector.broadcast(S, a[i + 2 * STRIDE]);
      c20 = x.fma(w0, c20);
      x = FloatVector.broadcast(S, a[i + 3 * STRIDE]);
      c30 = x.fma(w0, c30);
      x = FloatVector.broadcast(S, a[i + 4 * STRIDE]);
      c40 = x.fma(w0, c40);
      x = FloatVector.broadcast(S, a[i + 5 * STRIDE]);
      c50 = x.fma(w0, c50);
      i++;
      at += L;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
    c40.intoArray(out, outAt + 4 * outStride);
    c50.intoArray(out, outAt + 5 * outStride);
  }

  private static void fourRowsOne(
      int inner,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      float[] s,
      int sAt,
      int sStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    int i = aAt;
    int at = wAt;
    for (int k = 0; k < inner; k += 2) {
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(w0, c00);
      x = FloatVector.broadcast(S, a[i + STRIDE]);
      c10 = x.fma(w0, c10);
      x = FloatVector.broadcast(S, a[i + 2 * STRIDE]);
      c20 = x.fma(w0, c20);
      x = FloatVector.broadcast(S, a[i + 3 * STRIDE]);
      c30 = x.fma(w0, c30);
      i++;
      at += L;
      w0 = FloatVector.fromArray(S, w, at);
      x = FloatVector.broadcast(S, a[i]);
      c00 = x.fma(w0, c00);
      x = FloatVector.broadcast(S, a[i + STRIDE]);
      c10 = x.fma(w0, c10);
      x = FloatVector.broadcast(S, a[i + 2 * STRIDE]);
      c20 = x.fma(w0, c20);
      x = FloatVector.broadcast(S, a[i + 3 * STRIDE]);
      c30 = x.fma(w0, c30);
      i++;
      at += L;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
  }
}
