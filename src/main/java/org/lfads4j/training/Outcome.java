package org.lfads4j.training;

import java.util.Optional;
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
