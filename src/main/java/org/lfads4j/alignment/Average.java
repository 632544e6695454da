package org.lfads4j.alignment;

/** What trials are averaged over before sessions are compared. */
enum Average {
  /** The trials of each condition. */
  CONDITION,
  /** All trials: one average for each session, for recordings that share no condition. */
  TIME
}
