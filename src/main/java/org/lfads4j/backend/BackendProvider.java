package org.lfads4j.backend;

import java.util.List;
import java.util.Set;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Internal;
import org.lfads4j.model.ModelSpec;

/**
 * A kind of backend: what it is called, what it can do, what it takes, and how it is made. Every
 * choice among backends, and every message and help text that names them, comes from the providers.
 *
 * <p>A new backend is an implementation of this with a public constructor without parameters, and a
 * line with its class name in {@code META-INF/services/org.lfads4j.backend.BackendProvider}.
 */
@Internal
public interface BackendProvider {
  /** The name that users ask for, such as {@code eager}; unique ignoring case. */
  String name();

  /** What it runs on, in a few words for help texts, such as "CPU". */
  String runsOn();

  /** The engines that it can use, as users name them; none if it needs no engine. */
  default List<String> engines() {
    return List.of();
  }

  /** Where no backend is asked for, the one of the highest rank is taken that supports the run. */
  int rank();

  /**
   * Whether it computes this model, executed so. A backend that needs a GPU does not support a run
   * that asks for no GPU, or for one that is not there.
   */
  Support supports(ModelSpec spec, Execution execution, Precision precision);

  /** The GPUs that it would use for this model; a backend of the CPU has none. */
  default Gpus gpus(ModelSpec spec, Execution execution) {
    return Gpus.NONE;
  }

  /** Whether it takes the number of threads that it is given; else as many as it likes. */
  default boolean takesThreads() {
    return false;
  }

  /** What a run takes of the machine. */
  default MachineShare share(ModelSpec spec, Execution execution) {
    return takesThreads() ? MachineShare.ofThreads() : MachineShare.WHOLE;
  }

  /** On what the last digits of its results depend, besides the backend itself. */
  Set<BitsDependOn> bitsDependOn();

  /**
   * Makes a backend, all parameters zero.
   *
   * @param notices what the user is told of the choice; its placement has these and its own
   * @throws IllegalArgumentException if this machine lacks something that it needs
   */
  Backend create(ModelSpec spec, Execution execution, Precision precision, List<String> notices);
}
