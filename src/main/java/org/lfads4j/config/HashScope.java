package org.lfads4j.config;

/** Which hashes a setting enters. */
enum HashScope {
  /** No hash. */
  NONE,
  /** The param hash. */
  PARAMS,
  /** The param hash of a whole run, but not of a part of a training: see {@link Hashes}. */
  PARAMS_OF_WHOLE,
  /**
   * The param hash, if the value is not the default. For settings that were added later: hashes of
   * older runs do not change.
   */
  PARAMS_IF_CHANGED,
  /** The param hash and the data hash. */
  PARAMS_AND_DATA
}
