package org.lfads4j.alignment;

import java.util.OptionalDouble;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;
import org.lfads4j.linear.LinearMap;

/** A map from neurons to targets, and the ridge penalty that it was found with, if any. */
record Fitted(LinearMap map, OptionalDouble penalty) {
  /** An alignment to as many factors; those beyond the targets get no weight. */
  Alignment toAlignment(ConditionAverages session, int factors) {
    double[][] weights = map.weights();
    float[] matrix = new float[session.neurons() * factors];
    for (int n = 0; n < session.neurons(); n++) {
      for (int k = 0; k < weights[n].length; k++) {
        matrix[n * factors + k] = (float) weights[n][k];
      }
    }
    return new Alignment(Grid.of(session.neurons(), factors, matrix), session.bias());
  }
}
