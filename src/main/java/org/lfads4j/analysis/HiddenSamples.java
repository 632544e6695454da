package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * Validation trials of which one in five spike counts that encoders read is hidden from them, after
 * training: how well a model predicts those beside the others shows whether it knows rates or only
 * repeats the spikes that it sees. Shown counts are scaled up by 5/4, as coordinated dropout does,
 * so that sums stay the same on average.
 */
@Internal
public final class HiddenSamples {
  private static final int ONE_IN = 5;

  private final int[] trials;
  private final Cube counts;
  private final boolean[] seen;
  private final int encodedBins;

  /**
   * Of trials with a split.
   *
   * @param encodedBins bins that encoders read, from the first on
   */
  public HiddenSamples(Trials recording, int encodedBins) {
    this.trials = recording.split().orElseThrow().valid();
    this.counts = recording.counts().selectTrials(trials);
    this.encodedBins = encodedBins;
    this.seen = new boolean[recording.neurons()];
    Arrays.fill(seen, true);
    Set<Integer> heldOut =
        recording.heldOutNeurons().stream().map(recording::neuronIndex).collect(Collectors.toSet());
    heldOut.forEach(n -> seen[n] = false);
  }

  /** The trials. */
  public int[] trials() {
    return trials.clone();
  }

  /** What a model may see of them. */
  public Cube shown() {
    float[] values = counts.toArray();
    int neurons = counts.columns();
    for (int i = 0; i < values.length; i++) {
      int trial = i / neurons / counts.bins();
      int bin = i / neurons % counts.bins();
      values[i] *= isHidden(trial, bin, i % neurons) ? 0 : ONE_IN / (ONE_IN - 1f);
    }
    return Cube.adopt(counts.trials(), counts.bins(), neurons, values);
  }

  /** Spread evenly over trials, bins and neurons. */
  private static boolean isHidden(int trial, int bin, int neuron) {
    return (trial + 2 * bin + 3 * neuron) % ONE_IN == 0;
  }

  /**
   * How well expected counts, inferred from {@link #shown}, predict either kind; both in bits per
   * spike against each neuron's mean count.
   *
   * @param shown counts that were shown
   * @param hidden counts that were not
   * @param error standard error of the difference, from the spread over trials
   */
  public record Prediction(double shown, double hidden, double error) {}

  /**
   * How well these expected counts predict.
   *
   * @param expected trials x bins x neurons
   */
  public Prediction prediction(Cube expected) {
    double[][] gains = new double[2][trials.length];
    double[] spikes = new double[2];
    double[] means = means();
    for (int i = 0; i < trials.length; i++) {
      for (int t = 0; t < encodedBins; t++) {
        for (int n = 0; n < means.length; n++) {
          if (seen[n]) {
            int kind = isHidden(i, t, n) ? 1 : 0;
            float count = counts.at(i, t, n);
            spikes[kind] += count;
            gains[kind][i] += PoissonScores.gain(count, expected.at(i, t, n), means[n]);
          }
        }
      }
    }
    double[] difference = new double[trials.length];
    Arrays.setAll(difference, i -> bits(gains[0][i], spikes[0]) - bits(gains[1][i], spikes[1]));
    return new Prediction(
        bits(Arrays.stream(gains[0]).sum(), spikes[0]),
        bits(Arrays.stream(gains[1]).sum(), spikes[1]),
        Calibration.spread(difference));
  }

  private static double bits(double nats, double spikes) {
    return spikes == 0 ? 0 : nats / (spikes * Math.log(2));
  }

  private double[] means() {
    double[] means = new double[counts.columns()];
    for (int i = 0; i < trials.length; i++) {
      for (int t = 0; t < encodedBins; t++) {
        for (int n = 0; n < means.length; n++) {
          means[n] += counts.at(i, t, n) / ((double) trials.length * encodedBins);
        }
      }
    }
    return means;
  }
}
