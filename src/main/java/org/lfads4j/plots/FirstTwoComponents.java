package org.lfads4j.plots;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;
import org.lfads4j.data.Grid;

/**
 * Rows in the plane of their first two principal components, by singular values of the centred
 * rows. A component's largest loading is positive, so that the picture does not flip between runs.
 *
 * @param first coordinate of each row along the first component
 * @param second along the second, 0 where there is one dimension or one row
 * @param varianceShare1 share of the variance along the first component, 0 if nothing varies
 * @param varianceShare2 along the second
 */
record FirstTwoComponents(
    List<Double> first, List<Double> second, double varianceShare1, double varianceShare2) {

  static FirstTwoComponents of(Grid rows) {
    if (rows.rows() < 1 || rows.columns() < 1) {
      throw new IllegalArgumentException(
          "initial conditions must hold at least one trial and dimension, got " + rows);
    }
    SimpleMatrix centred = new SimpleMatrix(rows.toDoubles());
    for (int c = 0; c < centred.getNumCols(); c++) {
      double mean = centred.extractVector(false, c).elementSum() / centred.getNumRows();
      for (int r = 0; r < centred.getNumRows(); r++) {
        centred.set(r, c, centred.get(r, c) - mean);
      }
    }
    SimpleSVD<SimpleMatrix> svd = centred.svd(true);
    int available = Math.min(centred.getNumRows(), centred.getNumCols());
    double total = 0;
    for (int i = 0; i < available; i++) {
      total += svd.getSingleValue(i) * svd.getSingleValue(i);
    }
    double[] share = new double[2];
    List<Double>[] coordinates = newLists();
    for (int i = 0; i < 2; i++) {
      if (i < available && total > 0) {
        SimpleMatrix loading = upright(svd.getV().extractVector(false, i));
        SimpleMatrix along = centred.mult(loading);
        coordinates[i] = IntStream.range(0, rows.rows()).mapToObj(along::get).toList();
        share[i] = svd.getSingleValue(i) * svd.getSingleValue(i) / total;
      } else {
        coordinates[i] = IntStream.range(0, rows.rows()).mapToObj(r -> 0.0).toList();
      }
    }
    return new FirstTwoComponents(coordinates[0], coordinates[1], share[0], share[1]);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Double>[] newLists() {
    return new List[2];
  }

  private static SimpleMatrix upright(SimpleMatrix loading) {
    double largest = 0;
    for (int i = 0; i < loading.getNumElements(); i++) {
      if (Math.abs(loading.get(i)) > Math.abs(largest)) {
        largest = loading.get(i);
      }
    }
    return largest < 0 ? loading.negative() : loading;
  }
}
