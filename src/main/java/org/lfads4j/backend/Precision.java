package org.lfads4j.backend;

import org.lfads4j.config.Internal;

/**
 * How exactly a backend computes. Training and inference use single precision; double is for
 * comparisons, and takes about twice the time.
 */
@Internal
public enum Precision {
  /** 32 bits. */
  SINGLE,
  /** 64 bits. */
  DOUBLE
}
