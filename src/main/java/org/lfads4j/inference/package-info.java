/**
 * Results of a trained model: posterior means of trials, by samples or by pushing the means through
 * the model, and new trials drawn from the prior. Knows neither tables nor plots.
 */
package org.lfads4j.inference;
