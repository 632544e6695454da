package org.lfads4j.backend;

import java.util.List;

/**
 * What a model runs on.
 *
 * @param engine the engine with its version; for a backend without one, its library and threads
 * @param backend its name
 * @param device cpu or gpu(n)
 * @param notices what the user should know of the choice, a sentence each
 */
public record Placement(String engine, String backend, String device, List<String> notices) {
  /** Keeps its own copy of the notices. */
  public Placement {
    notices = List.copyOf(notices);
  }

  @Override
  public String toString() {
    return engine + ", " + backend + ", " + device;
  }
}
