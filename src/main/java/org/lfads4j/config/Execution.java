package org.lfads4j.config;

import java.util.List;
import java.util.Optional;

/**
 * What a run is executed on. None of it enters a hash: it changes how fast a result comes, and its
 * last digits, but not what was asked.
 *
 * @param engine {@code MXNet} or {@code PyTorch}, in any case; empty: none where the backend needs
 *     none, else the one at hand
 * @param backend {@code eager}, {@code compiled} or {@code fused}, in any case; empty chooses the
 *     fastest there is
 * @param deviceCount devices that share each batch, at least 1; default 1
 */
public record Execution(Optional<String> engine, Optional<String> backend, int deviceCount) {
  private static final List<String> ENGINES = List.of("MXNet", "PyTorch");
  private static final List<String> BACKENDS = List.of("eager", "compiled", "fused");

  /**
   * Puts the names in their usual case.
   *
   * @throws IllegalArgumentException if a name is unknown or the count is below 1
   */
  public Execution {
    engine = engine.map(name -> known("engine", ENGINES, name));
    backend = backend.map(name -> known("backend", BACKENDS, name));
    if (deviceCount < 1) {
      throw new IllegalArgumentException("deviceCount must be >= 1, got " + deviceCount);
    }
  }

  /** Everything chosen by the program, on one device. */
  public static Execution automatic() {
    return new Execution(Optional.empty(), Optional.empty(), 1);
  }

  /** A copy on another engine. */
  public Execution withEngine(String name) {
    return new Execution(Optional.of(name), backend, deviceCount);
  }

  /** A copy with another backend. */
  public Execution withBackend(String name) {
    return new Execution(engine, Optional.of(name), deviceCount);
  }

  /** A copy with another number of devices. */
  public Execution withDeviceCount(int devices) {
    return new Execution(engine, backend, devices);
  }

  private static String known(String where, List<String> names, String name) {
    return names.stream()
        .filter(each -> each.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    where
                        + " must be "
                        + new Rule.OneOf(names).says()
                        + ", got "
                        + Json.shown(name)));
  }
}
