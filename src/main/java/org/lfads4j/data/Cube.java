package org.lfads4j.data;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable block of numbers, trials x bins x columns, where a column is a neuron, a factor, an
 * input or a behavioural coordinate. Single precision, trial by trial, bin by bin.
 */
public final class Cube {
  private final int trials;
  private final int bins;
  private final int columns;
  private final float[] values;

  private Cube(int trials, int bins, int columns, float[] values) {
    this.trials = trials;
    this.bins = bins;
    this.columns = columns;
    this.values = values;
  }

  /**
   * Copies values that lie trial by trial, bin by bin.
   *
   * @throws IllegalArgumentException if the length is not trials x bins x columns
   */
  public static Cube of(int trials, int bins, int columns, float[] values) {
    return adopt(trials, bins, columns, values.clone());
  }

  /**
   * Takes over an array that the caller never touches again; for code that has just filled it.
   *
   * @throws IllegalArgumentException if the length is not trials x bins x columns
   */
  public static Cube adopt(int trials, int bins, int columns, float[] values) {
    if (trials < 0 || bins < 0 || columns < 0 || (long) trials * bins * columns != values.length) {
      throw new IllegalArgumentException(
          "cube must hold trials x bins x columns values, got %s for %s x %s x %s"
              .formatted(values.length, trials, bins, columns));
    }
    return new Cube(trials, bins, columns, values);
  }

  /** The number of trials. */
  public int trials() {
    return trials;
  }

  /** The number of bins. */
  public int bins() {
    return bins;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** One value. */
  public float at(int trial, int bin, int column) {
    return values[(trial * bins + bin) * columns + column];
  }

  /** Copies one trial, bin by bin, into {@code target} from {@code offset} on. */
  public void copyTrial(int trial, float[] target, int offset) {
    System.arraycopy(values, trial * bins * columns, target, offset, bins * columns);
  }

  /** A copy of all values, trial by trial, bin by bin. */
  public float[] toArray() {
    return values.clone();
  }

  /** One trial as a new array, bins x columns. */
  public double[][] trial(int trial) {
    double[][] out = new double[bins][columns];
    for (int t = 0; t < bins; t++) {
      for (int c = 0; c < columns; c++) {
        out[t][c] = at(trial, t, c);
      }
    }
    return out;
  }

  /** The trials named, in that order. */
  public Cube selectTrials(int... indices) {
    float[] out = new float[Math.multiplyExact(indices.length, bins * columns)];
    for (int i = 0; i < indices.length; i++) {
      copyTrial(indices[i], out, i * bins * columns);
    }
    return new Cube(indices.length, bins, columns, out);
  }

  /** The columns named, in that order. */
  public Cube selectColumns(int... indices) {
    float[] out = new float[Math.multiplyExact(trials * bins, indices.length)];
    for (int row = 0; row < trials * bins; row++) {
      for (int i = 0; i < indices.length; i++) {
        out[row * indices.length + i] = values[row * columns + indices[i]];
      }
    }
    return new Cube(trials, bins, indices.length, out);
  }

  /** Every value changed by a function. */
  public Cube map(DoubleUnaryOperator function) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) function.applyAsDouble(values[i]);
    }
    return new Cube(trials, bins, columns, out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cube c
        && trials == c.trials
        && bins == c.bins
        && columns == c.columns
        && Arrays.equals(values, c.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * trials + bins) + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return trials + " trials x " + bins + " bins x " + columns + " columns";
  }
}
