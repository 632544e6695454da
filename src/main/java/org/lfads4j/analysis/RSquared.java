package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.data.Cube;
import org.lfads4j.linear.Columns;

/**
 * The coefficient of determination, 1 - SSE / SST over all trials and bins, of each column and of
 * all together. SST is taken about the truth's own mean over the samples scored, so a prediction
 * worse than that mean scores below 0. A column whose truth is constant scores 1 where it is
 * predicted exactly and 0 otherwise.
 *
 * @param perColumn R<sup>2</sup> of each column
 * @param pooled 1 - (SSE of all columns) / (SST of all columns): columns weighted by their variance
 */
public record RSquared(List<Double> perColumn, double pooled) {
  /** Copies the list. */
  public RSquared {
    perColumn = List.copyOf(perColumn);
  }

  /**
   * Compares a prediction with the truth, both trials x bins x columns.
   *
   * @throws IllegalArgumentException if shapes differ, there are no columns or fewer than two
   *     samples (trials x bins), or a value is not finite
   */
  public static RSquared of(Cube truth, Cube prediction) {
    SampleRows.requireSameShape(prediction, "prediction", truth, "truth");
    return of(SampleRows.of(truth, "truth"), SampleRows.of(prediction, "prediction"));
  }

  /** Rows of samples. */
  static RSquared of(double[][] truth, double[][] prediction) {
    if (truth.length < 2 || truth[0].length == 0) {
      throw new IllegalArgumentException(
          "truth must hold at least two samples of one column to score R2, got "
              + truth.length
              + " x "
              + (truth.length == 0 ? 0 : truth[0].length));
    }
    double[] mean = Columns.means(truth);
    List<Double> perColumn = new ArrayList<>();
    double allErrors = 0;
    double allTotals = 0;
    for (int c = 0; c < mean.length; c++) {
      double errors = 0;
      double totals = 0;
      // The rounded mean of equal values may differ from them, so the values themselves are
      // compared.
      boolean constant = true;
      for (int r = 0; r < truth.length; r++) {
        errors += square(truth[r][c] - prediction[r][c]);
        totals += square(truth[r][c] - mean[c]);
        constant &= truth[r][c] == truth[0][c];
      }
      totals = constant ? 0 : totals;
      perColumn.add(score(errors, totals));
      allErrors += errors;
      allTotals += totals;
    }
    return new RSquared(perColumn, score(allErrors, allTotals));
  }

  /** The plain mean of the columns' R<sup>2</sup>, with equal weights. */
  public double uniformAverage() {
    return perColumn.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double score(double errors, double totals) {
    if (totals == 0) {
      return errors == 0 ? 1 : 0;
    }
    return 1 - errors / totals;
  }

  private static double square(double x) {
    return x * x;
  }
}
