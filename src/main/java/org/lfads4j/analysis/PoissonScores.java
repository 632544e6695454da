package org.lfads4j.analysis;

import org.lfads4j.data.Cube;
import org.lfads4j.model.LogGamma;

/**
 * How well intensities explain spike counts under a Poisson observation model. Counts and
 * intensities are trials x bins x neurons; an intensity is the expected count per bin, not a rate
 * per second. Exact (log k! by the log-gamma function), accumulated in double precision.
 *
 * <p>The definitions are those of the Neural Latents Benchmark (Pei, Ye et al. 2021), so that
 * scores compare with published ones.
 */
public final class PoissonScores {
  /**
   * What an intensity of exactly zero counts as, in expected counts per bin, so that the likelihood
   * of a spike where none was expected is very low but not zero. Smaller positive intensities are
   * taken as they are.
   */
  public static final double INTENSITY_FLOOR = 1e-9;

  private PoissonScores() {}

  /**
   * The negative log-likelihood, in nats, summed over trials, bins and neurons; 0 for empty data.
   *
   * @throws IllegalArgumentException if shapes differ or a value is negative, infinite or NaN
   */
  public static double negativeLogLikelihood(Cube counts, Cube intensities) {
    requireComparable(counts, intensities);
    double sum = 0;
    for (int i = 0; i < counts.trials(); i++) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          sum += negativeLogLikelihood(counts.at(i, t, n), intensities.at(i, t, n));
        }
      }
    }
    return sum;
  }

  /**
   * The negative log-likelihood in nats per trial, bin and neuron.
   *
   * @throws IllegalArgumentException if the data are empty, shapes differ or a value is negative,
   *     infinite or NaN
   */
  public static double meanNegativeLogLikelihood(Cube counts, Cube intensities) {
    SampleRows.requireValues(counts, "counts");
    return negativeLogLikelihood(counts, intensities)
        / ((double) counts.trials() * counts.bins() * counts.columns());
  }

  /**
   * Bits per spike: how much better the intensities are than the null model (each neuron's mean
   * count over all trials and bins given), in bits per spike observed. 0 means no better than the
   * mean; the true intensities of a Poisson process reach the most that is possible.
   *
   * @throws IllegalArgumentException if there are no spikes, shapes differ or a value is negative,
   *     infinite or NaN
   */
  public static double bitsPerSpike(Cube counts, Cube intensities) {
    SampleRows.requireValues(counts, "counts");
    double model = negativeLogLikelihood(counts, intensities);
    double spikes = 0;
    double nullModel = 0;
    int samples = counts.trials() * counts.bins();
    for (int n = 0; n < counts.columns(); n++) {
      double ofNeuron = 0;
      for (int row = 0; row < samples; row++) {
        ofNeuron += counts.at(row / counts.bins(), row % counts.bins(), n);
      }
      for (int row = 0; row < samples; row++) {
        nullModel +=
            negativeLogLikelihood(
                counts.at(row / counts.bins(), row % counts.bins(), n), ofNeuron / samples);
      }
      spikes += ofNeuron;
    }
    if (!(spikes > 0)) {
      throw new IllegalArgumentException(
          "counts must hold at least one spike, got 0 (" + counts + ")");
    }
    return bitsPerSpike(nullModel, model, spikes);
  }

  /** The gain over the null model, both in nats, in bits per spike. */
  static double bitsPerSpike(double nullModelNats, double modelNats, double spikes) {
    return (nullModelNats - modelNats) / (spikes * Math.log(2));
  }

  /** The negative log-likelihood of one count, in nats. */
  static double negativeLogLikelihood(double count, double intensity) {
    double expected = intensity == 0 ? INTENSITY_FLOOR : intensity;
    return expected - count * Math.log(expected) + LogGamma.of(count + 1);
  }

  /** By how many nats one count is better explained by an intensity than by its neuron's mean. */
  static double gain(double count, double intensity, double mean) {
    return mean == 0
        ? 0
        : negativeLogLikelihood(count, mean) - negativeLogLikelihood(count, intensity);
  }

  private static void requireComparable(Cube counts, Cube intensities) {
    SampleRows.requireSameShape(intensities, "intensities", counts, "counts");
    SampleRows.requireFiniteNotNegative(counts, "counts");
    SampleRows.requireFiniteNotNegative(intensities, "intensities");
  }
}
