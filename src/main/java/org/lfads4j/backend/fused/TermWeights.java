package org.lfads4j.backend.fused;

import org.lfads4j.backend.RampWeights;
import org.lfads4j.model.Objective;

/**
 * The weight of one trial's terms in the cost: ramps, scales and the mean over the batch.
 *
 * @param reconstruction weight of a nat of reconstruction
 * @param icDivergence weight of a nat of the initial condition's divergence
 * @param inputDivergence weight of a nat of the inputs' divergence
 * @param correlation weight of the inputs' correlation
 */
record TermWeights(
    double reconstruction, double icDivergence, double inputDivergence, double correlation) {
  static TermWeights of(Objective.Weights weights, RampWeights ramps, int trials) {
    double share = 1.0 / trials;
    return new TermWeights(
        share,
        share * ramps.kl() * weights.icDivergence(),
        share * ramps.kl() * weights.inputDivergence(),
        share * weights.correlation());
  }
}
