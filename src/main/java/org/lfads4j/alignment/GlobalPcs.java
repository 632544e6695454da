package org.lfads4j.alignment;

import java.util.List;
import java.util.function.IntFunction;
import org.lfads4j.linear.Columns;
import org.lfads4j.linear.LinearMap;
import org.lfads4j.linear.Pca;
import org.lfads4j.linear.SymmetricEigen;

/**
 * The directions in which the averages of all sessions' neurons, side by side, vary most. A session
 * that lacks a condition leaves a gap there; a covariance is that of the bins in which both neurons
 * were averaged.
 */
final class GlobalPcs {
  /** Eigenvalues may be negative by this fraction of the largest through rounding, not by more. */
  private static final double NEGATIVE = 1e-10;

  private final double[][] components;
  private final double[][] scores;

  private GlobalPcs(double[][] components, double[][] scores) {
    this.components = components;
    this.scores = scores;
  }

  /**
   * The first components.
   *
   * @param conditions those of any session
   * @param shared those of every session, at least one
   * @param count at most the neurons of all sessions
   */
  static GlobalPcs of(
      List<ConditionAverages> sessions, List<String> conditions, List<String> shared, int count) {
    double[][] complete = sideBySide(sessions, shared);
    double[][] components =
        conditions.size() == shared.size()
            ? components(complete, count)
            : components(sessions, conditions, complete, count);
    return new GlobalPcs(components, LinearMap.product(complete, components));
  }

  private static double[][] components(
      List<ConditionAverages> sessions, List<String> conditions, double[][] complete, int count) {
    double[][] covariance = pairwise(sessions, conditions);
    SymmetricEigen eigen = SymmetricEigen.leading(covariance, count);
    double largest = eigen.value(0);
    return largest == 0 || SymmetricEigen.isAbove(-NEGATIVE * largest, covariance)
        ? columns(covariance.length, eigen.rank(), count, eigen::vector)
        : components(complete, count);
  }

  private static double[][] components(double[][] complete, int count) {
    Pca pca = Pca.of(complete, count);
    return columns(complete[0].length, pca.rank(), count, pca::component);
  }

  /** Directions as columns; 0 beyond the rank, where directions would be arbitrary. */
  private static double[][] columns(
      int neurons, int rank, int count, IntFunction<double[]> direction) {
    double[][] out = new double[neurons][count];
    for (int k = 0; k < rank; k++) {
      double[] vector = direction.apply(k);
      for (int n = 0; n < neurons; n++) {
        out[n][k] = vector[n];
      }
    }
    return out;
  }

  private static double[][] pairwise(List<ConditionAverages> sessions, List<String> conditions) {
    // A gap is 0 here and adds nothing to a product.
    double[][] covariance = Columns.products(sideBySide(sessions, conditions));
    int bins = sessions.get(0).bins();
    int first = 0;
    for (ConditionAverages a : sessions) {
      int second = 0;
      for (ConditionAverages b : sessions) {
        long both = conditions.stream().filter(c -> a.has(c) && b.has(c)).count();
        double rows = Math.max(1, both * bins - 1);
        for (int i = first; i < first + a.neurons(); i++) {
          for (int j = second; j < second + b.neurons(); j++) {
            covariance[i][j] /= rows;
          }
        }
        second += b.neurons();
      }
      first += a.neurons();
    }
    return covariance;
  }

  private static double[][] sideBySide(List<ConditionAverages> sessions, List<String> conditions) {
    int bins = sessions.get(0).bins();
    int neurons = sessions.stream().mapToInt(ConditionAverages::neurons).sum();
    double[][] out = new double[conditions.size() * bins][neurons];
    int column = 0;
    for (ConditionAverages session : sessions) {
      for (int c = 0; c < conditions.size(); c++) {
        if (session.has(conditions.get(c))) {
          double[][] block = session.centred(conditions.get(c));
          for (int t = 0; t < bins; t++) {
            System.arraycopy(block[t], 0, out[c * bins + t], column, session.neurons());
          }
        }
      }
      column += session.neurons();
    }
    return out;
  }

  /** The weights of all sessions' neurons, neurons x components. */
  double[][] components() {
    return components;
  }

  /** The averages of the shared conditions along the components, (condition, bin) x components. */
  double[][] scores() {
    return scores;
  }
}
