/**
 * What a user may ask of a run. There are two catalogues: {@link
 * org.lfads4j.config.Hyperparameter}, all 61 hyperparameters, and {@link
 * org.lfads4j.config.RunOption}, everything else. {@link org.lfads4j.config.RunParams} and {@link
 * org.lfads4j.config.RunOptions} hold the values of a run; {@link org.lfads4j.config.Sweep} holds
 * several sets of hyperparameters, as a grid or by random draws. Text forms, withers, options of
 * the command line, refusals ({@link org.lfads4j.config.Message}) and hashes follow from the
 * catalogues.
 *
 * <p>A new option is one entry in {@code RunOption}, with its line in {@link
 * org.lfads4j.config.OptionWithers}, and the code that reads its value. A new hyperparameter is one
 * entry in {@code Hyperparameter}, with its lines in {@link
 * org.lfads4j.config.HyperparameterWithers} and {@link org.lfads4j.config.HyperparameterValues}.
 *
 * <p>Every value is immutable and valid from the moment it exists. Rules across values, and rules
 * between values and data, are checked by the run. This package knows neither engines nor files.
 */
package org.lfads4j.config;
