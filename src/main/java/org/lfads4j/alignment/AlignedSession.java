package org.lfads4j.alignment;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;

/**
 * One session, aligned.
 *
 * @param name the session's
 * @param alignment from its neurons to the shared factors
 * @param reconstruction what that makes of its averages, (average - bias) times matrix, conditions
 *     x bins x factors; NaN where the session lacks the condition
 * @param penalty the ridge penalty that cross-validation chose; empty where no ridge was fitted
 */
public record AlignedSession(
    String name, Alignment alignment, Cube reconstruction, OptionalDouble penalty) {
  /**
   * Checks that matrix and reconstruction have the same factors.
   *
   * @throws IllegalArgumentException if they differ
   */
  public AlignedSession {
    if (alignment.matrix().columns() != reconstruction.columns()) {
      throw new IllegalArgumentException(
          "reconstruction of session "
              + name
              + " must have the "
              + alignment.matrix().columns()
              + " factors of its matrix, got "
              + reconstruction.columns());
    }
  }

  static AlignedSession of(
      ConditionAverages session,
      Alignment alignment,
      List<String> conditions,
      OptionalDouble penalty) {
    int factors = alignment.matrix().columns();
    int block = session.bins() * factors;
    float[] values = new float[conditions.size() * block];
    for (int c = 0; c < conditions.size(); c++) {
      if (session.has(conditions.get(c))) {
        double[][] mean = session.mean(conditions.get(c));
        for (int t = 0; t < mean.length; t++) {
          for (int f = 0; f < factors; f++) {
            values[c * block + t * factors + f] = (float) factor(mean[t], alignment, f);
          }
        }
      } else {
        Arrays.fill(values, c * block, (c + 1) * block, Float.NaN);
      }
    }
    return new AlignedSession(
        session.session(),
        alignment,
        Cube.adopt(conditions.size(), session.bins(), factors, values),
        penalty);
  }

  /** Whether the session has a condition, by its place. */
  boolean has(int condition) {
    return reconstruction.bins() > 0 && !Float.isNaN(reconstruction.at(condition, 0, 0));
  }

  private static double factor(double[] counts, Alignment alignment, int factor) {
    double sum = 0;
    for (int n = 0; n < counts.length; n++) {
      sum += (counts[n] - alignment.bias().get(n)) * alignment.matrix().at(n, factor);
    }
    return sum;
  }
}
