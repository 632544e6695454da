package org.lfads4j.backend;

import org.lfads4j.config.Internal;

/** What the last digits of a backend's results may depend on. */
@Internal
public enum BitsDependOn {
  /** The engine or library and its version, as {@link Placement#engine} says it. */
  ENGINE,
  /** The device. */
  DEVICE,
  /** The number of processors. */
  PROCESSORS
}
