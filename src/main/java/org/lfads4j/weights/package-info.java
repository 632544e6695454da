/**
 * Weights in files: a trained model saved and loaded again, and models of other implementations
 * imported. Knows neither tables nor plots, and never trains.
 */
package org.lfads4j.weights;
