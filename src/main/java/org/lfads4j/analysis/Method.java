package org.lfads4j.analysis;

/** What a score is of: the model, or a simpler way to firing rates beside it. */
public enum Method {
  /** The model. */
  LFADS("lfads", "LFADS"),
  /** The rates that made the counts, where they are known: the ceiling. */
  TRUE_RATES("true_rates", "true rates"),
  /** Averages over the training trials of the same condition. */
  PSTH("psth", "PSTH"),
  /** A Gaussian kernel over each trial's own spikes. */
  SMOOTHING("smoothing", "smoothing"),
  /** Principal components of smoothed spikes. */
  PCA("pca", "PCA");

  private final String column;
  private final String title;

  Method(String column, String title) {
    this.column = column;
    this.title = title;
  }

  /** Its name in tables and files. */
  public String column() {
    return column;
  }

  /** Its name for readers. */
  public String title() {
    return title;
  }
}
