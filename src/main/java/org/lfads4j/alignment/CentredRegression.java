package org.lfads4j.alignment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Regression of targets on neurons, both centred, decomposed once and solved for any ridge penalty:
 * weights = V (S + penalty)<sup>-1</sup> V' X'Y with X'X = V S V'. The intercept is not penalised.
 */
final class CentredRegression {
  private final double[] neuronMeans;
  private final double[] targetMeans;
  private final SymmetricEigen eigen;
  private final DMatrixRMaj vectors;
  private final DMatrixRMaj projected;
  private final boolean[] constant;

  private CentredRegression(
      double[] neuronMeans,
      double[] targetMeans,
      SymmetricEigen eigen,
      DMatrixRMaj vectors,
      DMatrixRMaj projected,
      boolean[] constant) {
    this.neuronMeans = neuronMeans;
    this.targetMeans = targetMeans;
    this.eigen = eigen;
    this.vectors = vectors;
    this.projected = projected;
    this.constant = constant;
  }

  /** Rows x neurons and rows x targets, as many rows of each, at least one. */
  static CentredRegression of(DMatrixRMaj neurons, DMatrixRMaj targets) {
    DMatrixRMaj x = neurons.copy();
    DMatrixRMaj y = targets.copy();
    double[] neuronMeans = Centring.columns(x);
    double[] targetMeans = Centring.columns(y);
    DMatrixRMaj gram = new DMatrixRMaj(x.numCols, x.numCols);
    CommonOps_DDRM.multInner(x, gram);
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    DMatrixRMaj vectors = new DMatrixRMaj(x.numCols, x.numCols);
    for (int k = 0; k < eigen.size(); k++) {
      double[] vector = eigen.vector(k);
      for (int n = 0; n < vector.length; n++) {
        vectors.set(n, k, vector[n]);
      }
    }
    DMatrixRMaj cross = CommonOps_DDRM.multTransA(x, y, null);
    DMatrixRMaj projected = CommonOps_DDRM.multTransA(vectors, cross, null);
    boolean[] constant = new boolean[x.numCols];
    for (int n = 0; n < constant.length; n++) {
      constant[n] = gram.get(n, n) == 0;
    }
    return new CentredRegression(neuronMeans, targetMeans, eigen, vectors, projected, constant);
  }

  /**
   * The weights, neurons x targets; 0 for a constant neuron. Without a penalty, directions in which
   * the neurons do not vary get none, so the solution is the one of least norm; MATLAB's backslash
   * would give one with as few weights as the rank, which depends on the order of the neurons.
   */
  DMatrixRMaj solve(double penalty) {
    DMatrixRMaj scaled = projected.copy();
    double least = SymmetricEigen.RANK_TOLERANCE * eigen.value(0);
    for (int k = 0; k < eigen.size(); k++) {
      double stiffness = eigen.value(k) + penalty;
      for (int j = 0; j < scaled.numCols; j++) {
        scaled.set(k, j, stiffness > least ? scaled.get(k, j) / stiffness : 0);
      }
    }
    DMatrixRMaj weights = CommonOps_DDRM.mult(vectors, scaled, null);
    for (int n = 0; n < weights.numRows; n++) {
      for (int j = 0; j < weights.numCols && constant[n]; j++) {
        // A small penalty would magnify the rounding of the eigenvectors.
        weights.set(n, j, 0);
      }
    }
    return weights;
  }

  /** The mean squared error, over rows and targets, of what these weights predict. */
  double error(DMatrixRMaj weights, DMatrixRMaj neurons, DMatrixRMaj targets) {
    double sum = 0;
    for (int r = 0; r < neurons.numRows; r++) {
      for (int j = 0; j < targets.numCols; j++) {
        double predicted = targetMeans[j];
        for (int n = 0; n < neurons.numCols; n++) {
          predicted += (neurons.get(r, n) - neuronMeans[n]) * weights.get(n, j);
        }
        double miss = targets.get(r, j) - predicted;
        sum += miss * miss;
      }
    }
    return sum / (neurons.numRows * (double) targets.numCols);
  }
}
