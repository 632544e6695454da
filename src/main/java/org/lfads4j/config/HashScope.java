package org.lfads4j.config;

/** Which hashes a setting enters. */
enum HashScope {
  NONE,
  PARAMS,
  /** The param hash of a whole run, and not that of a part of a training: see {@link Hashes}. */
  PARAMS_OF_WHOLE,
  /** The param hash, where it is not the default: of settings that are younger than the hash. */
  PARAMS_IF_CHANGED,
  PARAMS_AND_DATA
}
