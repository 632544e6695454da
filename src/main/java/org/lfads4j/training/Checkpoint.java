package org.lfads4j.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Internal;
import org.lfads4j.config.ValidationObjective;

/**
 * The whole state of a training after an epoch. A training that continues from it gets the same
 * bits as if it had never been stopped, on the same backend and engine. Another training can also
 * continue from it: see {@link Parent}.
 *
 * @param state what the next update starts from
 * @param best the parameters to keep if training ended here
 * @param log one record for each epoch that is complete, at least one
 * @param seconds spent on training so far
 * @param origin where training began, if it did not begin with new parameters
 */
@Internal
public record Checkpoint(
    State state, Best best, List<EpochRecord> log, double seconds, Optional<Origin> origin) {

  /** Keeps its own copy of the log. */
  public Checkpoint {
    log = List.copyOf(log);
  }

  /** The epoch that was complete, from 1. */
  public int epoch() {
    return log.size();
  }

  /** The epochs that led here, those before its {@link #origin} included. */
  int epochsInAll() {
    return origin.map(Origin::epochs).orElse(0) + epoch();
  }

  /** The total validation cost of the best epoch, nats per trial, if validation chose it. */
  public OptionalDouble bestValidationCost() {
    return best.isChosen()
        ? OptionalDouble.of(log.get(best.epoch - 1).valid().total())
        : OptionalDouble.empty();
  }

  /**
   * What identifies the state: a digest of all from which training goes on. It does not depend on
   * the log, on the best parameters or on how long training took.
   */
  public Hash contentHash() {
    return Hash.of(
        digest -> {
          add(digest, state.step, epochsInAll(), state.plateau.rate, state.plateau.seen);
          add(digest, state.plateau.recent.stream().mapToDouble(c -> c).toArray());
          for (ParameterValues values : List.of(state.parameters, state.moments)) {
            for (String name : values.names().stream().sorted().toList()) {
              digest.update(name.getBytes(StandardCharsets.UTF_8));
              add(digest, values.values(name));
            }
          }
        });
  }

  private static void add(MessageDigest digest, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (1 + values.length));
    bytes.asDoubleBuffer().put(values.length).put(values);
    digest.update(bytes);
  }

  /**
   * What training comes to if it is stopped here.
   *
   * @param objective the run's option
   */
  public TrainingResult stopped(ValidationObjective objective) {
    return TrainingResult.of(Outcome.Reason.INTERRUPTED, best, objective, log, seconds, origin);
  }

  /**
   * What the next update starts from. Random numbers are functions of the seed and of the counts of
   * updates and epochs, so no generator has a state to keep; Adam has made as many updates as there
   * were steps.
   *
   * @param step optimiser updates so far, those before the origin included
   * @param parameters as they are now
   * @param moments Adam's memory of the gradients
   * @param plateau where the learning rate stands, and why
   */
  public record State(
      int step, ParameterValues parameters, ParameterValues moments, Plateau plateau) {}

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
   * @param parameters those of the lowest validation objective; while validation has not chosen,
   *     the last ones
   * @param epoch the epoch after which they were so
   * @param objective the value of the validation objective, nats per trial; absent while validation
   *     has not chosen, which it does from the second epoch on when both ramps are complete
   */
  public record Best(ParameterValues parameters, int epoch, OptionalDouble objective) {
    /** Whether validation chose them. */
    public boolean isChosen() {
      return objective.isPresent();
    }
  }
}
