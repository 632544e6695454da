/**
 * Weights in files: whole fits and trained models are saved and loaded, checkpoints let a training
 * go on, and models of other implementations are imported. Knows neither tables nor plots, and
 * never trains.
 */
package org.lfads4j.weights;
