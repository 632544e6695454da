package org.lfads4j.model;

import org.lfads4j.config.Internal;

/** Everything that a {@link Program} can compute, with its axes. */
@Internal
public enum Result {
  /** What is minimised, 1. */
  TOTAL,
  /** Negative log-likelihood, nats per trial, 1. */
  RECONSTRUCTION,
  /** KL of the initial condition, nats per trial, 1. */
  IC_DIVERGENCE,
  /** KL of the inferred inputs, nats per trial, 1. */
  INPUT_DIVERGENCE,
  /** L2 penalty, scales included, 1. */
  L2,
  /** Correlation of the inferred inputs' means, unscaled, 1. */
  CORRELATION,
  /** Posterior mean of the initial condition, B x Z. */
  IC_MEAN,
  /** Posterior log variance of the initial condition, B x Z. */
  IC_LOG_VARIANCE,
  /** Mean of the initial condition's prior, 1 x Z. */
  IC_PRIOR_MEAN,
  /** Log variance of the initial condition's prior, 1 x Z. */
  IC_PRIOR_LOG_VARIANCE,
  /** The controller's forward encoding, T x B x E. */
  CONTROLLER_FORWARD,
  /** The controller's reverse encoding, T x B x E. */
  CONTROLLER_REVERSE,
  /** Expected counts per bin (Poisson) or means (Gaussian), sample average, T x B x N. */
  OUTPUT_MEAN,
  /** Variances (Gaussian), sample average, T x B x N. */
  OUTPUT_VARIANCE,
  /** Factors, sample average, T x B x F. */
  FACTORS,
  /** Generator states before dropout, sample average, T x B x G. */
  GENERATOR_STATES,
  /** Start of the generator, sample average, 1 x B x G. */
  GENERATOR_START,
  /** What drove the generator, sample average, T x B x U. */
  INPUTS,
  /** Mean of the inferred inputs' posterior, sample average, T x B x U. */
  INPUT_MEAN,
  /** Variance of the inferred inputs' posterior, sample average, T x B x U. */
  INPUT_VARIANCE,
  /** Negative log-likelihood of each row, R. */
  ROW_RECONSTRUCTION,
  /** KL of the initial condition, each row, R. */
  ROW_IC_DIVERGENCE,
  /** KL of the inferred inputs, each row, R. */
  ROW_INPUT_DIVERGENCE
}
