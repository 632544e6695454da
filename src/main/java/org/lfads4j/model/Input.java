package org.lfads4j.model;

import org.lfads4j.config.Internal;

/** Everything that can be fed to the model in one call, with its axes. */
@Internal
public enum Input {
  /** Counts (or real values) of all neurons, T x B x N: what is reconstructed. */
  SPIKES,
  /** What the encoders see, T x B x N; absent when they see all, as it is. */
  ENCODER_SPIKES,
  /** Weight of each element's likelihood, T x B x N; absent: 1. */
  LIKELIHOOD_WEIGHTS,
  /** Known inputs, T x B x X. */
  EXTERNAL_INPUTS,
  /** Sum over bins and neurons of log k!, each by the weight of its likelihood, B. */
  LOG_FACTORIALS,
  /** Weight of each trial in the mean over the batch, summing to 1, B. */
  TRIAL_WEIGHTS,
  /** The ramp on the KL terms, 1. */
  KL_WEIGHT,
  /** The ramp on the L2 penalty, 1. */
  L2_WEIGHT,
  /** Standard normals that sample the initial condition, R x Z; absent: the mean is used. */
  IC_NOISE,
  /** Standard normals that sample the inferred inputs, T x R x U; absent: the mean is used. */
  INPUT_NOISE,
  /** Dropout of what the encoders read, T x B x N. */
  SPIKE_MASK,
  /** Dropout of external inputs, T x B x X. */
  EXTERNAL_MASK,
  /** Dropout of the initial-condition code, B x 2E. */
  IC_CODE_MASK,
  /** Dropout of the controller's forward encoding, T x B x E. */
  CONTROLLER_FORWARD_MASK,
  /** Dropout of the controller's reverse encoding, T x B x E. */
  CONTROLLER_REVERSE_MASK,
  /** Dropout of what is fed back to the controller, T x B x F (or N). */
  FEEDBACK_MASK,
  /** Dropout between generator and factors, T x B x G. */
  GENERATOR_MASK,
  /** Posterior mean of the initial condition, already encoded, B x Z. */
  IC_MEAN,
  /** Posterior log variance of the initial condition, already encoded, B x Z. */
  IC_LOG_VARIANCE,
  /** The controller's forward encoding, T x B x E. */
  CONTROLLER_FORWARD,
  /** The controller's reverse encoding, T x B x E. */
  CONTROLLER_REVERSE,
  /** Inferred inputs given from outside (samples of the prior), T x R x U. */
  INFERRED_INPUTS;
}
