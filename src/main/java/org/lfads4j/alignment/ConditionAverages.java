package org.lfads4j.alignment;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.linear.Columns;

/** One session averaged over the trials of each condition, in counts per bin. */
final class ConditionAverages {
  private final String session;
  private final int bins;
  private final int neurons;
  private final Map<String, double[][]> means;
  private final double[] bias;

  private ConditionAverages(
      String session, int bins, int neurons, Map<String, double[][]> means, double[] bias) {
    this.session = session;
    this.bins = bins;
    this.neurons = neurons;
    this.means = means;
    this.bias = bias;
  }

  /** The averages; none where conditions are averaged and no trial has one. */
  static ConditionAverages of(Trials trials, Average average) {
    SortedMap<String, List<Integer>> groups = SessionConditions.trialsOf(trials, average);
    Map<String, double[][]> means = new TreeMap<>();
    groups.forEach((label, group) -> means.put(label, mean(trials.counts(), group)));
    return new ConditionAverages(
        trials.session(),
        trials.bins(),
        trials.neurons(),
        means,
        means.isEmpty() ? new double[trials.neurons()] : Columns.means(rows(means.values())));
  }

  private static double[][] mean(Cube counts, List<Integer> trials) {
    double[][] mean = new double[counts.bins()][counts.columns()];
    for (int trial : trials) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          mean[t][n] += counts.at(trial, t, n);
        }
      }
    }
    for (double[] bin : mean) {
      for (int n = 0; n < bin.length; n++) {
        bin[n] /= trials.size();
      }
    }
    return mean;
  }

  String session() {
    return session;
  }

  int bins() {
    return bins;
  }

  int neurons() {
    return neurons;
  }

  SessionConditions conditions() {
    return new SessionConditions(session, means.keySet());
  }

  boolean has(String condition) {
    return means.containsKey(condition);
  }

  /** Bins x neurons of one condition; throws where the session lacks it. */
  double[][] mean(String condition) {
    return means.get(condition);
  }

  /** The mean of each neuron over the bins of all its conditions, which have equal weights. */
  List<Double> bias() {
    return Arrays.stream(bias).boxed().toList();
  }

  /** The averages of these conditions one below the other, (condition, bin) x neurons. */
  double[][] rows(List<String> chosen) {
    return rows(chosen.stream().map(this::mean).toList());
  }

  private static double[][] rows(Collection<double[][]> blocks) {
    return blocks.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  /** The averages of one condition less the bias, bins x neurons. */
  double[][] centred(String condition) {
    return Columns.less(mean(condition), bias);
  }
}
