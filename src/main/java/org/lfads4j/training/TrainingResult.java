package org.lfads4j.training;

import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.ValidationObjective;

/**
 * The result of a training.
 *
 * @param best the parameters that validation chose; the last ones if it did not choose: see {@link
 *     Outcome#chosenBy()}
 * @param log one record for each completed epoch
 * @param outcome how it ended
 * @param origin where it began, if it did not begin with new parameters
 */
public record TrainingResult(
    ParameterValues best, List<EpochRecord> log, Outcome outcome, Optional<Origin> origin) {
  /** Keeps its own copy of the log. */
  public TrainingResult {
    log = List.copyOf(log);
  }

  static TrainingResult of(
      Outcome.Reason reason,
      Checkpoint.Best best,
      ValidationObjective objective,
      List<EpochRecord> log,
      double seconds,
      Optional<Origin> origin) {
    double cost = best.epoch() == 0 ? Double.NaN : log.get(best.epoch() - 1).valid().total();
    Outcome outcome =
        new Outcome(
            reason,
            log.size(),
            best.epoch(),
            cost,
            seconds,
            best.isChosen() ? Optional.of(objective) : Optional.empty());
    return new TrainingResult(best.parameters(), log, outcome, origin);
  }
}
