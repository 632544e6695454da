package org.lfads4j.model;

import org.lfads4j.config.Internal;

/**
 * The cost of one batch.
 *
 * <pre>
 * total = reconstruction
 *       + klWeight (c_kl_ic_weight icDivergence + c_kl_co_weight inputDivergence)
 *       + l2Weight l2 + c_co_mean_corr_scale correlation
 * </pre>
 *
 * <p>Sums over bins and neurons, means over trials: the scale that every default is calibrated to.
 *
 * @param total what is minimised
 * @param terms what it is made of
 */
@Internal
public record Objective(Tensor total, Terms<Tensor> terms) {
  /**
   * The terms of the cost, tensors or numbers.
   *
   * @param reconstruction negative log-likelihood, nats per trial
   * @param icDivergence KL of the initial condition, nats per trial, unweighted
   * @param inputDivergence KL of the inferred inputs, nats per trial, unweighted
   * @param l2 pooled penalty of generator and controller, scales included
   * @param correlation mean over pairs and trials of half the squared sum over time of the product
   *     of two inputs' means, unscaled
   */
  public record Terms<T>(
      T reconstruction, T icDivergence, T inputDivergence, T l2, T correlation) {}

  /**
   * What each term is multiplied by.
   *
   * @param icDivergence {@code c_kl_ic_weight}; the ramp on the divergences comes on top
   * @param inputDivergence {@code c_kl_co_weight}; the ramp on the divergences comes on top
   * @param correlation {@code c_co_mean_corr_scale}, 0 for fewer than two inputs
   */
  public record Weights(double icDivergence, double inputDivergence, double correlation) {
    /** The weights of a model. */
    public static Weights of(ModelSpec spec) {
      return new Weights(
          spec.params().klIcWeight(),
          spec.params().klCoWeight(),
          spec.params().coDim() < 2 ? 0 : spec.params().coMeanCorrScale());
    }

    /** Whether the model has a divergence whose weight is not zero. */
    public boolean hasDivergence(ModelSpec spec) {
      return (icDivergence != 0 && spec.hasIcEncoder())
          || (inputDivergence != 0 && spec.hasController());
    }

    /** The total of terms, of which the ramps are fed. */
    Objective of(Graph graph, Terms<Tensor> terms) {
      Tensor divergence =
          terms.icDivergence.times(icDivergence).plus(terms.inputDivergence.times(inputDivergence));
      Tensor total =
          terms
              .reconstruction
              .plus(graph.required(Input.KL_WEIGHT).times(divergence))
              .plus(graph.required(Input.L2_WEIGHT).times(terms.l2))
              .plus(terms.correlation.times(correlation));
      return new Objective(total, terms);
    }

    /**
     * The same of numbers.
     *
     * @param klRamp the ramp on the divergences
     * @param l2Ramp the ramp on the penalty
     */
    public double total(Terms<Double> terms, double klRamp, double l2Ramp) {
      return terms.reconstruction
          + klRamp * (icDivergence * terms.icDivergence + inputDivergence * terms.inputDivergence)
          + l2Ramp * terms.l2
          + correlation * terms.correlation;
    }
  }

  /** The share of each pair of inferred inputs in the mean over pairs. */
  public static double pairShare(int inputs) {
    return 2.0 / (inputs * (inputs - 1));
  }
}
