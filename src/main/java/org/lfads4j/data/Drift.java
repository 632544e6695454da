package org.lfads4j.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.lfads4j.data.TrialsSummary.Kind;
import org.lfads4j.data.TrialsSummary.Neuron;
import org.lfads4j.data.TrialsSummary.Suspicion;

/**
 * Counts per trial in the last third of trials against those in the first, each less the mean of
 * its condition, so that trials sorted by condition do not look like drift.
 */
final class Drift {
  private static final int FEWEST_TRIALS = 12;

  /** Differences larger than this number of standard errors are reported. */
  private static final double STANDARD_ERRORS = 5;

  /** A change is reported from this share of the mean rate on. */
  private static final double SHARE = .5;

  private final int trials;
  private final double[] change;
  private final double[] standardError;

  private Drift(int trials, double[] change, double[] standardError) {
    this.trials = trials;
    this.change = change;
    this.standardError = standardError;
  }

  static Drift of(Trials trials, SpikeTotals totals) {
    int third = trials.trials() / 3;
    double[] change = new double[trials.neurons()];
    double[] standardError = new double[trials.neurons()];
    for (int n = 0; n < trials.neurons() && third > 0; n++) {
      double[] residual = residual(trials, totals, n);
      double[] first = meanAndVariance(residual, 0, third);
      double[] last = meanAndVariance(residual, residual.length - third, residual.length);
      change[n] = last[0] - first[0];
      standardError[n] = Math.sqrt((first[1] + last[1]) / third);
    }
    return new Drift(trials.trials(), change, standardError);
  }

  /** Last third less first third, counts per trial. */
  double change(int neuron) {
    return change[neuron];
  }

  List<Suspicion> suspicions(List<Neuron> neurons) {
    return IntStream.range(0, neurons.size())
        .filter(n -> isSuspicious(n, neurons.get(n)))
        .mapToObj(n -> suspicion(neurons.get(n)))
        .toList();
  }

  private boolean isSuspicious(int n, Neuron neuron) {
    return trials >= FEWEST_TRIALS
        && Math.abs(change[n]) > STANDARD_ERRORS * standardError[n]
        && Math.abs(neuron.driftHz()) > SHARE * Math.abs(neuron.meanHz());
  }

  private static Suspicion suspicion(Neuron neuron) {
    return new Suspicion(
        Kind.DRIFTING,
        List.of(neuron.name()),
        String.format(
            Locale.ROOT,
            "%s drifts: %+.2f spikes/s from the first third of trials to the last, mean %.2f",
            neuron.name(),
            neuron.driftHz(),
            neuron.meanHz()));
  }

  private static double[] residual(Trials trials, SpikeTotals totals, int neuron) {
    Map<String, double[]> sums = new HashMap<>();
    for (int e = 0; e < trials.trials(); e++) {
      double[] sum = sums.computeIfAbsent(condition(trials, e), label -> new double[2]);
      sum[0] += totals.at(e, neuron);
      sum[1]++;
    }
    double[] out = new double[trials.trials()];
    for (int e = 0; e < out.length; e++) {
      double[] sum = sums.get(condition(trials, e));
      out[e] = totals.at(e, neuron) - sum[0] / sum[1];
    }
    return out;
  }

  private static String condition(Trials trials, int trial) {
    return trials.conditions().map(labels -> labels.get(trial)).orElse("");
  }

  private static double[] meanAndVariance(double[] values, int from, int to) {
    double mean = IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElse(0);
    double squares =
        IntStream.range(from, to).mapToDouble(i -> (values[i] - mean) * (values[i] - mean)).sum();
    return new double[] {mean, squares / Math.max(1, to - from - 1)};
  }
}
