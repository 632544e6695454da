package org.lfads4j.weights;

import java.util.Arrays;
import java.util.Map;
import org.lfads4j.model.Names;

/**
 * A recurrent cell of Keras ({@code GRUCell} with {@code reset_after=False}): columns in the order
 * update, reset, candidate; one trained bias, of which the update gate's part starts at 1. Here the
 * order is reset, update, and the 1 is a constant of the cell, so it is subtracted from the bias.
 */
final class KerasCell {
  private final double[] inputWeights;
  private final double[] stateWeights;
  private final double[] bias;
  private final int units;

  KerasCell(WeightGroup weights, String cell, int inputs, int units) {
    this.inputWeights = weights.values(cell + "/kernel", inputs, 3 * units);
    this.stateWeights = weights.values(cell + "/recurrent_kernel", units, 3 * units);
    this.bias = weights.values(cell + "/bias", 3 * units);
    this.units = units;
  }

  /** As an encoder, whose weights hold [input, state] row by row. */
  void putEncoder(Map<String, double[]> values, String cell) {
    double[] both = Arrays.copyOf(inputWeights, inputWeights.length + stateWeights.length);
    System.arraycopy(stateWeights, 0, both, inputWeights.length, stateWeights.length);
    put(values, Names.encoderGates(cell), Names.encoderCandidate(cell), both);
  }

  /** As the controller or the generator, whose input and state have weights of their own. */
  void putGenerator(Map<String, double[]> values, String cell) {
    if (inputWeights.length > 0) {
      values.put(Names.inputGates(cell), gates(inputWeights));
      values.put(Names.inputCandidate(cell), candidate(inputWeights));
    }
    put(values, Names.stateGates(cell), Names.stateCandidate(cell), stateWeights);
  }

  private void put(Map<String, double[]> values, String gates, String candidate, double[] weights) {
    double[] gateBias = gates(bias);
    for (int i = units; i < 2 * units; i++) {
      gateBias[i] -= 1;
    }
    values.put(Names.weights(gates), gates(weights));
    values.put(Names.bias(gates), gateBias);
    values.put(Names.weights(candidate), candidate(weights));
    values.put(Names.bias(candidate), candidate(bias));
  }

  /** The columns of the reset gate, then those of the update gate. */
  private double[] gates(double[] matrix) {
    int rows = matrix.length / (3 * units);
    double[] out = new double[rows * 2 * units];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix, (3 * row + 1) * units, out, 2 * row * units, units);
      System.arraycopy(matrix, 3 * row * units, out, (2 * row + 1) * units, units);
    }
    return out;
  }

  private double[] candidate(double[] matrix) {
    int rows = matrix.length / (3 * units);
    double[] out = new double[rows * units];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix, (3 * row + 2) * units, out, row * units, units);
    }
    return out;
  }
}
