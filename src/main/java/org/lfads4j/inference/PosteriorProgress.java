package org.lfads4j.inference;

import org.lfads4j.config.Internal;

/** Receives the progress of computing posterior means. Called between blocks. */
@Internal
public interface PosteriorProgress {
  /** Ignores all progress. */
  PosteriorProgress NONE = (done, trials) -> {};

  /**
   * Called when a block is done.
   *
   * @param done number of trials that are done
   * @param trials number of all trials
   */
  void done(int done, int trials);
}
