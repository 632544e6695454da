package org.lfads4j.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The steps of Levenberg and Marquardt at one place: those d for which |A d + r|<sup>2</sup> +
 * damping |d|<sup>2</sup> is least.
 */
public final class DampedSteps {
  private final DMatrixRMaj gram;
  private final DMatrixRMaj gradient;

  /**
   * At a place.
   *
   * @param derivative A, square
   * @param residual r
   */
  public DampedSteps(double[][] derivative, double[] residual) {
    DMatrixRMaj a = Dense.of(derivative);
    this.gram = CommonOps_DDRM.multInner(a, null);
    this.gradient =
        CommonOps_DDRM.multTransA(a, DMatrixRMaj.wrap(residual.length, 1, residual), null);
  }

  /** A'r, the gradient of half the sum of squared residuals. */
  public double[] gradient() {
    return gradient.data.clone();
  }

  /**
   * One step.
   *
   * @param damping above 0
   * @return the step; not finite if the damping is too small for double precision
   */
  public double[] step(double damping) {
    DMatrixRMaj damped = gram.copy();
    DMatrixRMaj step = new DMatrixRMaj(gram.numRows, 1);
    for (int i = 0; i < gram.numRows; i++) {
      damped.add(i, i, damping);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(gram.numRows);
    if (solver.setA(damped)) {
      solver.solve(gradient, step);
      CommonOps_DDRM.scale(-1, step);
    } else {
      step.fill(Double.NaN);
    }
    return step.data;
  }
}
