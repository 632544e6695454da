package org.lfads4j.runs;

import java.util.OptionalDouble;

/**
 * A run while a collection is at work, for whoever shows it.
 *
 * @param run which one
 * @param status where it stands
 * @param doing what is being done, in a few words; empty if nothing
 * @param secondsLeft of training, as far as that is known
 */
public record RunRow(Run run, RunStatus status, String doing, OptionalDouble secondsLeft) {}
