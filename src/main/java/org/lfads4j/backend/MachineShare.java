package org.lfads4j.backend;

import org.lfads4j.config.Internal;

/**
 * What a run takes of a machine.
 *
 * @param kind what it takes
 * @param atOnce how many such runs the machine serves at the same time
 */
@Internal
public record MachineShare(Kind kind, int atOnce) {
  /** All of it: an engine on the CPU takes as many threads as it likes. */
  public static final MachineShare WHOLE = new MachineShare(Kind.WHOLE, 1);

  /** What a run can take. */
  public enum Kind {
    /** As many processors as it is given threads. */
    THREADS,
    /** A GPU of its own. */
    GPU,
    /** The whole machine. */
    WHOLE
  }

  /** A number of threads, which {@link org.lfads4j.config.Execution#threads} says. */
  public static MachineShare ofThreads() {
    return new MachineShare(Kind.THREADS, Runtime.getRuntime().availableProcessors());
  }

  /** One of so many GPUs. */
  public static MachineShare ofGpus(int count) {
    return new MachineShare(Kind.GPU, count);
  }
}
