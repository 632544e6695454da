package org.lfads4j.training;

import org.lfads4j.config.Hash;

/**
 * Where a training began that did not begin with new parameters.
 *
 * @param parent identity of the state that it went on from: see {@link Parent#identity()}
 * @param epochs how many epochs had led to that state, those of the parent's own parents included
 */
public record Origin(Hash parent, int epochs) {}
