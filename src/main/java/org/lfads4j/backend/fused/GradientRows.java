package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.backend.kernels.Panels;

/** The gradients of one strip of tiles: of each matrix, and of the parameters outside matrices. */
final class GradientRows {
  private final Map<Matrix, Panels> byMatrix = new HashMap<>();

  /** Of the initial condition's prior: mean, log variance. */
  final double[] priorMean;

  final double[] priorLogVariance;

  /** Of the autoregressive prior: coefficient, log innovation variance. */
  final double[] phi;

  final double[] logInnovation;

  GradientRows(Plan plan) {
    this.priorMean = new double[plan.initial];
    this.priorLogVariance = new double[plan.initial];
    this.phi = new double[plan.inputs];
    this.logInnovation = new double[plan.inputs];
  }

  Panels of(Matrix matrix) {
    return byMatrix.computeIfAbsent(matrix, Matrix::gradient);
  }

  /** Sets the gradients of these matrices, and the others, to zero. */
  void clear(List<Matrix> matrices) {
    for (Matrix matrix : matrices) {
      Arrays.fill(of(matrix).values(), 0);
    }
    Arrays.fill(priorMean, 0);
    Arrays.fill(priorLogVariance, 0);
    Arrays.fill(phi, 0);
    Arrays.fill(logInnovation, 0);
  }
}
