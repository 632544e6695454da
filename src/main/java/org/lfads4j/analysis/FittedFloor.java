package org.lfads4j.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * The least rate of each neuron that a regression may predict. A linear prediction can be zero or
 * negative between bursts, and a spike there would make its likelihood very low. The floor is a
 * share of the neuron's mean count: the share under which training counts are likeliest.
 *
 * @param perBin one for each neuron, expected counts per bin, above 0
 */
record FittedFloor(List<Double> perBin) {
  private static final double[] SHARES = {0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5};

  FittedFloor {
    perBin = List.copyOf(perBin);
  }

  /**
   * Fits the floors on training trials.
   *
   * @param predicted of training trials, any numbers
   * @param counts of the same trials and neurons
   */
  static FittedFloor of(Cube predicted, Cube counts) {
    return new FittedFloor(
        IntStream.range(0, counts.columns())
            .mapToObj(neuron -> best(predicted, counts, neuron))
            .toList());
  }

  Cube apply(Cube predicted) {
    float[] values = predicted.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(values[i], perBin.get(i % predicted.columns()));
    }
    return Cube.adopt(predicted.trials(), predicted.bins(), predicted.columns(), values);
  }

  private static double best(Cube predicted, Cube counts, int neuron) {
    double mean = 0;
    int rows = counts.trials() * counts.bins();
    for (int row = 0; row < rows; row++) {
      mean += at(counts, row, neuron) / rows;
    }
    double best = SmoothingWidth.FLOOR;
    double least = Double.POSITIVE_INFINITY;
    for (double share : SHARES) {
      double floor = Math.max(SmoothingWidth.FLOOR, share * mean);
      double nats = 0;
      for (int row = 0; row < rows; row++) {
        double intensity = Math.max(floor, at(predicted, row, neuron));
        nats += PoissonScores.negativeLogLikelihood(at(counts, row, neuron), intensity);
      }
      if (nats < least) {
        least = nats;
        best = floor;
      }
    }
    return best;
  }

  private static double at(Cube cube, int row, int neuron) {
    return cube.at(row / cube.bins(), row % cube.bins(), neuron);
  }
}
