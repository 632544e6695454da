package org.lfads4j.linear;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.HessenbergSimilarDecomposition_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues of a square matrix, largest in magnitude first, of a pair that with the positive
 * imaginary part first; and their vectors, right and left, when they are asked for. A vector is
 * found by inverse iteration on the Hessenberg form (Golub and Van Loan, Matrix Computations, 4th
 * edition, section 7.6.1), has unit length, and is turned so that its entry of largest magnitude is
 * real and positive.
 */
public final class Eigen {
  private static final int ITERATIONS = 3;

  private final DMatrixRMaj matrix;
  private final double[] real;
  private final double[] imaginary;
  private Hessenberg right;
  private Hessenberg left;

  private Eigen(DMatrixRMaj matrix, double[] real, double[] imaginary) {
    this.matrix = matrix;
    this.real = real;
    this.imaginary = imaginary;
  }

  /**
   * All eigenvalues.
   *
   * @param matrix square, of finite numbers
   */
  public static Eigen of(double[][] matrix) {
    DMatrixRMaj dense = Dense.of(matrix);
    int size = dense.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, false, false);
    if (!eigen.decompose(dense.copy())) {
      throw new IllegalStateException(
          "eigenvalues must be found by iteration, got no convergence (" + size + " columns)");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(k -> -eigen.getEigenvalue(k).getMagnitude())
                    .thenComparingDouble(k -> -eigen.getEigenvalue(k).getReal())
                    .thenComparingDouble(k -> -eigen.getEigenvalue(k).getImaginary()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Eigen(
        dense,
        IntStream.of(order).mapToDouble(k -> eigen.getEigenvalue(k).getReal()).toArray(),
        IntStream.of(order).mapToDouble(k -> eigen.getEigenvalue(k).getImaginary()).toArray());
  }

  /** How many there are. */
  public int count() {
    return real.length;
  }

  /** The real part of the eigenvalue of rank k, 0 the largest in magnitude. */
  public double real(int k) {
    return real[k];
  }

  /** The imaginary part of the eigenvalue of rank k. */
  public double imaginary(int k) {
    return imaginary[k];
  }

  /** The vector v with A v = lambda v: its real parts, then its imaginary parts. */
  public double[][] right(int k) {
    right = right == null ? new Hessenberg(matrix) : right;
    return right.vector(k, real[k], imaginary[k]);
  }

  /** The vector w with w' A = lambda w' (w' is not conjugated): real parts, imaginary parts. */
  public double[][] left(int k) {
    left = left == null ? new Hessenberg(CommonOps_DDRM.transpose(matrix, null)) : left;
    return left.vector(k, real[k], imaginary[k]);
  }

  /** A = Q H Q', where H is 0 below its first subdiagonal. */
  private static final class Hessenberg {
    private final double[][] h;
    private final DMatrixRMaj q;
    private final double tiny;

    Hessenberg(DMatrixRMaj matrix) {
      HessenbergSimilarDecomposition_DDRM decomposition =
          new HessenbergSimilarDecomposition_DDRM(matrix.numRows);
      if (!decomposition.decompose(matrix.copy())) {
        throw new IllegalStateException("a matrix must have a Hessenberg form, got none");
      }
      this.h = decomposition.getH(null).get2DData();
      this.q = decomposition.getQ(null);
      this.tiny = Math.max(Double.MIN_NORMAL, Math.ulp(NormOps_DDRM.normF(matrix)));
    }

    double[][] vector(int k, double real, double imaginary) {
      int size = h.length;
      // Another start for each, so that equal eigenvalues get different vectors where there are.
      double[][] x = {new Random(k).doubles(size, -1, 1).toArray(), new double[size]};
      for (int i = 0; i < ITERATIONS; i++) {
        solve(real, imaginary, x);
        scale(x, 1 / Math.sqrt(length2(x)), 0);
      }
      double[][] out = {times(x[0]), times(x[1])};
      int top = 0;
      for (int i = 1; i < size; i++) {
        // A hair more, so that rounding does not choose among equals.
        top = length2(out, i) > length2(out, top) * (1 + 1e-9) ? i : top;
      }
      double scale = Math.sqrt(length2(out, top) * length2(out));
      scale(out, out[0][top] / scale, -out[1][top] / scale);
      return out;
    }

    private double[] times(double[] x) {
      DMatrixRMaj column = DMatrixRMaj.wrap(x.length, 1, x);
      return CommonOps_DDRM.mult(q, column, null).getData();
    }

    /** Solves (H - lambda) y = x in place, by elimination with exchanges of neighbouring rows. */
    private void solve(double real, double imaginary, double[][] x) {
      int size = h.length;
      double[][][] rows = new double[size][2][size];
      for (int i = 0; i < size; i++) {
        System.arraycopy(h[i], 0, rows[i][0], 0, size);
        rows[i][0][i] -= real;
        rows[i][1][i] = -imaginary;
      }
      for (int i = 0; i < size; i++) {
        if (i + 1 < size && length2(rows[i + 1], i) > length2(rows[i], i)) {
          double[][] below = rows[i + 1];
          rows[i + 1] = rows[i];
          rows[i] = below;
          swap(x[0], i);
          swap(x[1], i);
        }
        if (length2(rows[i], i) < tiny * tiny) {
          rows[i][0][i] = tiny;
          rows[i][1][i] = 0;
        }
        if (i + 1 < size) {
          eliminate(rows[i], rows[i + 1], i, x);
        }
      }
      for (int i = size - 1; i >= 0; i--) {
        double[][] row = rows[i];
        for (int j = i + 1; j < size; j++) {
          x[0][i] -= row[0][j] * x[0][j] - row[1][j] * x[1][j];
          x[1][i] -= row[0][j] * x[1][j] + row[1][j] * x[0][j];
        }
        double pivot = length2(row, i);
        double a = (x[0][i] * row[0][i] + x[1][i] * row[1][i]) / pivot;
        x[1][i] = (x[1][i] * row[0][i] - x[0][i] * row[1][i]) / pivot;
        x[0][i] = a;
      }
    }

    private static void eliminate(double[][] row, double[][] below, int i, double[][] x) {
      double pivot = length2(row, i);
      double a = (below[0][i] * row[0][i] + below[1][i] * row[1][i]) / pivot;
      double b = (below[1][i] * row[0][i] - below[0][i] * row[1][i]) / pivot;
      for (int j = i; j < row[0].length; j++) {
        below[0][j] -= a * row[0][j] - b * row[1][j];
        below[1][j] -= a * row[1][j] + b * row[0][j];
      }
      x[0][i + 1] -= a * x[0][i] - b * x[1][i];
      x[1][i + 1] -= a * x[1][i] + b * x[0][i];
    }

    private static void swap(double[] x, int i) {
      double above = x[i];
      x[i] = x[i + 1];
      x[i + 1] = above;
    }

    private static void scale(double[][] x, double a, double b) {
      for (int i = 0; i < x[0].length; i++) {
        double real = x[0][i] * a - x[1][i] * b;
        x[1][i] = x[0][i] * b + x[1][i] * a;
        x[0][i] = real;
      }
    }

    private static double length2(double[][] x, int i) {
      return x[0][i] * x[0][i] + x[1][i] * x[1][i];
    }

    private static double length2(double[][] x) {
      return IntStream.range(0, x[0].length).mapToDouble(i -> length2(x, i)).sum();
    }
  }
}
