package org.lfads4j.alignment;

import java.util.OptionalDouble;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;

/** Weights, neurons x targets, and the ridge penalty that they were found with, if any. */
final class Fitted {
  private final double[][] weights;
  private final OptionalDouble penalty;

  Fitted(double[][] weights, OptionalDouble penalty) {
    this.weights = weights;
    this.penalty = penalty;
  }

  OptionalDouble penalty() {
    return penalty;
  }

  /** An alignment to as many factors; those beyond the targets get no weight. */
  Alignment toAlignment(ConditionAverages session, int factors) {
    float[] matrix = new float[session.neurons() * factors];
    for (int n = 0; n < session.neurons(); n++) {
      for (int k = 0; k < weights[n].length; k++) {
        matrix[n * factors + k] = (float) weights[n][k];
      }
    }
    return new Alignment(Grid.of(session.neurons(), factors, matrix), session.bias());
  }
}
