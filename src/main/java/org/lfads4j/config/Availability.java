package org.lfads4j.config;

/** Whether this version of the program does what a hyperparameter asks. */
public enum Availability {
  /** It acts. */
  ACTIVE,
  /** It is accepted and changes nothing; setting it gives a notice. */
  INERT,
  /** It is known and validated; a value other than the default is refused by the run's check. */
  LATER
}
