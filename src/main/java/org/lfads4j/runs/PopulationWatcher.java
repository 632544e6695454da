package org.lfads4j.runs;

import org.lfads4j.config.Internal;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;

/**
 * Watches a population that is being trained: the runs of each generation as they change, and each
 * generation when it is complete.
 */
@Internal
@FunctionalInterface
public interface PopulationWatcher extends RunsWatcher {
  /** Does nothing. */
  PopulationWatcher NONE = (rows, turn) -> {};

  /**
   * Called before anything is trained.
   *
   * @param history generations that were complete before
   */
  default void begins(PopulationPlan plan, PopulationHistory history) {}

  /** Called when another generation is complete. */
  default void ended(PopulationHistory history) {}
}
