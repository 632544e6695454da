package org.lfads4j.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * @param others trainings of the run with other settings, which were not kept
 */
public record TrainingResult(
    ParameterValues best,
    List<EpochRecord> log,
    Outcome outcome,
    Optional<Origin> origin,
    List<Attempt> others) {
  /** Keeps its own copies of the lists. */
  public TrainingResult {
    log = List.copyOf(log);
    others = List.copyOf(others);
  }

  /** The only training of its run. */
  public TrainingResult(
      ParameterValues best, List<EpochRecord> log, Outcome outcome, Optional<Origin> origin) {
    this(best, log, outcome, origin, List.of());
  }

  /** The same, chosen among others. */
  public TrainingResult withOthers(List<Attempt> rejected) {
    return new TrainingResult(best, log, outcome, origin, rejected);
  }

  /**
   * What validation chose the kept epoch by: the lowest value of its objective, nats per trial;
   * empty if it did not choose.
   */
  public OptionalDouble objective() {
    return outcome.chosenBy().isPresent()
        ? OptionalDouble.of(log.get(outcome.bestEpoch() - 1).objective())
        : OptionalDouble.empty();
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
