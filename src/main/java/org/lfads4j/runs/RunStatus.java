package org.lfads4j.runs;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.config.Message;

/**
 * The state of a run, as its manifest says.
 *
 * @param state its state
 * @param epochs epochs of training on disk
 * @param bestEpoch the epoch whose parameters are kept, 0 before the first
 * @param validationCost the cost of those, nats per trial, once validation has chosen them
 * @param seconds time spent on training
 * @param why what went wrong, if something did
 */
public record RunStatus(
    RunState state,
    int epochs,
    int bestEpoch,
    OptionalDouble validationCost,
    double seconds,
    Optional<Message> why) {
  static final RunStatus WAITING =
      new RunStatus(RunState.WAITING, 0, 0, OptionalDouble.empty(), 0, Optional.empty());

  /** The status of a run without results. */
  static RunStatus of(RunState state, Message why) {
    return WAITING.with(state, Optional.of(why));
  }

  RunStatus with(RunState changed, Optional<Message> reason) {
    return new RunStatus(changed, epochs, bestEpoch, validationCost, seconds, reason);
  }
}
