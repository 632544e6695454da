package org.lfads4j.analysis;

/** What a score is of: the model, or a simpler way to firing rates beside it. */
public enum Method {
  /** The model. */
  LFADS("lfads"),
  /** The rates that made the counts, where they are known: the ceiling. */
  TRUE_RATES("true_rates"),
  /** Averages over the training trials of the same condition. */
  PSTH("psth"),
  /** A Gaussian kernel over each trial's own spikes. */
  SMOOTHING("smoothing"),
  /** Principal components of smoothed spikes. */
  PCA("pca");

  private final String column;

  Method(String column) {
    this.column = column;
  }

  /** Its name in tables and files. */
  public String column() {
    return column;
  }
}
