package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.linear.Columns;

/**
 * What the chaotic benchmarks leave to a model: the oracle above, smoothing and condition averages
 * below. Goldens from NumPy 2.4 and SciPy's {@code gaussian_filter1d} (kernel cut at 4 standard
 * deviations, trials mirrored at their ends), on the validation trials against true rates; the
 * mean-rate model has the mean counts of the training trials. They are given to two, three or four
 * decimals, hence the tolerances; those of 0.0006 leave room for a last digit rounded from a 5.
 */
class ChaoticBaselinesTest {
  private static final double BIN_MS = 10;

  @Test
  @Tag("slow")
  void withoutInput() {
    Baselines set = new Baselines(ChaoticRnn.trials(ChaoticRnn.defaults()));
    set.assertLikelihoods(2014.08, 2228.64, .4126);
    set.assertSmoothing(30, -.62, .373);
    set.assertSmoothing(50, -.06, .442);
    set.assertSmoothing(80, .21, .472);
    set.assertSmoothing(100, .278);
    set.assertSmoothing(120, .317);
    set.assertSmoothing(150, .344);
    set.assertPsth(10, .418);
    set.assertPsth(20, .697);
    set.assertPsth(30, .778);
    set.assertPsth(40, .805);
    set.assertPsth(50, .810);
    set.assertPsth(60, .804);
  }

  @Test
  @Tag("slow")
  void withInput() {
    Baselines set = new Baselines(ChaoticRnn.trials(ChaoticRnn.defaults().withInputMagnitude(20)));
    set.assertLikelihoods(2020.07, 2193.65, .3389);
    set.assertSmoothing(30, -.91, .292);
    set.assertSmoothing(50, -.31, .318);
    set.assertSmoothing(80, -.05, .300);
    set.assertPsthTo2Decimals(10, -.26);
    set.assertPsthTo2Decimals(20, .07);
    set.assertPsthTo2Decimals(30, .18);
  }

  @Test
  @Tag("slow")
  void withInputAndStrongerChaos() {
    Baselines set =
        new Baselines(
            ChaoticRnn.trials(ChaoticRnn.defaults().withInputMagnitude(20).withGain(2.5)));
    set.assertLikelihoods(1944.28, 2229.94, .5494);
    set.assertSmoothing(30, -.24, .368);
    set.assertSmoothing(50, .09, .373);
    set.assertSmoothing(80, .17, .321);
    set.assertPsthTo2Decimals(10, .03);
    set.assertPsthTo2Decimals(20, .23);
    set.assertPsthTo2Decimals(30, .29);
  }

  @Test
  void fewerConditionsWithoutInput() {
    Trials trials = ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(130).withRepeats(10));
    Baselines set = new Baselines(trials);
    assertEquals(778576, set.trainSpikes());
    assertEquals(194827, set.validSpikes());
    set.assertLikelihoods(2010.04, 2226.75, .4172);
    set.assertPsth(40, .804);
  }

  /** Predictions for the validation trials of one set, and their scores. */
  private static final class Baselines {
    private final Cube train;
    private final Cube valid;
    private final Cube intensities;
    private final List<String> trainConditions;
    private final List<String> validConditions;

    Baselines(Trials trials) {
      Split split = trials.split().orElseThrow();
      train = trials.counts().selectTrials(split.train());
      valid = trials.counts().selectTrials(split.valid());
      intensities =
          trials.truthHz().orElseThrow().selectTrials(split.valid()).map(hz -> hz * BIN_MS / 1000);
      trainConditions = labels(trials, split.train());
      validConditions = labels(trials, split.valid());
    }

    private static List<String> labels(Trials trials, int[] which) {
      return Arrays.stream(which).mapToObj(trials.conditions().orElseThrow()::get).toList();
    }

    long trainSpikes() {
      return (long) sum(train);
    }

    long validSpikes() {
      return (long) sum(valid);
    }

    private static double sum(Cube counts) {
      float[] values = counts.toArray();
      return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    }

    void assertLikelihoods(double truth, double meanRate, double bitsPerSpike) {
      double ofTruth = PoissonScores.negativeLogLikelihood(valid, intensities);
      double ofMeans = PoissonScores.negativeLogLikelihood(valid, meanRates());
      assertEquals(truth, ofTruth / valid.trials(), .0051, "true rate, nats per trial");
      assertEquals(meanRate, ofMeans / valid.trials(), .0051, "mean rate, nats per trial");
      assertEquals(
          bitsPerSpike,
          PoissonScores.bitsPerSpike(ofMeans, ofTruth, sum(valid)),
          .000051,
          "oracle bits per spike");
    }

    private Cube meanRates() {
      double[] means = Columns.means(SampleRows.of(train, "training counts"));
      double[][] rows = new double[valid.trials() * valid.bins()][];
      Arrays.fill(rows, means);
      return SampleRows.cube(valid.trials(), valid.bins(), valid.columns(), rows);
    }

    void assertSmoothing(double sdMs, double r2, double squaredCorrelation) {
      Cube smooth = smooth(valid, sdMs);
      assertEquals(r2, r2(smooth), .0051, "R2 of smoothing, SD " + sdMs);
      assertEquals(squaredCorrelation, r(smooth), .0006, "r2 of smoothing, SD " + sdMs);
    }

    void assertSmoothing(double sdMs, double r2) {
      assertEquals(r2, r2(smooth(valid, sdMs)), .0006, "R2 of smoothing, SD " + sdMs);
    }

    void assertPsth(double sdMs, double r2) {
      assertEquals(r2, r2(psth(sdMs)), .0006, "R2 of averages, SD " + sdMs);
    }

    void assertPsthTo2Decimals(double sdMs, double r2) {
      assertEquals(r2, r2(psth(sdMs)), .0051, "R2 of averages, SD " + sdMs);
    }

    private double r2(Cube prediction) {
      return RSquared.of(intensities, prediction).uniformAverage();
    }

    private double r(Cube prediction) {
      double[][] truth = SampleRows.of(intensities, "truth");
      double[][] predicted = SampleRows.of(prediction, "prediction");
      return IntStream.range(0, valid.columns())
          .mapToDouble(n -> squaredCorrelation(truth, predicted, n))
          .average()
          .orElseThrow();
    }

    private static double squaredCorrelation(double[][] a, double[][] b, int n) {
      double meanA = Arrays.stream(a).mapToDouble(row -> row[n]).average().orElseThrow();
      double meanB = Arrays.stream(b).mapToDouble(row -> row[n]).average().orElseThrow();
      double products = 0;
      double squaresA = 0;
      double squaresB = 0;
      for (int i = 0; i < a.length; i++) {
        products += (a[i][n] - meanA) * (b[i][n] - meanB);
        squaresA += Math.pow(a[i][n] - meanA, 2);
        squaresB += Math.pow(b[i][n] - meanB, 2);
      }
      return products * products / squaresA / squaresB;
    }

    /** Averages of the training trials of each validation trial's condition. */
    private Cube psth(double sdMs) {
      int radius = radius(sdMs);
      Cube mirrored = mirrored(train, radius);
      Cube wide =
          Psth.of(mirrored, trainConditions)
              .smoothed(sdMs / BIN_MS, radius)
              .intensities(validConditions);
      return cut(wide, radius);
    }
  }

  private static Cube smooth(Cube counts, double sdMs) {
    int radius = radius(sdMs);
    return cut(Smoothing.gaussian(mirrored(counts, radius), sdMs / BIN_MS, radius), radius);
  }

  private static int radius(double sdMs) {
    return (int) (4 * sdMs / BIN_MS + .5);
  }

  /** Each trial followed at either end by its own reverse, the last bin twice. */
  private static Cube mirrored(Cube cube, int more) {
    return rebuilt(
        cube,
        IntStream.range(-more, cube.bins() + more)
            .map(t -> t < 0 ? -1 - t : Math.min(t, 2 * cube.bins() - 1 - t))
            .toArray());
  }

  private static Cube cut(Cube cube, int fewer) {
    return rebuilt(cube, IntStream.range(fewer, cube.bins() - fewer).toArray());
  }

  private static Cube rebuilt(Cube cube, int[] bins) {
    float[] values = new float[cube.trials() * bins.length * cube.columns()];
    int next = 0;
    for (int e = 0; e < cube.trials(); e++) {
      for (int t : bins) {
        for (int n = 0; n < cube.columns(); n++) {
          values[next++] = cube.at(e, t, n);
        }
      }
    }
    return Cube.adopt(cube.trials(), bins.length, cube.columns(), values);
  }
}
