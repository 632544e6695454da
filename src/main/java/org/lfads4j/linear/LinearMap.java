package org.lfads4j.linear;

import java.util.Arrays;
import org.ejml.dense.row.CommonOps_DDRM;

/** Rows times weights, plus an intercept for each column that comes out. */
public final class LinearMap {
  private final double[][] weights;
  private final double[] intercepts;

  /** Takes over weights, inputs x outputs, at least one of each, and the intercepts of outputs. */
  public LinearMap(double[][] weights, double[] intercepts) {
    this.weights = weights;
    this.intercepts = intercepts;
  }

  /** The product of two matrices. */
  public static double[][] product(double[][] left, double[][] right) {
    return left.length == 0
        ? left
        : CommonOps_DDRM.mult(Dense.of(left), Dense.of(right), null).get2DData();
  }

  /** The outputs for rows of inputs, rows x outputs. */
  public double[][] predict(double[][] rows) {
    return Columns.less(product(rows, weights), Arrays.stream(intercepts).map(b -> -b).toArray());
  }

  /** The weights, inputs x outputs. */
  public double[][] weights() {
    return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
  }

  /** The intercept of each output. */
  public double[] intercepts() {
    return intercepts.clone();
  }
}
