package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Input;

/** What was emitted against what was recorded. */
final class Likelihood {
  private final Plan plan;
  private final Kernels k;

  /** 1 for a neuron, 0 for padding: what counts where nothing else is said. */
  private final Rows neurons;

  Likelihood(Plan plan, Kernels kernels) {
    this.plan = plan;
    this.k = kernels;
    this.neurons = Rows.repeated(plan.padded(plan.neurons));
    Arrays.fill(neurons.values(), 0, plan.neurons, 1);
  }

  /**
   * The negative log-likelihood of each row; what is emitted becomes its gradient.
   *
   * @param weight of one trial in the cost
   */
  void cost(Workspace w, Tile tile, Batch batch, double weight, RowTerms terms) {
    int columns = plan.padded(plan.neurons);
    boolean gaussian = plan.spec.isGaussian();
    boolean weighted = batch.has(Input.LIKELIHOOD_WEIGHTS);
    double constant = gaussian ? constant(neurons) : 0;
    Rows counted = weighted ? Rows.repeated(columns) : neurons;
    for (int r = 0; r < tile.count(); r++) {
      double sum = gaussian ? 0 : batch.logFactorials(tile.trial(r));
      for (int t = 0; t < plan.bins; t++) {
        if (weighted) {
          batch.copy(Input.LIKELIHOOD_WEIGHTS, t, tile.trial(r), counted.values(), 0);
        }
        sum += !gaussian ? 0 : weighted ? constant(counted) : constant;
        int at = w.bin(w.location, t) + r * w.location.stride();
        int spikes = w.bin(w.spikes, t) + r * w.spikes.stride();
        sum +=
            gaussian
                ? k.gaussian(
                    columns,
                    (float) weight,
                    w.location,
                    at,
                    w.logVariance,
                    at,
                    w.spikes,
                    spikes,
                    counted)
                : k.poisson(columns, (float) weight, w.location, at, w.spikes, spikes, counted);
      }
      terms.reconstruction[tile.first() + r] = sum;
    }
    for (int t = 0; t < plan.bins; t++) {
      int begin = w.bin(w.location, t) + tile.count() * w.location.stride();
      Arrays.fill(w.location.values(), begin, w.bin(w.location, t + 1), 0);
      if (gaussian) {
        Arrays.fill(w.logVariance.values(), begin, w.bin(w.logVariance, t + 1), 0);
      }
    }
  }

  private double constant(Rows counted) {
    double sum = 0;
    for (int n = 0; n < plan.neurons; n++) {
      sum += counted.values()[n];
    }
    return 0.5 * Constants.LOG_TWO_PI * sum;
  }
}
