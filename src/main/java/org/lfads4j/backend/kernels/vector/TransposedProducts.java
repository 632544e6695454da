package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
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

  /** Behind the copy there is room for {@link #touchNext}. */
  private static final ThreadLocal<float[]> COPY =
      ThreadLocal.withInitial(() -> new float[MOST_ROWS * 2 * L + 1]);

  private TransposedProducts() {}

  static void multiply(int rows, Rows a, int aAt, int aColumns, Rows d, int dAt, Panels out) {
    float[] copy = COPY.get();
    for (int first = 0; first < rows; first += MOST_ROWS) {
      int count = Math.min(MOST_ROWS, rows - first);
      int x = aAt + first * a.stride();
      for (int c = 0; c < out.columns(); c += 2 * L) {
        boolean two = out.columns() - c > L;
        copy(d, dAt + first * d.stride() + c, count, two ? 2 * L : L, copy);
        panel(two, count, a, x, aColumns, copy, out.values(), out.at(0, c));
      }
    }
  }

  /** By vectors: these rows are too short for a call of arraycopy each. */
  private static void copy(Rows d, int at, int rows, int width, float[] copy) {
    float[] from = d.values();
    for (int r = 0; r < rows; r++) {
      int row = at + r * d.stride();
      for (int i = 0; i < width; i += L) {
        FloatVector.fromArray(S, from, row + i).intoArray(copy, r * width + i);
      }
    }
  }

  private static void panel(
      boolean two, int rows, Rows a, int aAt, int aColumns, float[] d, float[] out, int outAt) {
    for (int k = 0; k < aColumns; ) {
      int left = aColumns - k;
      boolean six = left % 6 == 0 || left > 8;
      int x = aAt + k;
      int o = outAt + k * (two ? 2 * L : L);
      if (six && two) {
        sixColumnsTwo(rows, a.values(), x, a.stride(), d, out, o);
      } else if (six) {
        sixColumnsOne(rows, a.values(), x, a.stride(), d, out, o);
      } else if (two) {
        fourColumnsTwo(rows, a.values(), x, a.stride(), d, out, o);
      } else {
        fourColumnsOne(rows, a.values(), x, a.stride(), d, out, o);
      }
      k += six ? 6 : 4;
    }
  }

  /**
   * Touches the sums of the next block, so that they are near when their turn comes. What it
   * returns has to be kept somewhere, or nothing is read.
   */
  private static float touchNext(float[] out, int at) {
    float sum = 0;
    int end = Math.min(at + 12 * L, out.length);
    for (int i = at; i < end; i += Rows.LINE) {
      sum += out[i];
    }
    return sum;
  }

  private static void sixColumnsTwo(
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c01 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c11 = FloatVector.fromArray(S, out, outAt + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 4 * L);
    FloatVector c21 = FloatVector.fromArray(S, out, outAt + 5 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 6 * L);
    FloatVector c31 = FloatVector.fromArray(S, out, outAt + 7 * L);
    FloatVector c40 = FloatVector.fromArray(S, out, outAt + 8 * L);
    FloatVector c41 = FloatVector.fromArray(S, out, outAt + 9 * L);
    FloatVector c50 = FloatVector.fromArray(S, out, outAt + 10 * L);
    FloatVector c51 = FloatVector.fromArray(S, out, outAt + 11 * L);
    d[rows * 2 * L] = touchNext(out, outAt + 12 * L);
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
    c10.intoArray(out, outAt + 2 * L);
    c11.intoArray(out, outAt + 3 * L);
    c20.intoArray(out, outAt + 4 * L);
    c21.intoArray(out, outAt + 5 * L);
    c30.intoArray(out, outAt + 6 * L);
    c31.intoArray(out, outAt + 7 * L);
    c40.intoArray(out, outAt + 8 * L);
    c41.intoArray(out, outAt + 9 * L);
    c50.intoArray(out, outAt + 10 * L);
    c51.intoArray(out, outAt + 11 * L);
  }

  private static void sixColumnsOne(
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * L);
    FloatVector c40 = FloatVector.fromArray(S, out, outAt + 4 * L);
    FloatVector c50 = FloatVector.fromArray(S, out, outAt + 5 * L);
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
    c10.intoArray(out, outAt + L);
    c20.intoArray(out, outAt + 2 * L);
    c30.intoArray(out, outAt + 3 * L);
    c40.intoArray(out, outAt + 4 * L);
    c50.intoArray(out, outAt + 5 * L);
  }

  private static void fourColumnsTwo(
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c01 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c11 = FloatVector.fromArray(S, out, outAt + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 4 * L);
    FloatVector c21 = FloatVector.fromArray(S, out, outAt + 5 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 6 * L);
    FloatVector c31 = FloatVector.fromArray(S, out, outAt + 7 * L);
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
    c10.intoArray(out, outAt + 2 * L);
    c11.intoArray(out, outAt + 3 * L);
    c20.intoArray(out, outAt + 4 * L);
    c21.intoArray(out, outAt + 5 * L);
    c30.intoArray(out, outAt + 6 * L);
    c31.intoArray(out, outAt + 7 * L);
  }

  private static void fourColumnsOne(
      int rows, float[] a, int aAt, int aStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * L);
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
    c10.intoArray(out, outAt + L);
    c20.intoArray(out, outAt + 2 * L);
    c30.intoArray(out, outAt + 3 * L);
  }
}
