package org.lfads4j.backend;

/** What the last digits of a backend's results may depend on. */
public enum BitsDependOn {
  /** The engine or library and its version, as {@link Placement#engine} says it. */
  ENGINE,
  /** The device. */
  DEVICE,
  /** The number of processors. */
  PROCESSORS
}
