package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.List;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.linear.LinearMap;
import org.lfads4j.linear.Ridge;

/**
 * An affine map from factors (or rates) to targets such as latent coordinates or hand velocity,
 * fitted by least squares or ridge regression over all trials and bins. The intercept is never
 * penalised. Where factors are linearly dependent, the solution of least norm.
 */
public final class LinearReadout {
  private final LinearMap map;

  LinearReadout(LinearMap map) {
    this.map = map;
  }

  /**
   * Ordinary least squares.
   *
   * @param factors trials x bins x factors
   * @param targets trials x bins x targets
   * @throws IllegalArgumentException if trials or bins differ, a cube is empty or a value is not
   *     finite
   */
  public static LinearReadout fit(Cube factors, Cube targets) {
    return fit(factors, targets, 0);
  }

  /**
   * Ridge regression: the sum of squared errors plus {@code penalty} times the sum of squared
   * weights is least.
   *
   * @param factors trials x bins x factors
   * @param targets trials x bins x targets
   * @param penalty &gt;= 0, in squared units of the factors, not scaled by the number of samples; 0
   *     is ordinary least squares
   * @throws IllegalArgumentException if the penalty is out of range, trials or bins differ, a cube
   *     is empty or a value is not finite
   */
  public static LinearReadout fit(Cube factors, Cube targets, double penalty) {
    requirePenalty(penalty);
    requireFittable(factors, targets);
    return new LinearReadout(
        Ridge.of(SampleRows.of(factors, "factors"), SampleRows.of(targets, "targets"))
            .solve(penalty));
  }

  static void requirePenalty(double penalty) {
    if (!(penalty >= 0 && Double.isFinite(penalty))) {
      throw new IllegalArgumentException("penalty must be a finite number >= 0, got " + penalty);
    }
  }

  static void requireFittable(Cube factors, Cube targets) {
    SampleRows.requireValues(factors, "factors");
    SampleRows.requireValues(targets, "targets");
    SampleRows.requireSameRows(targets, "targets", factors, "factors");
  }

  /**
   * The targets that these factors predict, trials x bins x targets.
   *
   * @throws IllegalArgumentException if the number of factors differs from the fit's, or a value is
   *     not finite
   */
  public Cube predict(Cube factors) {
    return SampleRows.cube(factors.trials(), factors.bins(), targets(), predict(rowsOf(factors)));
  }

  /**
   * How well these factors predict these targets.
   *
   * @throws IllegalArgumentException if shapes do not fit, there are fewer than two samples, or a
   *     value is not finite
   */
  public RSquared score(Cube factors, Cube targets) {
    SampleRows.requireSameRows(targets, "targets", factors, "factors");
    if (targets.columns() != targets()) {
      throw new IllegalArgumentException(
          "targets must have the " + targets() + " columns fitted, got " + targets);
    }
    return RSquared.of(SampleRows.of(targets, "targets"), predict(rowsOf(factors)));
  }

  /** The weights, factors x targets. */
  public Grid weights() {
    return SampleRows.grid(targets(), map.weights());
  }

  /** The intercept of each target. */
  public List<Double> intercepts() {
    return Arrays.stream(map.intercepts()).boxed().toList();
  }

  double[][] predict(double[][] factors) {
    return map.predict(factors);
  }

  private double[][] rowsOf(Cube factors) {
    if (factors.columns() != factors()) {
      throw new IllegalArgumentException(
          "factors must have the " + factors() + " columns fitted, got " + factors);
    }
    return SampleRows.of(factors, "factors");
  }

  private int factors() {
    return map.weights().length;
  }

  private int targets() {
    return map.intercepts().length;
  }

  @Override
  public String toString() {
    return "linear readout from " + factors() + " factors to " + targets() + " targets";
  }
}
