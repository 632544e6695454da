package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/**
 * Expected counts beside the counts that came: of all neurons together, of each one, and of bins of
 * a trial that are expected to be alike. Standard errors are those of sums over trials, which may
 * differ from trial to trial more than Poisson counts do, and never less than those of Poisson
 * counts.
 *
 * @param all of all neurons together
 * @param neurons of each neuron
 * @param levels of elements (a trial, bin and neuron each) in groups of equal size, by rising
 *     expected count
 */
@Internal
public record Calibration(Part all, List<Part> neurons, List<Part> levels) {
  private static final int LEVELS = 10;

  /** Keeps its own copies of the lists. */
  public Calibration {
    neurons = List.copyOf(neurons);
    levels = List.copyOf(levels);
  }

  /**
   * A part of all elements.
   *
   * @param elements how many
   * @param counted sum of their counts
   * @param expected sum of their expected counts
   * @param error standard error of the difference of the two
   * @param gain how much better the expected counts are than the mean count, bits per spike; NaN
   *     without a spike
   * @param gainError standard error of the gain
   */
  public record Part(
      long elements, double counted, double expected, double error, double gain, double gainError) {
    /** Expected over counted, less 1: 0.05 where rates are 5 % too high; NaN without a spike. */
    public double bias() {
      return counted == 0 ? Double.NaN : expected / counted - 1;
    }

    /** By how many standard errors rates are too high. */
    public double standardErrors() {
      return error == 0 ? 0 : (expected - counted) / error;
    }
  }

  /** Of the validation trials of a recording; of all where there is no split. */
  public static Calibration of(Trials trials, PosteriorMeans means) {
    Cube expected = means.output().mean();
    return trials
        .split()
        .map(Split::valid)
        .map(v -> of(trials.counts().selectTrials(v), expected.selectTrials(v)))
        .orElseGet(() -> of(trials.counts(), expected));
  }

  /**
   * Of trials.
   *
   * @param counts trials x bins x neurons
   * @param expected expected counts per bin, as many
   * @throws IllegalArgumentException if there is no trial, bin or neuron, shapes differ or a value
   *     is negative or not finite
   */
  public static Calibration of(Cube counts, Cube expected) {
    SampleRows.requireValues(counts, "counts");
    SampleRows.requireSameShape(expected, "expected counts", counts, "counts");
    SampleRows.requireFiniteNotNegative(counts, "counts");
    SampleRows.requireFiniteNotNegative(expected, "expected counts");
    Sums all = new Sums(counts.trials());
    Sums[] neurons = sums(counts.columns(), counts.trials());
    float[] edges = edges(expected);
    Sums[] levels = sums(edges.length + 1, counts.trials());
    double[] means = means(counts);
    for (int i = 0; i < counts.trials(); i++) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          float count = counts.at(i, t, n);
          float rate = expected.at(i, t, n);
          double gain = PoissonScores.gain(count, rate, means[n]);
          all.add(i, count, rate, gain);
          neurons[n].add(i, count, rate, gain);
          levels[level(edges, rate)].add(i, count, rate, gain);
        }
      }
    }
    return new Calibration(
        all.part(),
        Arrays.stream(neurons).map(Sums::part).toList(),
        Arrays.stream(levels).filter(each -> each.elements > 0).map(Sums::part).toList());
  }

  private static double[] means(Cube counts) {
    double[] means = new double[counts.columns()];
    double share = 1.0 / ((double) counts.trials() * counts.bins());
    for (int i = 0; i < counts.trials(); i++) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < means.length; n++) {
          means[n] += share * counts.at(i, t, n);
        }
      }
    }
    return means;
  }

  /** The expected counts that part the groups. */
  private static float[] edges(Cube expected) {
    float[] sorted = expected.toArray();
    Arrays.sort(sorted);
    List<Float> edges = new ArrayList<>();
    for (int k = 1; k < LEVELS; k++) {
      float edge = sorted[(int) ((long) k * sorted.length / LEVELS)];
      if (edges.isEmpty() || edge > edges.get(edges.size() - 1)) {
        edges.add(edge);
      }
    }
    float[] out = new float[edges.size()];
    for (int k = 0; k < out.length; k++) {
      out[k] = edges.get(k);
    }
    return out;
  }

  private static int level(float[] edges, float rate) {
    int found = Arrays.binarySearch(edges, rate);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private static Sums[] sums(int count, int trials) {
    Sums[] sums = new Sums[count];
    Arrays.setAll(sums, i -> new Sums(trials));
    return sums;
  }

  /** Sums over the elements of a part, trial by trial where their spread is needed. */
  private static final class Sums {
    private final double[] surplus;
    private final double[] gains;
    private long elements;
    private double counted;
    private double expected;

    Sums(int trials) {
      surplus = new double[trials];
      gains = new double[trials];
    }

    void add(int trial, double count, double rate, double gain) {
      elements++;
      counted += count;
      expected += rate;
      surplus[trial] += rate - count;
      gains[trial] += gain;
    }

    Part part() {
      double bits = counted * Math.log(2);
      double gain = Arrays.stream(gains).sum();
      return new Part(
          elements,
          counted,
          expected,
          Math.max(spread(surplus), Math.sqrt(expected)),
          gain / bits,
          spread(gains) / bits);
    }
  }

  /** Standard error of a sum over trials, by how much these differ; 0 for a single one. */
  static double spread(double[] ofTrials) {
    double mean = Arrays.stream(ofTrials).average().orElse(0);
    double squares = Arrays.stream(ofTrials).map(x -> (x - mean) * (x - mean)).sum();
    int trials = ofTrials.length;
    return trials < 2 ? 0 : Math.sqrt(squares * trials / (trials - 1));
  }
}
