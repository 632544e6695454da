package org.lfads4j.alignment;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.linear.Columns;
import org.lfads4j.linear.LinearMap;

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
    double[][] matrix = alignment.matrix().toDoubles();
    double[] bias = alignment.bias().stream().mapToDouble(Double::doubleValue).toArray();
    int block = session.bins() * factors;
    float[] values = new float[conditions.size() * block];
    for (int c = 0; c < conditions.size(); c++) {
      if (session.has(conditions.get(c))) {
        double[][] mean = Columns.less(session.mean(conditions.get(c)), bias);
        int at = c * block;
        for (double[] row : LinearMap.product(mean, matrix)) {
          for (double value : row) {
            values[at++] = (float) value;
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
}
