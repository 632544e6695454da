package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Input;

/** The likelihood of the recorded values under the read-out. */
final class Likelihood {
  private final Plan plan;
  private final Kernels k;

  /** 1 for a neuron, 0 for padding: the weights where a batch has none of its own. */
  private final Rows neurons;

  Likelihood(Plan plan, Kernels kernels) {
    this.plan = plan;
    this.k = kernels;
    this.neurons = Rows.repeated(plan.padded(plan.neurons));
    Arrays.fill(neurons.values(), 0, plan.neurons, 1);
  }

  /**
   * The negative log-likelihood of each row; the read-out is replaced by its gradient.
   *
   * @param weight of one trial in the cost
   */
  void cost(Workspace w, Tile tile, Batch batch, double weight, RowTerms terms) {
    int columns = plan.padded(plan.neurons);
    boolean gaussian = plan.spec.isGaussian();
    boolean weighted = batch.has(Input.LIKELIHOOD_WEIGHTS);
    Rows counted = weighted ? Rows.of(tile.count(), columns) : neurons;
    double[] sums = new double[tile.count()];
    for (int r = 0; r < sums.length && !gaussian; r++) {
      sums[r] = batch.logFactorials(tile.trial(r));
    }
    for (int t = 0; t < plan.bins; t++) {
      for (int r = 0; r < sums.length && weighted; r++) {
        batch.copy(Input.LIKELIHOOD_WEIGHTS, t, tile.trial(r), counted.values(), counted.at(r));
      }
      Rows location = w.location.bin(t).columns(0, columns);
      Rows spikes = w.spikes.bin(t);
      if (gaussian) {
        addConstants(counted, sums);
        Rows logVariance = w.logVariance.bin(t).columns(0, columns);
        Rows means = location.rows(0, sums.length);
        k.gaussian((float) weight, means, logVariance, spikes, counted, sums);
        clearBehind(logVariance, sums.length);
      } else {
        k.poisson((float) weight, location.rows(0, sums.length), spikes, counted, sums);
      }
      clearBehind(location, sums.length);
    }
    System.arraycopy(sums, 0, terms.reconstruction, tile.first(), sums.length);
  }

  /** Rows beyond the tile have no gradient. */
  private static void clearBehind(Rows rows, int count) {
    rows.rows(count, rows.rows() - count).fill(0);
  }

  private void addConstants(Rows counted, double... sums) {
    for (int r = 0; r < sums.length; r++) {
      double sum = 0;
      for (int n = 0; n < plan.neurons; n++) {
        sum += counted.values()[counted.at(r) + n];
      }
      sums[r] += 0.5 * Constants.LOG_TWO_PI * sum;
    }
  }
}
