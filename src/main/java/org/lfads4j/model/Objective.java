package org.lfads4j.model;

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
 * @param reconstruction negative log-likelihood, nats per trial
 * @param icDivergence KL of the initial condition, nats per trial, unweighted
 * @param inputDivergence KL of the inferred inputs, nats per trial, unweighted
 * @param l2 pooled penalty of generator and controller, scales included
 * @param correlation mean over pairs and trials of half the squared sum over time of the product of
 *     two inputs' means, unscaled
 */
public record Objective(
    Tensor total,
    Tensor reconstruction,
    Tensor icDivergence,
    Tensor inputDivergence,
    Tensor l2,
    Tensor correlation) {}
