package org.lfads4j.alignment;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The directions in which the averages of all sessions' neurons, side by side, vary most. A session
 * that lacks a condition leaves a gap there; a covariance is that of the bins in which both neurons
 * were averaged.
 */
final class GlobalPcs {
  /** A covariance of an eigenvalue below minus this fraction of its largest is no covariance. */
  private static final double NEGATIVE = 1e-10;

  private final List<ConditionAverages> sessions;
  private final List<String> shared;
  private final DMatrixRMaj components;

  private GlobalPcs(List<ConditionAverages> sessions, List<String> shared, DMatrixRMaj components) {
    this.sessions = sessions;
    this.shared = shared;
    this.components = components;
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
    SymmetricEigen eigen = SymmetricEigen.of(pairwise(sessions, conditions));
    int neurons = eigen.size();
    if (eigen.value(neurons - 1) < -NEGATIVE * eigen.value(0)) {
      eigen = SymmetricEigen.of(complete(sessions, shared));
    }
    DMatrixRMaj components = new DMatrixRMaj(neurons, count);
    for (int k = 0; k < count; k++) {
      // Where nothing varies, a direction would be chance.
      if (eigen.value(k) > SymmetricEigen.RANK_TOLERANCE * eigen.value(0)) {
        double[] vector = eigen.vector(k);
        double sign = Math.signum(vector[largest(vector)]);
        for (int n = 0; n < neurons; n++) {
          components.set(n, k, sign * vector[n]);
        }
      }
    }
    return new GlobalPcs(sessions, shared, components);
  }

  private static int largest(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
    }
    return largest;
  }

  private static DMatrixRMaj pairwise(List<ConditionAverages> sessions, List<String> conditions) {
    int neurons = sessions.stream().mapToInt(ConditionAverages::neurons).sum();
    DMatrixRMaj covariance = new DMatrixRMaj(neurons, neurons);
    for (String condition : conditions) {
      // A gap is 0 here and adds nothing to a product.
      DMatrixRMaj rows = sideBySide(sessions, List.of(condition));
      CommonOps_DDRM.multAddTransA(rows, rows, covariance);
    }
    int bins = sessions.get(0).bins();
    int first = 0;
    for (ConditionAverages a : sessions) {
      int second = 0;
      for (ConditionAverages b : sessions) {
        long both = conditions.stream().filter(c -> a.has(c) && b.has(c)).count();
        double rows = Math.max(1, both * bins - 1);
        for (int i = first; i < first + a.neurons(); i++) {
          for (int j = second; j < second + b.neurons(); j++) {
            covariance.set(i, j, covariance.get(i, j) / rows);
          }
        }
        second += b.neurons();
      }
      first += a.neurons();
    }
    return covariance;
  }

  private static DMatrixRMaj complete(List<ConditionAverages> sessions, List<String> shared) {
    DMatrixRMaj rows = sideBySide(sessions, shared);
    Centring.columns(rows);
    DMatrixRMaj covariance = new DMatrixRMaj(rows.numCols, rows.numCols);
    CommonOps_DDRM.multTransA(1.0 / Math.max(1, rows.numRows - 1), rows, rows, covariance);
    return covariance;
  }

  private static DMatrixRMaj sideBySide(List<ConditionAverages> sessions, List<String> conditions) {
    int bins = sessions.get(0).bins();
    int neurons = sessions.stream().mapToInt(ConditionAverages::neurons).sum();
    DMatrixRMaj out = new DMatrixRMaj(conditions.size() * bins, neurons);
    int column = 0;
    for (ConditionAverages session : sessions) {
      for (int c = 0; c < conditions.size(); c++) {
        if (session.has(conditions.get(c))) {
          DMatrixRMaj block = session.centred(conditions.get(c));
          CommonOps_DDRM.insert(block, out, c * bins, column);
        }
      }
      column += session.neurons();
    }
    return out;
  }

  /** The weights of all sessions' neurons, neurons x components. */
  DMatrixRMaj components() {
    return components;
  }

  /** The averages of the shared conditions along the components, (condition, bin) x components. */
  DMatrixRMaj scores() {
    DMatrixRMaj rows = sideBySide(sessions, shared);
    return CommonOps_DDRM.mult(rows, components, null);
  }
}
