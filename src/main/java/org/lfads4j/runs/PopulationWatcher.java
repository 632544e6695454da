package org.lfads4j.runs;

import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;

/**
 * Watches a population that is being trained: the runs of each generation as they change, and each
 * generation when it is complete.
 */
@Internal
public interface PopulationWatcher extends RunsWatcher {
  /** Does nothing. */
  PopulationWatcher NONE =
      new PopulationWatcher() {
        @Override
        public void begins(PopulationPlan plan, PopulationHistory history) {}

        @Override
        public void ended(PopulationHistory history) {}

        @Override
        public void changed(List<RunRow> rows, boolean turn) {}
      };

  /**
   * Called before anything is trained.
   *
   * @param history generations that were complete before
   */
  void begins(PopulationPlan plan, PopulationHistory history);

  /** Called when another generation is complete. */
  void ended(PopulationHistory history);
}
