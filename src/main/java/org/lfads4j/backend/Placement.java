package org.lfads4j.backend;

import java.util.List;

/**
 * What a model runs on.
 *
 * @param engine MXNet or PyTorch, with its version; for the fused backend its kernels and threads
 * @param backend eager, compiled or fused
 * @param device cpu or gpu(n)
 * @param notices where this differs from what was asked
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
