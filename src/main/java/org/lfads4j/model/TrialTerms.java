package org.lfads4j.model;

/**
 * The objective's data terms for every row, in nats per trial, unweighted.
 *
 * @param reconstructionR negative log-likelihood over all bins and neurons
 * @param icDivergenceR KL of the initial condition (exact)
 * @param inputDivergenceR KL of the inferred inputs (one sample, may be negative)
 */
record TrialTerms(Tensor reconstructionR, Tensor icDivergenceR, Tensor inputDivergenceR) {}
