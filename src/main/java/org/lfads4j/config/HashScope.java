package org.lfads4j.config;

/** Which hashes a hyperparameter enters. */
enum HashScope {
  NONE,
  PARAMS,
  PARAMS_AND_DATA
}
