package org.lfads4j.backend;

import org.lfads4j.config.Internal;

/**
 * Trials of one session decoded while they are recorded, bin by bin, at the posterior's mean.
 * States are carried from bin to bin in a memory of fixed size, however long a trial lasts; after
 * the program has warmed up, no call allocates. Not for use by several threads.
 */
@Internal
public interface RunningTrial {
  /** Forgets all; the next bin is the first of a trial. */
  void restart();

  /**
   * Reads the next bin.
   *
   * @param values counts or real values of all neurons of the session; those that are held out are
   *     not looked at
   * @param external the external inputs, if the model has some
   * @return whether the bin is decoded: not before the bins are read from which the initial
   *     condition is inferred
   */
  boolean next(float[] values, float[] external);

  /** Writes the factors of the bin that was decoded last. */
  void factors(float[] out);

  /** Writes its expected counts per bin, or means of real values, of all neurons. */
  void output(float[] out);
}
