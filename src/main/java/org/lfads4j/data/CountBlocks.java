package org.lfads4j.data;

import java.util.Arrays;

/** Blocks of numbers from nested arrays, and blocks of wider bins. */
final class CountBlocks {
  private CountBlocks() {}

  static Cube of(int[][][] values) {
    double[][][] doubles = new double[values.length][][];
    for (int e = 0; e < values.length; e++) {
      doubles[e] = new double[values[e].length][];
      for (int t = 0; t < values[e].length; t++) {
        doubles[e][t] = Arrays.stream(values[e][t]).asDoubleStream().toArray();
      }
    }
    return of(doubles);
  }

  static Cube of(double[][][] values) {
    int trials = values.length;
    int bins = trials == 0 ? 0 : values[0].length;
    int columns = bins == 0 ? 0 : values[0][0].length;
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(trials, bins), columns)];
    int next = 0;
    for (int e = 0; e < trials; e++) {
      requireLength(values[e].length, bins, "bins", e);
      for (double[] row : values[e]) {
        requireLength(row.length, columns, "neurons in every bin", e);
        for (double value : row) {
          out[next++] = (float) value;
        }
      }
    }
    return Cube.adopt(trials, bins, columns, out);
  }

  private static void requireLength(int length, int expected, String what, int trial) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "trials[" + trial + "] must have " + expected + " " + what + ", got " + length);
    }
  }

  static Cube sumBins(Cube cube, int group) {
    return groupBins(cube, group, 1);
  }

  static Cube averageBins(Cube cube, int group) {
    return groupBins(cube, group, 1.0 / group);
  }

  private static Cube groupBins(Cube cube, int group, double scale) {
    int bins = cube.bins() / group;
    int columns = cube.columns();
    float[] out = new float[cube.trials() * bins * columns];
    int next = 0;
    for (int e = 0; e < cube.trials(); e++) {
      for (int t = 0; t < bins; t++) {
        for (int c = 0; c < columns; c++) {
          double sum = 0;
          for (int i = 0; i < group; i++) {
            sum += cube.at(e, t * group + i, c);
          }
          out[next++] = (float) (sum * scale);
        }
      }
    }
    return Cube.adopt(cube.trials(), bins, columns, out);
  }
}
