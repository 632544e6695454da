package org.lfads4j.config;

/** Whether the program does what a hyperparameter asks. */
public enum Availability {
  /** It acts. */
  ACTIVE,
  /** It is accepted and changes nothing; setting it gives a notice. */
  INERT
}
