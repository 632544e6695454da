package org.lfads4j.inference;

/** Somebody who watches posterior means being computed. Called between blocks. */
public interface PosteriorProgress {
  /** Nobody watches. */
  PosteriorProgress NONE = (done, trials) -> {};

  /** So many of the trials are done. */
  void done(int done, int trials);
}
