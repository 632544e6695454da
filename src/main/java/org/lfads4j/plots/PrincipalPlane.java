package org.lfads4j.plots;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.analysis.PrincipalComponents;
import org.lfads4j.data.Grid;

/**
 * Rows in the plane of their first two principal components; a coordinate is 0 where there is one
 * row only, or one column only.
 *
 * @param first coordinate of each row along the first component
 * @param second along the second
 * @param varianceShare1 share of the variance along the first component, 0 if nothing varies
 * @param varianceShare2 along the second
 */
record PrincipalPlane(
    List<Double> first, List<Double> second, double varianceShare1, double varianceShare2) {

  static PrincipalPlane of(Grid rows) {
    if (rows.rows() < 1 || rows.columns() < 1) {
      throw new IllegalArgumentException(
          "initial conditions must hold at least one trial and dimension, got " + rows);
    }
    List<Double> zeros = Collections.nCopies(rows.rows(), 0.0);
    if (rows.rows() == 1) {
      return new PrincipalPlane(zeros, zeros, 0, 0);
    }
    PrincipalComponents components = PrincipalComponents.of(rows, Math.min(2, rows.columns()));
    Grid coordinates = components.project(rows);
    List<Double> share = components.explainedFraction();
    return rows.columns() == 1
        ? new PrincipalPlane(column(coordinates, 0), zeros, share.get(0), 0)
        : new PrincipalPlane(
            column(coordinates, 0), column(coordinates, 1), share.get(0), share.get(1));
  }

  private static List<Double> column(Grid grid, int column) {
    return IntStream.range(0, grid.rows()).mapToObj(r -> (double) grid.at(r, column)).toList();
  }
}
