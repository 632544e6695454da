package org.lfads4j.model;

import java.util.Optional;

/**
 * One run of the generator for every row (trial x sample).
 *
 * @param generatorStartRG the state the generator starts from
 * @param generatorTRG its states, before dropout
 * @param factorsTRF the factors
 * @param output what is read out for each neuron
 * @param inferredInputs what the controller inferred, if there is one
 */
record Decoding(
    Tensor generatorStartRG,
    Tensor generatorTRG,
    Tensor factorsTRF,
    Output output,
    Optional<InferredInputs> inferredInputs) {

  /**
   * The observation model's parameters, as the likelihood uses them.
   *
   * @param locationTRN log counts per bin (Poisson) or means (Gaussian)
   * @param logVarTRN log variances (Gaussian only)
   */
  record Output(Tensor locationTRN, Optional<Tensor> logVarTRN) {}

  /**
   * Inferred inputs.
   *
   * @param inputsTRU what drove the generator
   * @param meanTRU the posterior's mean
   * @param logVarTRU the posterior's log variance; it has no floor
   */
  record InferredInputs(Tensor inputsTRU, Tensor meanTRU, Tensor logVarTRU) {}
}
