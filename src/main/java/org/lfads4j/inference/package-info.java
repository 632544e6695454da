/**
 * What a trained model says of trials: posterior means, samples, the pushed mean, and new trials
 * drawn from the prior. Knows neither tables nor plots.
 */
package org.lfads4j.inference;
