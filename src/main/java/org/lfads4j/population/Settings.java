package org.lfads4j.population;

import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;

/**
 * All settings of a member.
 *
 * @param params its hyperparameters
 * @param options its options
 */
@Internal
public record Settings(RunParams params, RunOptions options) {}
