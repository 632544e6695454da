package org.lfads4j.config;

import java.util.Locale;

/** How often users change a hyperparameter. */
public enum TuningFrequency {
  /** In nearly every project, from the start. */
  COMMON,
  /** When refining a model that already works. */
  OCCASIONAL,
  /** Almost never, or only by experts. */
  RARE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
