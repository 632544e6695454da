package org.lfads4j.data;

import java.util.Arrays;
import java.util.List;

/**
 * How the neurons of one session become factors that several sessions share: factors = (counts -
 * bias) times matrix. Of the bins that it was computed on; rebinning drops it.
 *
 * @param matrix neurons x factors ({@code alignment_matrix_cxf})
 * @param bias one for each neuron, expected counts per bin ({@code alignment_bias_c})
 */
public record Alignment(Grid matrix, List<Double> bias) {
  /**
   * Keeps its own copy of the bias.
   *
   * @throws IllegalArgumentException if bias and matrix differ in neurons, or a value is not finite
   */
  public Alignment {
    bias = List.copyOf(bias);
    if (bias.size() != matrix.rows()) {
      throw new IllegalArgumentException(
          "alignment bias must be one per neuron of the matrix (%s), got %s"
              .formatted(matrix.rows(), bias.size()));
    }
    for (float value : matrix.toArray()) {
      requireFinite("matrix", value);
    }
    for (double value : bias) {
      requireFinite("bias", value);
    }
  }

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("alignment " + what + " must be finite, got " + value);
    }
  }

  Alignment selectNeurons(int[] places) {
    int factors = matrix.columns();
    float[] rows = new float[places.length * factors];
    float[] all = matrix.toArray();
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(all, places[i] * factors, rows, i * factors, factors);
    }
    return new Alignment(
        Grid.of(places.length, factors, rows), Arrays.stream(places).mapToObj(bias::get).toList());
  }
}
