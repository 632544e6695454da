package org.lfads4j.training;

import java.util.Optional;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/**
 * The data of one session for training.
 *
 * @param values counts or real values, trials x bins x neurons
 * @param external external inputs, if the model has them
 * @param split which trials train and which validate
 */
@Internal
public record SessionData(Cube values, Optional<Cube> external, Split split) {
  /** The data of a recording under a split. */
  public static SessionData of(Trials trials, Split split) {
    return new SessionData(trials.counts(), trials.externalInputs(), split);
  }
}
