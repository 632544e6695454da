package org.lfads4j.backend;

import org.lfads4j.config.Internal;

/**
 * The GPUs that a backend can use.
 *
 * @param count how many; they are numbered from 0
 * @param words how many and why, as notices say it, such as "MXNet sees 0 GPUs"; empty for a
 *     backend that never uses one
 */
@Internal
public record Gpus(int count, String words) {
  /** A backend of the CPU. */
  public static final Gpus NONE = new Gpus(0, "");
}
