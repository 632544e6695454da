package org.lfads4j.linear;

import java.util.Random;

/** Random matrices for tests. */
final class Matrices {
  private Matrices() {}

  static double[][] normal(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[][] out = new double[rows][columns];
    for (double[] row : out) {
      for (int c = 0; c < columns; c++) {
        row[c] = random.nextGaussian();
      }
    }
    return out;
  }

  /** Of low rank. */
  static double[][] product(int rows, int columns, int rank) {
    return LinearMap.product(normal(rows, rank, 1), normal(rank, columns, 2));
  }

  /** Noise with a few latents of different strength. */
  static double[][] withLatents(int rows, int columns, int latents, long seed) {
    double[][] out = normal(rows, columns, seed);
    double[][] time = normal(rows, latents, seed + 1);
    double[][] load = normal(latents, columns, seed + 2);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < latents; k++) {
        for (int c = 0; c < columns; c++) {
          out[r][c] += (k + 1) * time[r][k] * load[k][c];
        }
      }
    }
    return out;
  }
}
