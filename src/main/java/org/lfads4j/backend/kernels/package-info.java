/**
 * The inner loops of the fused backend: matrix products, gates and likelihoods over rows of floats,
 * behind one interface. Knows neither the model nor an engine.
 */
@org.lfads4j.config.Internal
package org.lfads4j.backend.kernels;
