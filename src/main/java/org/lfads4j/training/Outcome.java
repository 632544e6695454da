package org.lfads4j.training;

import java.util.Locale;
import java.util.Optional;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.ValidationObjective;

/**
 * How training ended.
 *
 * @param reason why
 * @param epochs epochs completed
 * @param bestEpoch the epoch whose parameters were kept
 * @param bestValidationCost the total validation cost of that epoch, nats per trial
 * @param seconds wall-clock time
 * @param chosenBy the objective by which validation chose that epoch; absent if it did not choose,
 *     because training ended in its first epoch or before both ramps were complete: then the epoch
 *     is the last one
 */
public record Outcome(
    Reason reason,
    int epochs,
    int bestEpoch,
    double bestValidationCost,
    double seconds,
    Optional<ValidationObjective> chosenBy) {

  /**
   * How validation chose the kept epoch, as the end of a sentence that names the epoch; empty if it
   * did not choose, or chose by the total cost, which is the default.
   */
  public String choice() {
    return chosenBy
        .filter(by -> by != ValidationObjective.TOTAL_COST)
        .map(by -> ", chosen by the lowest " + by.phrase())
        .orElse("");
  }

  /**
   * Makes sure that there was an epoch: without one, the parameters are those with which training
   * started.
   *
   * @throws RefusedException if training was stopped in its first epoch, with how long that took
   */
  @Internal
  public void requireEpoch() {
    if (epochs > 0) {
      return;
    }
    String taken = String.format(Locale.ROOT, "%.1f s", seconds);
    if (reason == Reason.TIME_LIMIT) {
      throw new RefusedException(
          "training must end its first epoch before the time limit, got none after ",
          taken,
          "; allow more time (",
          Message.use(RunOption.TIME_LIMIT),
          ")");
    }
    throw new RefusedException(
        "training must end its first epoch to learn anything, got a stop after ", taken, " of it");
  }

  /** Why training ended. */
  public enum Reason {
    /** The learning rate fell below {@code c_learning_rate_stop}. */
    LEARNING_RATE("the learning rate fell below c_learning_rate_stop"),
    /** {@code maxEpochs} were done. */
    MAX_EPOCHS("the epochs asked for were done"),
    /** {@code timeLimit} was reached. */
    TIME_LIMIT("the time limit was reached"),
    /** No better epoch for {@code patience} epochs. */
    PATIENCE("validation had not improved for as many epochs as patience allows"),
    /** The thread was interrupted (a stop button, Ctrl-C). */
    INTERRUPTED("it was interrupted"),
    /** The cost or a gradient was no longer a finite number. */
    DIVERGED("a cost or gradient was no longer a finite number");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** The reason in words, to follow "training ended because". */
    public String sentence() {
      return sentence;
    }
  }
}
