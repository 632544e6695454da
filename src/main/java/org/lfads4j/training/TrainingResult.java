package org.lfads4j.training;

import java.util.List;
import org.lfads4j.backend.ParameterValues;

/**
 * What training leaves.
 *
 * @param best the parameters with the lowest validation cost once both ramps were complete; the
 *     last ones if training ended before
 * @param rampsCompleted whether both ramps were complete, so that {@code best} was chosen
 * @param log one record for each completed epoch
 * @param outcome how it ended
 */
public record TrainingResult(
    ParameterValues best, boolean rampsCompleted, List<EpochRecord> log, Outcome outcome) {
  /** Keeps its own copy of the log. */
  public TrainingResult {
    log = List.copyOf(log);
  }
}
