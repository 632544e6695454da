package org.lfads4j.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A training with other settings, which was not kept.
 *
 * @param settings the hyperparameters in which it differs from others, and their values
 * @param outcome how it ended
 * @param objective the lowest value of the validation objective, nats per trial; empty if
 *     validation did not choose an epoch
 * @param validation the total validation cost after each epoch, nats per trial
 */
public record Attempt(
    String settings, Outcome outcome, OptionalDouble objective, List<Double> validation) {
  /** Keeps its own copy of the costs. */
  public Attempt {
    validation = List.copyOf(validation);
  }

  /** What is kept of a training. */
  public static Attempt of(String settings, TrainingResult training) {
    return new Attempt(
        settings,
        training.outcome(),
        training.objective(),
        training.log().stream().map(each -> each.valid().total()).toList());
  }
}
