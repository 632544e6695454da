package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lfads4j.data.Cube;

/**
 * The peri-stimulus time histogram: counts averaged over the trials of each condition. A baseline
 * for single-trial models: it predicts the same for every trial of a condition.
 */
public final class Psth {
  /**
   * The least intensity predicted, in spikes per condition: half a spike, spread over all trials
   * and bins averaged. Without this floor, a spike in a bin without training spikes would have
   * likelihood 0.
   */
  public static final double FLOOR_SPIKES = 0.5;

  private final int bins;
  private final int columns;
  private final Map<String, double[][]> means;
  private final Map<String, Integer> trials;

  private Psth(int bins, int columns, Map<String, double[][]> means, Map<String, Integer> trials) {
    this.bins = bins;
    this.columns = columns;
    this.means = means;
    this.trials = trials;
  }

  /**
   * Averages counts, trials x bins x neurons, over the trials of each condition.
   *
   * @param conditions one label per trial
   * @throws IllegalArgumentException if there is no trial, bin or neuron, labels do not match the
   *     trials, or a value is not finite
   */
  public static Psth of(Cube counts, List<String> conditions) {
    SampleRows.requireValues(counts, "counts");
    SampleRows.requireFinite(counts, "counts");
    List<double[][]> trials = new ArrayList<>();
    for (int i = 0; i < counts.trials(); i++) {
      trials.add(counts.trial(i));
    }
    return of(trials, conditions);
  }

  /** Trials in double precision, each bins x neurons. */
  static Psth of(List<double[][]> trials, List<String> conditions) {
    requireLabels(conditions, trials.size());
    Map<String, List<double[][]>> groups = new TreeMap<>();
    for (int i = 0; i < trials.size(); i++) {
      groups.computeIfAbsent(conditions.get(i), c -> new ArrayList<>()).add(trials.get(i));
    }
    Map<String, double[][]> means = new TreeMap<>();
    Map<String, Integer> sizes = new TreeMap<>();
    groups.forEach(
        (label, group) -> {
          means.put(label, mean(group));
          sizes.put(label, group.size());
        });
    double[][] first = trials.get(0);
    return new Psth(first.length, first[0].length, means, sizes);
  }

  private static double[][] mean(List<double[][]> trials) {
    double[][] first = trials.get(0);
    double[][] mean = new double[first.length][first[0].length];
    for (double[][] trial : trials) {
      for (int t = 0; t < mean.length; t++) {
        for (int c = 0; c < mean[t].length; c++) {
          mean[t][c] += trial[t][c] / trials.size();
        }
      }
    }
    return mean;
  }

  /**
   * The same averages, smoothed along time as {@link Smoothing#gaussian(Cube, double, int)} does.
   *
   * @throws IllegalArgumentException if the kernel is out of range
   */
  public Psth smoothed(double sdBins, int radiusBins) {
    Map<String, double[][]> smoothed = new TreeMap<>();
    means.forEach(
        (label, mean) -> smoothed.put(label, Smoothing.gaussian(mean, sdBins, radiusBins)));
    return new Psth(bins, columns, smoothed, trials);
  }

  /** The conditions averaged, in alphabetical order. */
  public List<String> conditions() {
    return List.copyOf(means.keySet());
  }

  /** The averages, conditions (in that order) x bins x neurons, in counts per bin; no floor. */
  public Cube averages() {
    return SampleRows.cube(means.size(), bins, columns, rows(conditions()));
  }

  /**
   * What these averages predict of trials of the conditions named: intensities, trials x bins x
   * neurons, in expected counts per bin, at least {@link #FLOOR_SPIKES} / (trials averaged in the
   * condition x bins), so that the likelihood stays finite.
   *
   * @throws IllegalArgumentException if a condition was not averaged
   */
  public Cube intensities(List<String> conditions) {
    requireKnown(conditions);
    double[][] rows = rows(conditions);
    for (int row = 0; row < rows.length; row++) {
      int averaged = trials.get(conditions.get(row / bins));
      double floor = FLOOR_SPIKES / ((double) averaged * bins);
      rows[row] = Arrays.stream(rows[row]).map(mean -> Math.max(mean, floor)).toArray();
    }
    return SampleRows.cube(conditions.size(), bins, columns, rows);
  }

  /**
   * How well predicted intensities, averaged over the trials of each condition, match these
   * averages: R<sup>2</sup> of each neuron over all conditions and bins present in the prediction.
   *
   * @param intensities trials x bins x neurons, in expected counts per bin
   * @param conditions one label per trial
   * @throws IllegalArgumentException if shapes do not fit, a condition was not averaged, there are
   *     fewer than two bins over all conditions, or a value is not finite
   */
  public RSquared score(Cube intensities, List<String> conditions) {
    if (intensities.bins() != bins || intensities.columns() != columns) {
      throw new IllegalArgumentException(
          "intensities must have " + bins + " bins x " + columns + " columns, got " + intensities);
    }
    return score(of(intensities, conditions));
  }

  RSquared score(Psth predicted) {
    requireKnown(predicted.conditions());
    return RSquared.of(rows(predicted.conditions()), predicted.rows(predicted.conditions()));
  }

  private double[][] rows(List<String> conditions) {
    return conditions.stream()
        .flatMap(label -> Arrays.stream(means.get(label)))
        .toArray(double[][]::new);
  }

  private void requireKnown(List<String> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!means.containsKey(conditions.get(i))) {
        throw new IllegalArgumentException(
            "conditions["
                + i
                + "] must be one of those averaged "
                + conditions()
                + ", got \""
                + conditions.get(i)
                + "\"");
      }
    }
  }

  private static void requireLabels(List<String> conditions, int trials) {
    if (conditions.size() != trials) {
      throw new IllegalArgumentException(
          "conditions must hold one label per trial, got "
              + conditions.size()
              + " ("
              + trials
              + " trials)");
    }
  }

  @Override
  public String toString() {
    return "averages of "
        + means.size()
        + " conditions x "
        + bins
        + " bins x "
        + columns
        + " neurons, counts per bin";
  }
}
