package org.lfads4j.training;

import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.backend.ParameterValues;

/**
 * All that training has in hand after an epoch: from here it goes on to the same bits as if it had
 * never stopped, on the same backend and engine.
 *
 * <p>Random numbers are functions of the seed and the step, so no generator has a state to keep;
 * Adam has made as many updates as there were steps.
 *
 * @param step optimiser updates so far
 * @param parameters as they are now
 * @param moments Adam's memory of the gradients
 * @param plateau where the learning rate stands, and why
 * @param best the parameters to keep if training ended here
 * @param log one record for each epoch that is complete, at least one
 * @param seconds spent on training so far
 */
public record Checkpoint(
    int step,
    ParameterValues parameters,
    ParameterValues moments,
    Plateau plateau,
    Best best,
    List<EpochRecord> log,
    double seconds) {

  /** Keeps its own copy of the log. */
  public Checkpoint {
    log = List.copyOf(log);
  }

  /** The epoch that was complete, from 1. */
  public int epoch() {
    return log.size();
  }

  /**
   * What the plateau rule remembers.
   *
   * @param rate the learning rate
   * @param recent the last training costs that it compares with, oldest first; infinite where the
   *     rate was lowered
   * @param seen how many costs there were
   */
  public record Plateau(double rate, List<Double> recent, int seen) {
    /** Keeps its own copy. */
    public Plateau {
      recent = List.copyOf(recent);
    }
  }

  /**
   * The parameters to keep.
   *
   * @param parameters those of the lowest validation cost, or the last while none was chosen
   * @param epoch the epoch after which they were so
   * @param validationCost nats per trial; absent until both ramps are complete and validation
   *     chooses
   */
  public record Best(ParameterValues parameters, int epoch, OptionalDouble validationCost) {
    /** Whether validation chose them. */
    public boolean chosen() {
      return validationCost.isPresent();
    }
  }
}
