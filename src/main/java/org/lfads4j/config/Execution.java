package org.lfads4j.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run is executed on. None of it enters a hash: it changes how fast a result comes, and its
 * last digits, but not what was asked.
 *
 * @param engine {@code MXNet} or {@code PyTorch}, in any case; empty: none where the backend needs
 *     none, else the one at hand
 * @param backend {@code eager}, {@code compiled} or {@code fused}, in any case; empty chooses the
 *     fastest there is
 * @param deviceCount devices that share each batch, at least 1; default 1
 * @param threads CPU threads of the fused backend, at least 1; empty: all processors. The bits are
 *     the same for any number
 * @param device where the program puts the run in place of {@code c_device}, such as {@code gpu:1}
 *     of several runs spread over GPUs; empty: where {@code c_device} says
 */
public record Execution(
    Optional<String> engine,
    Optional<String> backend,
    int deviceCount,
    OptionalInt threads,
    Optional<String> device) {
  private static final List<String> ENGINES = ExecutionNames.installed().engines();
  private static final List<String> BACKENDS = ExecutionNames.installed().backends();
  private static final Execution AUTOMATIC =
      new Execution(Optional.empty(), Optional.empty(), 1, OptionalInt.empty(), Optional.empty());

  /**
   * Puts the names in their usual case.
   *
   * @throws IllegalArgumentException if a name is unknown or a count is below 1
   */
  public Execution {
    engine = engine.map(name -> known("engine", ENGINES, name));
    backend = backend.map(name -> known("backend", BACKENDS, name));
    checkCount("deviceCount", deviceCount);
    threads.ifPresent(count -> checkCount("threads", count));
    device.ifPresent(name -> check("device", new Rule.Device(), name));
  }

  /** Everything chosen by the program, on one device. */
  public static Execution automatic() {
    return AUTOMATIC;
  }

  /** A copy on another engine. */
  public Execution withEngine(String name) {
    return new Execution(Optional.of(name), backend, deviceCount, threads, device);
  }

  /** A copy with another backend. */
  public Execution withBackend(String name) {
    return new Execution(engine, Optional.of(name), deviceCount, threads, device);
  }

  /** A copy with another number of devices. */
  public Execution withDeviceCount(int devices) {
    return new Execution(engine, backend, devices, threads, device);
  }

  /** A copy with another number of threads. */
  public Execution withThreads(int count) {
    return new Execution(engine, backend, deviceCount, OptionalInt.of(count), device);
  }

  /** A copy on another device, whatever {@code c_device} says. */
  public Execution withDevice(String name) {
    return new Execution(engine, backend, deviceCount, threads, Optional.of(name));
  }

  private static String known(String where, List<String> names, String name) {
    Optional<String> usual = names.stream().filter(name::equalsIgnoreCase).findFirst();
    check(where, new Rule.OneOf(names), usual.orElse(name));
    return usual.orElse(name);
  }

  private static void checkCount(String where, int count) {
    check(where, Rule.countFrom(1), count);
  }

  private static void check(String where, Rule rule, Object value) {
    if (!rule.allows(value)) {
      throw new IllegalArgumentException(
          where + " must be " + rule.says() + ", got " + Json.shown(value));
    }
  }
}
