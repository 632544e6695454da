package org.lfads4j.data;

/** Sums of counts over each trial. */
final class SpikeTotals {
  private final double[][] sumsEN;

  private SpikeTotals(double[][] sumsEN) {
    this.sumsEN = sumsEN;
  }

  static SpikeTotals of(Trials trials) {
    Cube counts = trials.counts();
    double[][] sums = new double[counts.trials()][counts.columns()];
    for (int e = 0; e < counts.trials(); e++) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          sums[e][n] += counts.at(e, t, n);
        }
      }
    }
    return new SpikeTotals(sums);
  }

  double at(int trial, int neuron) {
    return sumsEN[trial][neuron];
  }

  double ofNeuron(int neuron) {
    double sum = 0;
    for (double[] trial : sumsEN) {
      sum += trial[neuron];
    }
    return sum;
  }
}
