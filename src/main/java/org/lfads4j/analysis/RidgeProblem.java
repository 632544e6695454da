package org.lfads4j.analysis;

/**
 * Centred regression of targets on factors, decomposed once and solved for any ridge penalty:
 * weights = V (S + penalty)<sup>-1</sup> V' X'Y with X'X = V S V'. The intercept is not penalised.
 */
final class RidgeProblem {
  /**
   * Without a penalty, directions of the factors whose variance is below this fraction of the
   * largest one's carry no information at single precision; they get no weight, so the solution is
   * the one of least norm.
   */
  static final double RANK_TOLERANCE = 1e-13;

  private final double[] factorMeans;
  private final double[] targetMeans;
  private final SymmetricEigen eigen;
  private final double[][] projected;

  private RidgeProblem(
      double[] factorMeans, double[] targetMeans, SymmetricEigen eigen, double[][] projected) {
    this.factorMeans = factorMeans;
    this.targetMeans = targetMeans;
    this.eigen = eigen;
    this.projected = projected;
  }

  /** Rows of factors and of targets, as many of each, at least one. */
  static RidgeProblem of(double[][] factors, double[][] targets) {
    double[] factorMeans = SampleRows.columnMeans(factors);
    double[] targetMeans = SampleRows.columnMeans(targets);
    int size = factorMeans.length;
    double[][] gram = new double[size][size];
    double[][] cross = new double[size][targetMeans.length];
    double[] centred = new double[size];
    for (int r = 0; r < factors.length; r++) {
      for (int a = 0; a < size; a++) {
        centred[a] = factors[r][a] - factorMeans[a];
      }
      for (int a = 0; a < size; a++) {
        for (int b = 0; b <= a; b++) {
          gram[a][b] += centred[a] * centred[b];
        }
        for (int k = 0; k < targetMeans.length; k++) {
          cross[a][k] += centred[a] * (targets[r][k] - targetMeans[k]);
        }
      }
    }
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < a; b++) {
        gram[b][a] = gram[a][b];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    double[][] projected = new double[size][targetMeans.length];
    for (int v = 0; v < size; v++) {
      for (int a = 0; a < size; a++) {
        for (int k = 0; k < targetMeans.length; k++) {
          projected[v][k] += eigen.vector(v)[a] * cross[a][k];
        }
      }
    }
    return new RidgeProblem(factorMeans, targetMeans, eigen, projected);
  }

  LinearReadout solve(double penalty) {
    double[][] weights = new double[factorMeans.length][targetMeans.length];
    double least = eigen.size() == 0 ? 0 : RANK_TOLERANCE * eigen.value(0);
    for (int v = 0; v < eigen.size(); v++) {
      double stiffness = eigen.value(v) + penalty;
      if (stiffness > least) {
        for (int a = 0; a < weights.length; a++) {
          for (int k = 0; k < targetMeans.length; k++) {
            weights[a][k] += eigen.vector(v)[a] * projected[v][k] / stiffness;
          }
        }
      }
    }
    double[] intercepts = targetMeans.clone();
    for (int a = 0; a < weights.length; a++) {
      for (int k = 0; k < intercepts.length; k++) {
        intercepts[k] -= factorMeans[a] * weights[a][k];
      }
    }
    return new LinearReadout(weights, intercepts);
  }
}
