package org.lfads4j.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run is executed on. It enters no hash: it changes how fast a result is computed, and its
 * last digits, but not what was asked for.
 *
 * @param engine see {@link RunOption#ENGINE}
 * @param backend see {@link RunOption#BACKEND}
 * @param threads see {@link RunOption#THREADS}
 * @param device see {@link RunOption#DEVICE}
 */
public record Execution(
    Optional<String> engine,
    Optional<String> backend,
    OptionalInt threads,
    Optional<String> device) {
  private static final Execution AUTOMATIC =
      new Execution(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

  /**
   * Puts the names in their usual case.
   *
   * @throws RefusedException if a name is unknown or the number of threads is below 1
   */
  public Execution {
    engine = engine.map(RunOption.ENGINE::read);
    backend = backend.map(RunOption.BACKEND::read);
    threads.ifPresent(RunOption.THREADS::read);
    device.ifPresent(RunOption.DEVICE::read);
  }

  /** Everything is chosen by the program. */
  public static Execution automatic() {
    return AUTOMATIC;
  }

  /** A copy on another engine. */
  public Execution withEngine(String name) {
    return new Execution(Optional.of(name), backend, threads, device);
  }

  /** A copy with another backend. */
  public Execution withBackend(String name) {
    return new Execution(engine, Optional.of(name), threads, device);
  }

  /** A copy with another number of threads. */
  public Execution withThreads(int count) {
    return new Execution(engine, backend, OptionalInt.of(count), device);
  }

  /** A copy on another device, whatever {@code c_device} says. */
  public Execution withDevice(String name) {
    return new Execution(engine, backend, threads, Optional.of(name));
  }
}
