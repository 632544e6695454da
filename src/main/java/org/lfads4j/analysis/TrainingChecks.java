package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Internal;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;

/**
 * Whether training went on for long enough: its log is enough to tell.
 *
 * <p>Of the epochs with complete ramps, validation was still improving if the best epoch is among
 * the last {@value #LATEST}, and a line through the costs in their last half (at least {@value
 * #FEWEST_EPOCHS}) falls by more than {@value #ERRORS} standard errors of its slope, and so fast
 * that it falls in a tenth as many epochs as they all are by {@value #STEEP} of what the cost fell
 * from the mean of their first tenth to that of their last.
 */
@Internal
public final class TrainingChecks {
  private static final int LATEST = 20;
  private static final int FEWEST_EPOCHS = 8;
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
    return costs.length < FEWEST_EPOCHS
        ? within
        : within.and(
            Checkup.of(
                Finding.Kind.STILL_IMPROVING,
                outcome.bestEpoch() > outcome.epochs() - LATEST
                    ? improving(costs)
                    : Optional.empty()));
  }

  private static Optional<Finding> improving(double[] costs) {
    int half = Math.max(FEWEST_EPOCHS, costs.length / 2);
    double[] late = Arrays.copyOfRange(costs, costs.length - half, costs.length);
    Line line = Line.of(late);
    int tenth = Math.max(3, costs.length / 10);
    double all = mean(costs, 0, tenth) - mean(costs, costs.length - tenth, costs.length);
    boolean found =
        line.slope < -ERRORS * line.error && -line.slope * costs.length / 10 > STEEP * all;
    return found
        ? Optional.of(
            Finding.of(Finding.Kind.STILL_IMPROVING)
                .with("fall_nats_per_trial", -line.slope * half)
                .with("epochs", half))
        : Optional.empty();
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }

  /** A line through values at equal distances: its slope, and the slope's standard error. */
  private record Line(double slope, double error) {
    static Line of(double[] values) {
      double middle = (values.length - 1) / 2.0;
      double mean = mean(values, 0, values.length);
      double squares = 0;
      double products = 0;
      for (int i = 0; i < values.length; i++) {
        squares += Math.pow(i - middle, 2);
        products += (i - middle) * (values[i] - mean);
      }
      double slope = products / squares;
      double rest = 0;
      for (int i = 0; i < values.length; i++) {
        rest += Math.pow(values[i] - mean - slope * (i - middle), 2);
      }
      return new Line(slope, Math.sqrt(rest / (values.length - 2) / squares));
    }
  }
}
