package org.lfads4j.config;

import java.util.Locale;

/** How often a hyperparameter needs a value of one's own. */
public enum TuningFrequency {
  /** In nearly every project, from the start. */
  COMMON,
  /** When refining a model that already works. */
  OCCASIONAL,
  /** Hardly ever, or by experts. */
  RARE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
