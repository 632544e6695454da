package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.lfads4j.config.Internal;

/** Folders as a whole. */
@Internal
public final class Folders {
  private Folders() {}

  /**
   * Removes a folder with all that is in it; links are removed, and what they lead to stays. If
   * there is none, nothing is done.
   *
   * @throws IOException if something cannot be removed
   */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
