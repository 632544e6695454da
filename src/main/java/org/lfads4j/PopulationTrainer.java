package org.lfads4j;

import org.lfads4j.config.Internal;

/** Carries a population out; {@code runs} has the implementation. */
@Internal
public interface PopulationTrainer {
  /** Trains a population; returns its best model. */
  FittedLfads train(AutoLfads auto);
}
