package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * The product with a transposed left factor, which gives weight gradients: blocks of 6 columns of
 * the left factor, and of 4 for the rest, by 2 vectors of the right one. Smaller blocks take two
 * rows at a time.
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

  static void multiply(Rows a, Rows d, Panels out) {
    float[] copy = COPY.get();
    int rows = d.rows();
    for (int first = 0; first < rows; first += MOST_ROWS) {
      int count = Math.min(MOST_ROWS, rows - first);
      for (int c = 0; c < out.columns(); c += 2 * L) {
        boolean two = out.columns() - c > L;
        copy(d, first, count, c, two ? 2 * L : L, copy);
        panel(count, a, a.at(first), copy, out, c);
      }
    }
  }

  /** By vectors: the rows are too short for arraycopy to be fast. */
  private static void copy(Rows d, int first, int rows, int column, int width, float[] copy) {
    float[] from = d.values();
    for (int r = 0; r < rows; r++) {
      int row = d.at(first + r) + column;
      for (int i = 0; i < width; i += L) {
        FloatVector.fromArray(S, from, row + i).intoArray(copy, r * width + i);
      }
    }
  }

  private static void panel(int rows, Rows a, int aAt, float[] d, Panels out, int column) {
    boolean two = out.columns() - column > L;
    int outAt = out.at(0, column);
    int inner = out.inner();
    for (int k = 0; k < inner; ) {
      int left = inner - k;
      boolean six = left % 6 == 0 || left > 8;
      int x = aAt + k;
      int o = outAt + k * (two ? 2 * L : L);
      if (six && two) {
        Blocks.transposedSixByTwo(rows, a.values(), x, a.stride(), d, out.values(), o);
      } else if (six) {
        Blocks.transposedSixByOne(rows, a.values(), x, a.stride(), d, out.values(), o);
      } else if (two) {
        Blocks.transposedFourByTwo(rows, a.values(), x, a.stride(), d, out.values(), o);
      } else {
        Blocks.transposedFourByOne(rows, a.values(), x, a.stride(), d, out.values(), o);
      }
      k += six ? 6 : 4;
    }
  }

  /**
   * Reads the sums of the next block, so that they are in the cache when they are needed. What it
   * returns must be stored, or the compiler removes the reading.
   */
  static float touchNext(float[] out, int at) {
    float sum = 0;
    int end = Math.min(at + 12 * L, out.length);
    for (int i = at; i < end; i += Rows.LINE) {
      sum += out[i];
    }
    return sum;
  }
}
