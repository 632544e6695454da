package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Symbolic links within a collection. They may lead out of it, so nothing is written or removed
 * through them. The collection's own folder may be reached through links.
 */
final class Links {
  private Links() {}

  /** A sentence that says so if a path is a link. */
  static Optional<String> found(Path path) {
    if (!Files.isSymbolicLink(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          "%s must be no link, got one to %s".formatted(path, Files.readSymbolicLink(path)));
    } catch (IOException e) {
      return Optional.of("%s must be no link, got one (%s)".formatted(path, e));
    }
  }

  /**
   * Makes sure that neither these folders nor what is directly in them are links.
   *
   * @throws IllegalStateException with the path of one that is
   */
  static void refuse(List<Path> folders) {
    for (Path folder : folders) {
      refuse(folder);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> entries = Files.list(folder)) {
          entries.sorted().forEach(Links::refuse);
        } catch (IOException e) {
          throw new UncheckedIOException(
              "folder must be readable, got " + folder + " (" + e + ")", e);
        }
      }
    }
  }

  /**
   * Makes sure that a path is no link.
   *
   * @throws IllegalStateException if it is
   */
  static void refuse(Path path) {
    found(path)
        .ifPresent(
            sentence -> {
              throw new IllegalStateException(
                  sentence + "; nothing is changed through it, put what it leads to in its place");
            });
  }
}
