package org.lfads4j.model;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;
import org.lfads4j.model.ParameterSpec.Initialiser;

/**
 * The initial values of a session's read-in and read-out where an alignment maps its neurons to the
 * factors that sessions share: factors = (counts - bias) A.
 */
final class AlignedStart {
  private AlignedStart() {}

  /** A, of the neurons that the encoders see. */
  static Initialiser readInWeights(Alignment alignment, List<Integer> seen) {
    Grid matrix = alignment.matrix();
    List<Double> values = new ArrayList<>();
    for (int neuron : seen) {
      for (int f = 0; f < matrix.columns(); f++) {
        values.add((double) matrix.at(neuron, f));
      }
    }
    return new Initialiser.Given(List.copyOf(values));
  }

  /** -bias A, so that the read-in subtracts the bias first. */
  static Initialiser readInBias(Alignment alignment, List<Integer> seen) {
    Grid matrix = alignment.matrix();
    List<Double> values = new ArrayList<>();
    for (int f = 0; f < matrix.columns(); f++) {
      double sum = 0;
      for (int neuron : seen) {
        sum -= alignment.bias().get(neuron) * matrix.at(neuron, f);
      }
      values.add(sum);
    }
    return new Initialiser.Given(List.copyOf(values));
  }

  /**
   * A transposed maps factors to counts. To first order, a log count changes by the change of the
   * count divided by the count. So each neuron's weights are divided by its mean count, which is
   * the exponential of the read-out's bias. (The original takes A transposed as it is, as if mean
   * counts were log counts.)
   */
  static Initialiser readOutWeights(
      Alignment alignment, SessionSpec session, OutputDistribution output) {
    Grid matrix = alignment.matrix();
    List<Double> values = new ArrayList<>();
    for (int f = 0; f < matrix.columns(); f++) {
      for (int n = 0; n < session.neurons(); n++) {
        values.add(matrix.at(n, f) / output.slope(session.outputBias().get(n)));
      }
    }
    return new Initialiser.Given(List.copyOf(values));
  }
}
