package org.lfads4j.backend;

/**
 * How exactly a backend computes. Training and inference use single precision; double is for
 * comparisons, and takes about twice the time.
 */
public enum Precision {
  /** 32 bits. */
  SINGLE,
  /** 64 bits. */
  DOUBLE
}
