package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Rows;

/**
 * The product of a transposed left factor, as weight gradients are: blocks of 6 columns of the left
 * factor, and of 4 for the rest, by 2 vectors of the right one. Blocks that leave registers free
 * take two rows at a time.
 */
final class TransposedProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Rows whose columns of the right factor are copied together, and stay in the first cache. */
  private static final int MOST_ROWS = 128;

  private static final ThreadLocal<float[]> COPY =
      ThreadLocal.withInitial(() -> new float[MOST_ROWS * 2 * L]);

  private TransposedProducts() {}

  static void multiply(
      int rows, Rows a, int aAt, int aColumns, Rows d, int dAt, int dColumns, Rows out, int outAt) {
    float[] copy = COPY.get();
    for (int first = 0; first < rows; first += MOST_ROWS) {
      int count = Math.min(MOST_ROWS, rows - first);
      int x = aAt + first * a.stride();
      for (int c = 0; c < dColumns; c += 2 * L) {
        boolean two = dColumns - c > L;
        copy(d, dAt + first * d.stride() + c, count, two ? 2 * L : L, copy);
        panel(two, count, a, x, aColumns, copy, out, outAt + c);
      }
    }
  }

  private static void copy(Rows d, int at, int rows, int width, float[] copy) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(d.values(), at + r * d.stride(), copy, r * width, width);
    }
  }

  private static void panel(
      boolean two, int rows, Rows a, int aAt, int aColumns, float[] d, Rows out, int outAt) {
    for (int k = 0; k < aColumns; ) {
      int left = aColumns - k;
      boolean six = left % 6 == 0 || left > 8;
      int x = aAt + k;
      int o = outAt + k * out.stride();
      if (six && two) {
        sixColumnsTwo(rows, a.values(), x, a.stride(), d, out.values(), o, out.stride());
      } else if (six) {
        sixColumnsOne(rows, a.values(), x, a.stride(), d, out.values(), o, out.stride());
      } else if (two) {
        fourColumnsTwo(rows, a.values(), x, a.stride(), d, out.values(), o, out.stride());
      } else {
        fourColumnsOne(rows, a.values(), x, a.stride(), d, out.values(), o, out.stride());
      }
      k += six ? 6 : 4;
    }
  }

  private static void sixColumnsTwo(
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt, int outStride) {
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
    int j = 0;
    for (int row = 0; row < rows; row++) {
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
      j += 2 * L;
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
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt, int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    FloatVector c40 = FloatVector.fromArray(S, out, outAt + 4 * outStride);
    FloatVector c50 = FloatVector.fromArray(S, out, outAt + 5 * outStride);
    int i = aAt;
    int j = 0;
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
      j += L;
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
      j += L;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
    c40.intoArray(out, outAt + 4 * outStride);
    c50.intoArray(out, outAt + 5 * outStride);
  }

  private static void fourColumnsTwo(
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt, int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c01 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c11 = FloatVector.fromArray(S, out, outAt + outStride + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c21 = FloatVector.fromArray(S, out, outAt + 2 * outStride + L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    FloatVector c31 = FloatVector.fromArray(S, out, outAt + 3 * outStride + L);
    int i = aAt;
    int j = 0;
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
      j += 2 * L;
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
      j += 2 * L;
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
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt, int outStride) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + outStride);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * outStride);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * outStride);
    int i = aAt;
    int j = 0;
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
      j += L;
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
      j += L;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
  }
}
