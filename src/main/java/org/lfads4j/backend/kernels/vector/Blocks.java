// Generated; do not edit. To write it again, run in the top folder:
//   java src/test/java/org/lfads4j/backend/kernels/UnrolledBlocks.java
package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;

/**
 * The inner loops of the matrix products: blocks of a fixed number of rows and vectors, whose sums
 * stay in registers while the inner index runs. One method for each shape of block, because a
 * vector that an array or another method holds does not stay in a register.
 */
final class Blocks {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private Blocks() {}

  static void copiedSixByTwo(
      CopiedRows a, int row, float[] w, int at, Rows start, Rows out, int column) {
    float[] x = a.values;
    int i = row * CopiedRows.STRIDE;
    int inner = a.inner;
    float[] s = start.values();
    int sAt = start.at(a.first + row) + column;
    int sStride = start.stride();
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
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + L);
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(w0, c00);
      c01 = v.fma(w1, c01);
      v = FloatVector.broadcast(S, x[i + CopiedRows.STRIDE]);
      c10 = v.fma(w0, c10);
      c11 = v.fma(w1, c11);
      v = FloatVector.broadcast(S, x[i + 2 * CopiedRows.STRIDE]);
      c20 = v.fma(w0, c20);
      c21 = v.fma(w1, c21);
      v = FloatVector.broadcast(S, x[i + 3 * CopiedRows.STRIDE]);
      c30 = v.fma(w0, c30);
      c31 = v.fma(w1, c31);
      v = FloatVector.broadcast(S, x[i + 4 * CopiedRows.STRIDE]);
      c40 = v.fma(w0, c40);
      c41 = v.fma(w1, c41);
      v = FloatVector.broadcast(S, x[i + 5 * CopiedRows.STRIDE]);
      c50 = v.fma(w0, c50);
      c51 = v.fma(w1, c51);
      i++;
      at += 2 * L;
    }
    float[] o = out.values();
    int oAt = out.at(a.first + row) + column;
    int oStride = out.stride();
    c00.intoArray(o, oAt);
    c01.intoArray(o, oAt + L);
    c10.intoArray(o, oAt + oStride);
    c11.intoArray(o, oAt + oStride + L);
    c20.intoArray(o, oAt + 2 * oStride);
    c21.intoArray(o, oAt + 2 * oStride + L);
    c30.intoArray(o, oAt + 3 * oStride);
    c31.intoArray(o, oAt + 3 * oStride + L);
    c40.intoArray(o, oAt + 4 * oStride);
    c41.intoArray(o, oAt + 4 * oStride + L);
    c50.intoArray(o, oAt + 5 * oStride);
    c51.intoArray(o, oAt + 5 * oStride + L);
  }

  static void stridedSixByTwo(Rows a, Panels weights, Rows start, Rows out, int row, int column) {
    float[] x = a.values();
    int x0 = a.at(row);
    int x1 = x0 + a.stride();
    int x2 = x1 + a.stride();
    int x3 = x2 + a.stride();
    int x4 = x3 + a.stride();
    int x5 = x4 + a.stride();
    int inner = weights.inner();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    int sStride = start.stride();
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
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      c00 = v.fma(w0, c00);
      c01 = v.fma(w1, c01);
      v = FloatVector.broadcast(S, x[x1 + k]);
      c10 = v.fma(w0, c10);
      c11 = v.fma(w1, c11);
      v = FloatVector.broadcast(S, x[x2 + k]);
      c20 = v.fma(w0, c20);
      c21 = v.fma(w1, c21);
      v = FloatVector.broadcast(S, x[x3 + k]);
      c30 = v.fma(w0, c30);
      c31 = v.fma(w1, c31);
      v = FloatVector.broadcast(S, x[x4 + k]);
      c40 = v.fma(w0, c40);
      c41 = v.fma(w1, c41);
      v = FloatVector.broadcast(S, x[x5 + k]);
      c50 = v.fma(w0, c50);
      c51 = v.fma(w1, c51);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    int oStride = out.stride();
    c00.intoArray(o, oAt);
    c01.intoArray(o, oAt + L);
    c10.intoArray(o, oAt + oStride);
    c11.intoArray(o, oAt + oStride + L);
    c20.intoArray(o, oAt + 2 * oStride);
    c21.intoArray(o, oAt + 2 * oStride + L);
    c30.intoArray(o, oAt + 3 * oStride);
    c31.intoArray(o, oAt + 3 * oStride + L);
    c40.intoArray(o, oAt + 4 * oStride);
    c41.intoArray(o, oAt + 4 * oStride + L);
    c50.intoArray(o, oAt + 5 * oStride);
    c51.intoArray(o, oAt + 5 * oStride + L);
  }

  static void transposedSixByTwo(
      int rows, float[] x, int xAt, int xStride, float[] d, float[] out, int outAt) {
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
    d[rows * 2 * L] = TransposedProducts.touchNext(out, outAt + 12 * L);
    int i = xAt;
    int at = 0;
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(S, d, at);
      FloatVector d1 = FloatVector.fromArray(S, d, at + L);
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      c01 = v.fma(d1, c01);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      c11 = v.fma(d1, c11);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      c21 = v.fma(d1, c21);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      c31 = v.fma(d1, c31);
      v = FloatVector.broadcast(S, x[i + 4]);
      c40 = v.fma(d0, c40);
      c41 = v.fma(d1, c41);
      v = FloatVector.broadcast(S, x[i + 5]);
      c50 = v.fma(d0, c50);
      c51 = v.fma(d1, c51);
      i += xStride;
      at += 2 * L;
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

  static void stridedSixByOne(Rows a, Panels weights, Rows start, Rows out, int row, int column) {
    float[] x = a.values();
    int x0 = a.at(row);
    int x1 = x0 + a.stride();
    int x2 = x1 + a.stride();
    int x3 = x2 + a.stride();
    int x4 = x3 + a.stride();
    int x5 = x4 + a.stride();
    int inner = weights.inner();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    int sStride = start.stride();
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c40 = FloatVector.fromArray(S, s, sAt + 4 * sStride);
    FloatVector c50 = FloatVector.fromArray(S, s, sAt + 5 * sStride);
    for (int k = 0; k < inner; k++) {
      int at = wAt + k * L;
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      c00 = v.fma(w0, c00);
      v = FloatVector.broadcast(S, x[x1 + k]);
      c10 = v.fma(w0, c10);
      v = FloatVector.broadcast(S, x[x2 + k]);
      c20 = v.fma(w0, c20);
      v = FloatVector.broadcast(S, x[x3 + k]);
      c30 = v.fma(w0, c30);
      v = FloatVector.broadcast(S, x[x4 + k]);
      c40 = v.fma(w0, c40);
      v = FloatVector.broadcast(S, x[x5 + k]);
      c50 = v.fma(w0, c50);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    int oStride = out.stride();
    c00.intoArray(o, oAt);
    c10.intoArray(o, oAt + oStride);
    c20.intoArray(o, oAt + 2 * oStride);
    c30.intoArray(o, oAt + 3 * oStride);
    c40.intoArray(o, oAt + 4 * oStride);
    c50.intoArray(o, oAt + 5 * oStride);
  }

  static void transposedSixByOne(
      int rows, float[] x, int xAt, int xStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * L);
    FloatVector c40 = FloatVector.fromArray(S, out, outAt + 4 * L);
    FloatVector c50 = FloatVector.fromArray(S, out, outAt + 5 * L);
    int i = xAt;
    int at = 0;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, at);
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      v = FloatVector.broadcast(S, x[i + 4]);
      c40 = v.fma(d0, c40);
      v = FloatVector.broadcast(S, x[i + 5]);
      c50 = v.fma(d0, c50);
      i += xStride;
      at += L;
      d0 = FloatVector.fromArray(S, d, at);
      v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      v = FloatVector.broadcast(S, x[i + 4]);
      c40 = v.fma(d0, c40);
      v = FloatVector.broadcast(S, x[i + 5]);
      c50 = v.fma(d0, c50);
      i += xStride;
      at += L;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + L);
    c20.intoArray(out, outAt + 2 * L);
    c30.intoArray(out, outAt + 3 * L);
    c40.intoArray(out, outAt + 4 * L);
    c50.intoArray(out, outAt + 5 * L);
  }

  static void copiedFourByTwo(
      CopiedRows a, int row, float[] w, int at, Rows start, Rows out, int column) {
    float[] x = a.values;
    int i = row * CopiedRows.STRIDE;
    int inner = a.inner;
    float[] s = start.values();
    int sAt = start.at(a.first + row) + column;
    int sStride = start.stride();
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c01 = FloatVector.fromArray(S, s, sAt + L);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c11 = FloatVector.fromArray(S, s, sAt + sStride + L);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c21 = FloatVector.fromArray(S, s, sAt + 2 * sStride + L);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    FloatVector c31 = FloatVector.fromArray(S, s, sAt + 3 * sStride + L);
    for (int k = 0; k < inner; k += 2) {
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector w1 = FloatVector.fromArray(S, w, at + L);
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(w0, c00);
      c01 = v.fma(w1, c01);
      v = FloatVector.broadcast(S, x[i + CopiedRows.STRIDE]);
      c10 = v.fma(w0, c10);
      c11 = v.fma(w1, c11);
      v = FloatVector.broadcast(S, x[i + 2 * CopiedRows.STRIDE]);
      c20 = v.fma(w0, c20);
      c21 = v.fma(w1, c21);
      v = FloatVector.broadcast(S, x[i + 3 * CopiedRows.STRIDE]);
      c30 = v.fma(w0, c30);
      c31 = v.fma(w1, c31);
      i++;
      at += 2 * L;
      w0 = FloatVector.fromArray(S, w, at);
      w1 = FloatVector.fromArray(S, w, at + L);
      v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(w0, c00);
      c01 = v.fma(w1, c01);
      v = FloatVector.broadcast(S, x[i + CopiedRows.STRIDE]);
      c10 = v.fma(w0, c10);
      c11 = v.fma(w1, c11);
      v = FloatVector.broadcast(S, x[i + 2 * CopiedRows.STRIDE]);
      c20 = v.fma(w0, c20);
      c21 = v.fma(w1, c21);
      v = FloatVector.broadcast(S, x[i + 3 * CopiedRows.STRIDE]);
      c30 = v.fma(w0, c30);
      c31 = v.fma(w1, c31);
      i++;
      at += 2 * L;
    }
    float[] o = out.values();
    int oAt = out.at(a.first + row) + column;
    int oStride = out.stride();
    c00.intoArray(o, oAt);
    c01.intoArray(o, oAt + L);
    c10.intoArray(o, oAt + oStride);
    c11.intoArray(o, oAt + oStride + L);
    c20.intoArray(o, oAt + 2 * oStride);
    c21.intoArray(o, oAt + 2 * oStride + L);
    c30.intoArray(o, oAt + 3 * oStride);
    c31.intoArray(o, oAt + 3 * oStride + L);
  }

  static void stridedFourByTwo(Rows a, Panels weights, Rows start, Rows out, int row, int column) {
    float[] x = a.values();
    int x0 = a.at(row);
    int x1 = x0 + a.stride();
    int x2 = x1 + a.stride();
    int x3 = x2 + a.stride();
    int inner = weights.inner();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    int sStride = start.stride();
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
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      c00 = v.fma(w0, c00);
      c01 = v.fma(w1, c01);
      v = FloatVector.broadcast(S, x[x1 + k]);
      c10 = v.fma(w0, c10);
      c11 = v.fma(w1, c11);
      v = FloatVector.broadcast(S, x[x2 + k]);
      c20 = v.fma(w0, c20);
      c21 = v.fma(w1, c21);
      v = FloatVector.broadcast(S, x[x3 + k]);
      c30 = v.fma(w0, c30);
      c31 = v.fma(w1, c31);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    int oStride = out.stride();
    c00.intoArray(o, oAt);
    c01.intoArray(o, oAt + L);
    c10.intoArray(o, oAt + oStride);
    c11.intoArray(o, oAt + oStride + L);
    c20.intoArray(o, oAt + 2 * oStride);
    c21.intoArray(o, oAt + 2 * oStride + L);
    c30.intoArray(o, oAt + 3 * oStride);
    c31.intoArray(o, oAt + 3 * oStride + L);
  }

  static void transposedFourByTwo(
      int rows, float[] x, int xAt, int xStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c01 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c11 = FloatVector.fromArray(S, out, outAt + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 4 * L);
    FloatVector c21 = FloatVector.fromArray(S, out, outAt + 5 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 6 * L);
    FloatVector c31 = FloatVector.fromArray(S, out, outAt + 7 * L);
    int i = xAt;
    int at = 0;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, at);
      FloatVector d1 = FloatVector.fromArray(S, d, at + L);
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      c01 = v.fma(d1, c01);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      c11 = v.fma(d1, c11);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      c21 = v.fma(d1, c21);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      c31 = v.fma(d1, c31);
      i += xStride;
      at += 2 * L;
      d0 = FloatVector.fromArray(S, d, at);
      d1 = FloatVector.fromArray(S, d, at + L);
      v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      c01 = v.fma(d1, c01);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      c11 = v.fma(d1, c11);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      c21 = v.fma(d1, c21);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      c31 = v.fma(d1, c31);
      i += xStride;
      at += 2 * L;
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

  static void stridedFourByOne(Rows a, Panels weights, Rows start, Rows out, int row, int column) {
    float[] x = a.values();
    int x0 = a.at(row);
    int x1 = x0 + a.stride();
    int x2 = x1 + a.stride();
    int x3 = x2 + a.stride();
    int inner = weights.inner();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    int sStride = start.stride();
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c10 = FloatVector.fromArray(S, s, sAt + sStride);
    FloatVector c20 = FloatVector.fromArray(S, s, sAt + 2 * sStride);
    FloatVector c30 = FloatVector.fromArray(S, s, sAt + 3 * sStride);
    for (int k = 0; k < inner; k++) {
      int at = wAt + k * L;
      FloatVector w0 = FloatVector.fromArray(S, w, at);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      c00 = v.fma(w0, c00);
      v = FloatVector.broadcast(S, x[x1 + k]);
      c10 = v.fma(w0, c10);
      v = FloatVector.broadcast(S, x[x2 + k]);
      c20 = v.fma(w0, c20);
      v = FloatVector.broadcast(S, x[x3 + k]);
      c30 = v.fma(w0, c30);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    int oStride = out.stride();
    c00.intoArray(o, oAt);
    c10.intoArray(o, oAt + oStride);
    c20.intoArray(o, oAt + 2 * oStride);
    c30.intoArray(o, oAt + 3 * oStride);
  }

  static void transposedFourByOne(
      int rows, float[] x, int xAt, int xStride, float[] d, float[] out, int outAt) {
    FloatVector c00 = FloatVector.fromArray(S, out, outAt);
    FloatVector c10 = FloatVector.fromArray(S, out, outAt + L);
    FloatVector c20 = FloatVector.fromArray(S, out, outAt + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, out, outAt + 3 * L);
    int i = xAt;
    int at = 0;
    for (int row = 0; row < rows; row += 2) {
      FloatVector d0 = FloatVector.fromArray(S, d, at);
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      i += xStride;
      at += L;
      d0 = FloatVector.fromArray(S, d, at);
      v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(d0, c00);
      v = FloatVector.broadcast(S, x[i + 1]);
      c10 = v.fma(d0, c10);
      v = FloatVector.broadcast(S, x[i + 2]);
      c20 = v.fma(d0, c20);
      v = FloatVector.broadcast(S, x[i + 3]);
      c30 = v.fma(d0, c30);
      i += xStride;
      at += L;
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + L);
    c20.intoArray(out, outAt + 2 * L);
    c30.intoArray(out, outAt + 3 * L);
  }

  static void sparseEight(
      SparseRows a, int aRow, Panels weights, Rows start, Rows out, int row, int column) {
    int[] places = a.places();
    float[] x = a.values();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    int panel = 2 * L * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c01 = FloatVector.fromArray(S, s, sAt + L);
    FloatVector c02 = FloatVector.fromArray(S, s, sAt + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, s, sAt + 3 * L);
    FloatVector c04 = FloatVector.fromArray(S, s, sAt + 4 * L);
    FloatVector c05 = FloatVector.fromArray(S, s, sAt + 5 * L);
    FloatVector c06 = FloatVector.fromArray(S, s, sAt + 6 * L);
    FloatVector c07 = FloatVector.fromArray(S, s, sAt + 7 * L);
    int end = a.ends()[aRow + 1];
    for (int i = a.ends()[aRow]; i < end; i++) {
      int at = wAt + places[i] * 2 * L;
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(FloatVector.fromArray(S, w, at), c00);
      c01 = v.fma(FloatVector.fromArray(S, w, at + L), c01);
      at += panel;
      c02 = v.fma(FloatVector.fromArray(S, w, at), c02);
      c03 = v.fma(FloatVector.fromArray(S, w, at + L), c03);
      at += panel;
      c04 = v.fma(FloatVector.fromArray(S, w, at), c04);
      c05 = v.fma(FloatVector.fromArray(S, w, at + L), c05);
      at += panel;
      c06 = v.fma(FloatVector.fromArray(S, w, at), c06);
      c07 = v.fma(FloatVector.fromArray(S, w, at + L), c07);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    c00.intoArray(o, oAt);
    c01.intoArray(o, oAt + L);
    c02.intoArray(o, oAt + 2 * L);
    c03.intoArray(o, oAt + 3 * L);
    c04.intoArray(o, oAt + 4 * L);
    c05.intoArray(o, oAt + 5 * L);
    c06.intoArray(o, oAt + 6 * L);
    c07.intoArray(o, oAt + 7 * L);
  }

  static void sparseTransposedEight(
      SparseRows a, int aRow, Rows d, int row, Panels out, int column) {
    int[] places = a.places();
    float[] x = a.values();
    float[] o = out.values();
    int oAt = column * out.storedInner();
    int panel = 2 * L * out.storedInner();
    int dAt = d.at(row) + column;
    FloatVector d0 = FloatVector.fromArray(S, d.values(), dAt);
    FloatVector d1 = FloatVector.fromArray(S, d.values(), dAt + L);
    FloatVector d2 = FloatVector.fromArray(S, d.values(), dAt + 2 * L);
    FloatVector d3 = FloatVector.fromArray(S, d.values(), dAt + 3 * L);
    FloatVector d4 = FloatVector.fromArray(S, d.values(), dAt + 4 * L);
    FloatVector d5 = FloatVector.fromArray(S, d.values(), dAt + 5 * L);
    FloatVector d6 = FloatVector.fromArray(S, d.values(), dAt + 6 * L);
    FloatVector d7 = FloatVector.fromArray(S, d.values(), dAt + 7 * L);
    int end = a.ends()[aRow + 1];
    for (int i = a.ends()[aRow]; i < end; i++) {
      int at = oAt + places[i] * 2 * L;
      FloatVector v = FloatVector.broadcast(S, x[i]);
      v.fma(d0, FloatVector.fromArray(S, o, at)).intoArray(o, at);
      v.fma(d1, FloatVector.fromArray(S, o, at + L)).intoArray(o, at + L);
      at += panel;
      v.fma(d2, FloatVector.fromArray(S, o, at)).intoArray(o, at);
      v.fma(d3, FloatVector.fromArray(S, o, at + L)).intoArray(o, at + L);
      at += panel;
      v.fma(d4, FloatVector.fromArray(S, o, at)).intoArray(o, at);
      v.fma(d5, FloatVector.fromArray(S, o, at + L)).intoArray(o, at + L);
      at += panel;
      v.fma(d6, FloatVector.fromArray(S, o, at)).intoArray(o, at);
      v.fma(d7, FloatVector.fromArray(S, o, at + L)).intoArray(o, at + L);
    }
  }

  static void sparseTwo(
      SparseRows a, int aRow, Panels weights, Rows start, Rows out, int row, int column) {
    int[] places = a.places();
    float[] x = a.values();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    FloatVector c01 = FloatVector.fromArray(S, s, sAt + L);
    int end = a.ends()[aRow + 1];
    for (int i = a.ends()[aRow]; i < end; i++) {
      int at = wAt + places[i] * 2 * L;
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(FloatVector.fromArray(S, w, at), c00);
      c01 = v.fma(FloatVector.fromArray(S, w, at + L), c01);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    c00.intoArray(o, oAt);
    c01.intoArray(o, oAt + L);
  }

  static void sparseTransposedTwo(SparseRows a, int aRow, Rows d, int row, Panels out, int column) {
    int[] places = a.places();
    float[] x = a.values();
    float[] o = out.values();
    int oAt = column * out.storedInner();
    int dAt = d.at(row) + column;
    FloatVector d0 = FloatVector.fromArray(S, d.values(), dAt);
    FloatVector d1 = FloatVector.fromArray(S, d.values(), dAt + L);
    int end = a.ends()[aRow + 1];
    for (int i = a.ends()[aRow]; i < end; i++) {
      int at = oAt + places[i] * 2 * L;
      FloatVector v = FloatVector.broadcast(S, x[i]);
      v.fma(d0, FloatVector.fromArray(S, o, at)).intoArray(o, at);
      v.fma(d1, FloatVector.fromArray(S, o, at + L)).intoArray(o, at + L);
    }
  }

  static void sparseOne(
      SparseRows a, int aRow, Panels weights, Rows start, Rows out, int row, int column) {
    int[] places = a.places();
    float[] x = a.values();
    float[] w = weights.values();
    int wAt = column * weights.storedInner();
    float[] s = start.values();
    int sAt = start.at(row) + column;
    FloatVector c00 = FloatVector.fromArray(S, s, sAt);
    int end = a.ends()[aRow + 1];
    for (int i = a.ends()[aRow]; i < end; i++) {
      int at = wAt + places[i] * L;
      FloatVector v = FloatVector.broadcast(S, x[i]);
      c00 = v.fma(FloatVector.fromArray(S, w, at), c00);
    }
    float[] o = out.values();
    int oAt = out.at(row) + column;
    c00.intoArray(o, oAt);
  }

  static void sparseTransposedOne(SparseRows a, int aRow, Rows d, int row, Panels out, int column) {
    int[] places = a.places();
    float[] x = a.values();
    float[] o = out.values();
    int oAt = column * out.storedInner();
    int dAt = d.at(row) + column;
    FloatVector d0 = FloatVector.fromArray(S, d.values(), dAt);
    int end = a.ends()[aRow + 1];
    for (int i = a.ends()[aRow]; i < end; i++) {
      int at = oAt + places[i] * L;
      FloatVector v = FloatVector.broadcast(S, x[i]);
      v.fma(d0, FloatVector.fromArray(S, o, at)).intoArray(o, at);
    }
  }
}
