package org.lfads4j.plots;

import java.util.List;
import org.lfads4j.config.Internal;

/**
 * The factors of one session and what its trials were.
 *
 * @param session its name
 * @param factors trials x bins x factors
 * @param conditions one label per trial
 */
@Internal
public record SessionFactors(String session, Signal factors, List<String> conditions) {
  /**
   * Copies the labels.
   *
   * @throws IllegalArgumentException if they are not one per trial
   */
  public SessionFactors {
    conditions = List.copyOf(conditions);
    Groups.requireCount(conditions, factors.values().trials());
  }
}
