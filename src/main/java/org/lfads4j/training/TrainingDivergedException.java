package org.lfads4j.training;

/** The cost or a gradient became infinite or undefined. The best parameters so far are kept. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final String term;
  private final transient TrainingResult result;

  TrainingDivergedException(
      int epoch, String term, double value, TrainingResult result, Divergence why) {
    super(
        "%s must be a finite number, got %s (epoch %s, best parameters kept from epoch %s); %s"
            .formatted(term, value, epoch, result.outcome().bestEpoch(), why.advice()));
    this.epoch = epoch;
    this.term = term;
    this.result = result;
  }

  /** The epoch in which it happened, from 1. */
  public int epoch() {
    return epoch;
  }

  /** The name of the value that was no longer finite. */
  public String term() {
    return term;
  }

  /** The result of training up to then. */
  public TrainingResult result() {
    return result;
  }
}
