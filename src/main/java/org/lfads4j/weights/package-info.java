/**
 * Weights in files: whole fits and trained models are saved and loaded, checkpoints let a training
 * go on, and models of other implementations are imported. Knows neither tables nor plots, and
 * never trains.
 */
@org.lfads4j.config.Internal
package org.lfads4j.weights;
