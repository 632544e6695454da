package org.lfads4j.analysis;

import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Internal;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;

/**
 * Whether training went on for long enough: its log is enough to tell.
 *
 * <p>The cost still fell at the end if its mean over the last tenth of the epochs with complete
 * ramps (at least five) is below that over the tenth before by more than three standard errors and
 * more than {@value #STEEP} of all that it fell in these epochs. Runs that ended by patience fell
 * by less than 0.02 of it there; runs cut off at half of their epochs by more than 0.05.
 */
@Internal
public final class TrainingChecks {
  private static final int LEAST_WINDOW = 5;
  private static final int WINDOWS = 10;
  private static final double ERRORS = 3;
  private static final double STEEP = 0.03;

  private TrainingChecks() {}

  /** Both checks. */
  public static Checkup of(List<EpochRecord> log, Outcome outcome) {
    if (log.isEmpty() || outcome.reason() == Outcome.Reason.DIVERGED) {
      return Checkup.NOTHING;
    }
    EpochRecord last = log.get(log.size() - 1);
    if (outcome.chosenBy().isEmpty() && !last.ramps().equals(RampWeights.FULL)) {
      return Checkup.of(
          Finding.Kind.ENDED_WITHIN_RAMPS,
          Optional.of(
              Finding.of(Finding.Kind.ENDED_WITHIN_RAMPS)
                  .with("epochs", last.epoch())
                  .with("kl_ramp", last.ramps().kl())
                  .with("l2_ramp", last.ramps().l2())));
    }
    Checkup within = Checkup.of(Finding.Kind.ENDED_WITHIN_RAMPS, Optional.empty());
    double[] costs =
        log.stream()
            .filter(each -> each.ramps().equals(RampWeights.FULL))
            .mapToDouble(EpochRecord::objective)
            .toArray();
    int window = Math.max(LEAST_WINDOW, costs.length / WINDOWS);
    return costs.length < 3 * window
        ? within
        : within.and(Checkup.of(Finding.Kind.STILL_IMPROVING, improving(costs, window)));
  }

  private static Optional<Finding> improving(double[] costs, int window) {
    Mean last = Mean.of(costs, costs.length - window, window);
    Mean before = Mean.of(costs, costs.length - 2 * window, window);
    double fall = before.mean - last.mean;
    double all = Mean.of(costs, 0, window).mean - last.mean;
    boolean found = fall > ERRORS * Math.hypot(last.error, before.error) && fall > STEEP * all;
    return found
        ? Optional.of(
            Finding.of(Finding.Kind.STILL_IMPROVING)
                .with("fall_nats_per_trial", fall)
                .with("epochs", window))
        : Optional.empty();
  }

  private record Mean(double mean, double error) {
    static Mean of(double[] costs, int from, int count) {
      double sum = 0;
      double steps = 0;
      for (int i = from; i < from + count; i++) {
        sum += costs[i];
        // By steps from epoch to epoch: a trend is no noise.
        steps += i > from ? Math.pow(costs[i] - costs[i - 1], 2) : 0;
      }
      double variance = steps / (2.0 * (count - 1));
      return new Mean(sum / count, Math.sqrt(variance / count));
    }
  }
}
