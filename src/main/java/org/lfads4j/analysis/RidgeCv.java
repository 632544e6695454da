package org.lfads4j.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.linear.Ridge;

/**
 * Ridge regression whose penalty is chosen by cross-validation, as the Neural Latents Benchmark
 * decodes behaviour: samples (trial by trial, bin by bin) are cut into contiguous folds without
 * shuffling, each penalty is scored by the mean over folds of the R<sup>2</sup> averaged over
 * targets, the first best one wins, and the readout is refitted on all samples.
 *
 * @param readout the readout fitted to all samples with the penalty chosen
 * @param penalty the penalty chosen
 * @param foldScores mean R<sup>2</sup> over the folds, one per penalty offered, in that order
 */
record RidgeCv(LinearReadout readout, double penalty, List<Double> foldScores) {
  /** The benchmark's penalties: nine from 1e-4 to 1, evenly spaced in the logarithm. */
  static final List<Double> BENCHMARK_PENALTIES =
      IntStream.rangeClosed(0, 8).mapToObj(k -> Math.pow(10, -4 + k / 2.0)).toList();

  /** Seventeen from 1e-4 to 1e4: enough also where there are few trials of many neurons. */
  static final List<Double> WIDE_PENALTIES =
      IntStream.rangeClosed(0, 16).mapToObj(k -> Math.pow(10, -4 + k / 2.0)).toList();

  /** The benchmark's number of folds. */
  static final int BENCHMARK_FOLDS = 5;

  /** Copies the list. */
  RidgeCv {
    foldScores = List.copyOf(foldScores);
  }

  /**
   * Fits with the benchmark's penalties and folds.
   *
   * @param factors trials x bins x factors
   * @param targets trials x bins x targets
   * @throws IllegalArgumentException as {@link #fit(Cube, Cube, List, int)}
   */
  static RidgeCv fit(Cube factors, Cube targets) {
    return fit(factors, targets, BENCHMARK_PENALTIES, BENCHMARK_FOLDS);
  }

  /** Fits with penalties of a wider range. */
  static RidgeCv fitWide(Cube factors, Cube targets) {
    return fit(factors, targets, WIDE_PENALTIES, BENCHMARK_FOLDS);
  }

  /**
   * Fits with penalties and folds of your own.
   *
   * @param factors trials x bins x factors
   * @param targets trials x bins x targets
   * @param penalties at least one, each &gt;= 0
   * @param folds &gt;= 2, with at least two samples in each
   * @throws IllegalArgumentException if a setting is out of range, trials or bins differ, a cube is
   *     empty or a value is not finite
   */
  static RidgeCv fit(Cube factors, Cube targets, List<Double> penalties, int folds) {
    if (penalties.isEmpty()) {
      throw new IllegalArgumentException("penalties must hold at least one");
    }
    penalties.forEach(LinearReadout::requirePenalty);
    LinearReadout.requireFittable(factors, targets);
    int samples = factors.trials() * factors.bins();
    if (!(folds >= 2 && samples / 2 >= folds)) {
      throw new IllegalArgumentException(
          "folds must be >= 2 and leave two samples in each, got "
              + folds
              + " ("
              + samples
              + " samples)");
    }
    return fit(
        SampleRows.of(factors, "factors"), SampleRows.of(targets, "targets"), penalties, folds);
  }

  /** The score of the penalty chosen. */
  double bestScore() {
    return foldScores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  static RidgeCv fit(double[][] factors, double[][] targets, List<Double> penalties, int folds) {
    int least = factors.length / folds;
    int larger = factors.length % folds;
    Ridge.Chosen chosen =
        Ridge.crossValidated(
            factors,
            targets,
            penalties,
            folds,
            // The first folds are larger by one sample than the others.
            row -> Math.max(row / (least + 1), (row - larger) / least),
            (truth, predicted) -> RSquared.of(truth, predicted).uniformAverage());
    return new RidgeCv(new LinearReadout(chosen.map()), chosen.penalty(), chosen.scores());
  }
}
