package org.lfads4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recordings and models that are not part of the project: {@code -Dlfads4j.data=DIR} says where
 * they lie. A test that asks for one that is absent is skipped, and {@code .ci/run} names it.
 */
public final class OutsideData {
  private OutsideData() {}

  /** The file of that name; skips the test where it is absent. */
  public static Path file(String name) {
    Path path = Path.of(System.getProperty("lfads4j.data", "../shared/data"), name);
    assumeTrue(
        Files.exists(path),
        () -> "outside data are missing: " + name + "; set -Dlfads4j.data to their folder");
    return path;
  }
}
