package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jhdf.HdfFile;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lfads4j.OutsideData;
import org.lfads4j.data.Cube;

/**
 * The Neural Latents Benchmark's own evaluation code on a real recording (monkey M1, 8 targets, 100
 * ms bins), with spikes smoothed by a Gaussian (SD 1 bin, radius 5 bins) and raised to at least
 * 1e-3 for rates. Computed in double precision these agree to the digits recorded; through
 * single-precision cubes to what rounding the rates allows.
 */
class BenchmarkGoldensTest {
  private static final String FILE = "m1_chewie20131003_100ms.h5";
  private static final double FLOOR = 1e-3;
  private static final double NLL = 10785.665395066;
  private static final double BITS_PER_SPIKE = 0.682008963511;
  private static final double VELOCITY_R2 = 0.646523340676;
  private static final double PSTH_R2 = -1.272905412924;

  private static double[][][] train;
  private static double[][][] valid;
  private static double[][] trainVelocity;
  private static double[][] validVelocity;
  private static List<String> trainTargets;
  private static List<String> validTargets;
  private static int[] heldOut;

  @BeforeAll
  static void read() {
    try (HdfFile hdf = new HdfFile(OutsideData.file(FILE))) {
      train = cut(numbers(hdf, "train_data"), 9, 88);
      valid = cut(numbers(hdf, "valid_data"), 9, 88);
      trainVelocity = cut(numbers(hdf, "train_behavior"), 128 * 9, 2)[0];
      validVelocity = cut(numbers(hdf, "valid_behavior"), 31 * 9, 2)[0];
      trainTargets = labels(numbers(hdf, "train_cond"));
      validTargets = labels(numbers(hdf, "valid_cond"));
      heldOut = Arrays.stream(numbers(hdf, "heldout_neurons")).mapToInt(n -> (int) n).toArray();
    }
  }

  @Test
  void likelihoodAndBitsPerSpike() {
    double[][][] rates = floored(smooth(valid));
    double model = 0;
    double nullModel = 0;
    double spikes = 0;
    for (int n = 0; n < 88; n++) {
      double mean = 0;
      for (double[][] trial : valid) {
        for (double[] bin : trial) {
          mean += bin[n] / (31 * 9);
          spikes += bin[n];
        }
      }
      for (int i = 0; i < 31; i++) {
        for (int t = 0; t < 9; t++) {
          model += PoissonScores.negativeLogLikelihood(valid[i][t][n], rates[i][t][n]);
          nullModel += PoissonScores.negativeLogLikelihood(valid[i][t][n], mean);
        }
      }
    }
    assertEquals(NLL, model, 1e-9);
    assertEquals(BITS_PER_SPIKE, PoissonScores.bitsPerSpike(nullModel, model, spikes), 1e-12);
  }

  @Test
  void likelihoodAndBitsPerSpikeOfCubes() {
    Cube counts = cube(valid);
    Cube rates = Smoothing.gaussian(counts, 1, 5).map(rate -> Math.max(rate, FLOOR));
    assertEquals(NLL, PoissonScores.negativeLogLikelihood(counts, rates), 1e-4);
    assertEquals(NLL / (31 * 9 * 88), PoissonScores.meanNegativeLogLikelihood(counts, rates), 1e-8);
    assertEquals(BITS_PER_SPIKE, PoissonScores.bitsPerSpike(counts, rates), 1e-8);
  }

  @Test
  void velocity() {
    RidgeCv chosen =
        RidgeCv.fit(
            rows(floored(smooth(train))),
            trainVelocity,
            RidgeCv.BENCHMARK_PENALTIES,
            RidgeCv.BENCHMARK_FOLDS);
    assertEquals(1, chosen.penalty());
    assertEquals(
        VELOCITY_R2,
        RSquared.of(validVelocity, chosen.readout().predict(rows(floored(smooth(valid)))))
            .uniformAverage(),
        1e-11);
  }

  @Test
  void velocityOfCubes() {
    Cube trainRates = Smoothing.gaussian(cube(train), 1, 5).map(rate -> Math.max(rate, FLOOR));
    Cube validRates = Smoothing.gaussian(cube(valid), 1, 5).map(rate -> Math.max(rate, FLOOR));
    Cube trainTruth = SampleRows.cube(128, 9, 2, trainVelocity);
    Cube validTruth = SampleRows.cube(31, 9, 2, validVelocity);
    RidgeCv chosen = RidgeCv.fit(trainRates, trainTruth);
    assertEquals(
        VELOCITY_R2, chosen.readout().score(validRates, validTruth).uniformAverage(), 1e-6);
  }

  @Test
  void conditionAverages() {
    // The truth is smoothed but not floored; the prediction is both.
    Psth truth = Psth.of(List.of(train), trainTargets).smoothed(1, 5);
    Psth predicted = Psth.of(List.of(floored(smooth(valid))), validTargets);
    assertEquals(PSTH_R2, truth.score(predicted).uniformAverage(), 1e-11);
  }

  @Test
  void conditionAveragesOfCubes() {
    Cube rates = Smoothing.gaussian(cube(valid), 1, 5).map(rate -> Math.max(rate, FLOOR));
    assertEquals(
        PSTH_R2,
        Psth.of(cube(train), trainTargets)
            .smoothed(1, 5)
            .score(rates, validTargets)
            .uniformAverage(),
        1e-5);
  }

  @Test
  void coSmoothingBaseline() {
    // Independently in NumPy: 0.154475806 with SD 1 bin, floor 0.5 / (trials of the target x bins).
    Cube counts = cube(valid).selectColumns(heldOut);
    Cube intensities =
        Psth.of(cube(train).selectColumns(heldOut), trainTargets)
            .smoothed(1, 5)
            .intensities(validTargets);
    assertEquals(0.154475806, PoissonScores.bitsPerSpike(counts, intensities), 1e-7);
  }

  private static double[][][] smooth(double[][][] trials) {
    return Arrays.stream(trials)
        .map(trial -> Smoothing.gaussian(trial, 1, 5))
        .toArray(double[][][]::new);
  }

  private static double[][][] floored(double[][][] trials) {
    for (double[][] trial : trials) {
      for (double[] bin : trial) {
        Arrays.setAll(bin, n -> Math.max(bin[n], FLOOR));
      }
    }
    return trials;
  }

  private static double[][] rows(double[][][] trials) {
    return Arrays.stream(trials).flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private static Cube cube(double[][][] trials) {
    return SampleRows.cube(trials.length, 9, 88, rows(trials));
  }

  private static List<String> labels(double[] targets) {
    List<String> labels = new ArrayList<>();
    for (double target : targets) {
      labels.add(Integer.toString((int) target));
    }
    return labels;
  }

  private static double[] numbers(HdfFile hdf, String name) {
    Object flat = hdf.getDatasetByPath(name).getDataFlat();
    double[] out = new double[Array.getLength(flat)];
    for (int i = 0; i < out.length; i++) {
      out[i] = ((Number) Array.get(flat, i)).doubleValue();
    }
    return out;
  }

  private static double[][][] cut(double[] flat, int bins, int columns) {
    double[][][] out = new double[flat.length / bins / columns][bins][];
    for (int row = 0; row < out.length * bins; row++) {
      out[row / bins][row % bins] = Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
    }
    return out;
  }
}
