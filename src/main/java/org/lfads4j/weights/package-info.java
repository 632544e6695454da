/**
 * Weights in files: a trained model saved and loaded again, how it was trained, checkpoints of a
 * training that goes on, and models of other implementations imported. Knows neither tables nor
 * plots, and never trains.
 */
package org.lfads4j.weights;
