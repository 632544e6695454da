/**
 * What a user may ask of a run: {@link org.lfads4j.config.Hyperparameter}, the one catalogue of all
 * 61 hyperparameters; {@link org.lfads4j.config.RunParams}, the values requested of them; {@link
 * org.lfads4j.config.Sweep}, several of these, as a grid or by random draws; {@link
 * org.lfads4j.config.RunOptions}, what is no hyperparameter; their text forms and their hashes.
 *
 * <p>Every value is immutable, and valid by itself from the moment it exists. Rules across values,
 * or between values and data, are checked by the run. Knows neither engines nor files.
 */
package org.lfads4j.config;
