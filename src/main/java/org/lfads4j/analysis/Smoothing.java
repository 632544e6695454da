package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/** Smoothing along time: the simplest estimate of single-trial rates, and a baseline. */
public final class Smoothing {
  private Smoothing() {}

  /**
   * Counts, trials x bins x columns, smoothed with a Gaussian along the bins of each trial. The
   * kernel is cut at {@code radiusBins} on either side and normalised to sum 1; before its first
   * and after its last bin, a trial is continued with the value of that bin.
   *
   * @param sdBins standard deviation in bins, &gt; 0
   * @param radiusBins half width of the kernel in bins, &gt;= 0; 0 changes nothing
   * @throws IllegalArgumentException if the kernel is out of range or a value is not finite
   */
  public static Cube gaussian(Cube counts, double sdBins, int radiusBins) {
    double[] kernel = kernel(sdBins, radiusBins);
    SampleRows.requireFinite(counts, "counts");
    float[] out = new float[counts.trials() * counts.bins() * counts.columns()];
    int at = 0;
    for (int i = 0; i < counts.trials(); i++) {
      for (double[] row : along(counts.trial(i), kernel)) {
        for (double value : row) {
          out[at++] = (float) value;
        }
      }
    }
    return Cube.adopt(counts.trials(), counts.bins(), counts.columns(), out);
  }

  /** One trial, bins x columns, smoothed in double precision. */
  static double[][] gaussian(double[][] trial, double sdBins, int radiusBins) {
    return along(trial, kernel(sdBins, radiusBins));
  }

  private static double[] kernel(double sdBins, int radiusBins) {
    if (!(sdBins > 0 && Double.isFinite(sdBins))) {
      throw new IllegalArgumentException("sdBins must be a finite number > 0, got " + sdBins);
    }
    if (!(radiusBins >= 0)) {
      throw new IllegalArgumentException("radiusBins must be >= 0, got " + radiusBins);
    }
    double[] kernel = weights(sdBins, radiusBins);
    double sum = Arrays.stream(kernel).reduce(0, Double::sum);
    return Arrays.stream(kernel).map(weight -> weight / sum).toArray();
  }

  /** A Gaussian by distance in bins, that of distance 0 in the middle and 1. */
  static double[] weights(double sdBins, int radiusBins) {
    return IntStream.rangeClosed(-radiusBins, radiusBins)
        .mapToDouble(
            distance -> {
              double z = distance / sdBins;
              return Math.exp(-0.5 * z * z);
            })
        .toArray();
  }

  private static double[][] along(double[][] trial, double[] kernel) {
    double[][] out = new double[trial.length][];
    for (int t = 0; t < trial.length; t++) {
      out[t] = new double[trial[t].length];
      for (int k = 0; k < kernel.length; k++) {
        int from = Math.min(Math.max(t + k - kernel.length / 2, 0), trial.length - 1);
        for (int c = 0; c < out[t].length; c++) {
          out[t][c] += kernel[k] * trial[from][c];
        }
      }
    }
    return out;
  }
}
