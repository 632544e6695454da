package org.lfads4j.config;

import java.util.List;
import java.util.ServiceLoader;

/**
 * The names that {@code withBackend} and {@code withEngine} accept. This package does not know the
 * backends; the package {@code backend} implements this interface, and Java's service loader finds
 * it.
 */
@Internal
public interface ExecutionNames {
  /** Those of this program. */
  static ExecutionNames installed() {
    return ServiceLoader.load(ExecutionNames.class, ExecutionNames.class.getClassLoader())
        .findFirst()
        .orElseThrow();
  }

  /** The names of backends. */
  List<String> backends();

  /** The names of engines. */
  List<String> engines();

  /** The backends and what each runs on, such as "eager (any engine), fused (CPU)". */
  String backendsInWords();

  /** The backends that take a number of threads, and whether that changes results. */
  String threadsInWords();
}
