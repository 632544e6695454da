package org.lfads4j.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  /** What a folder is called. */
  static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "session" : name.toString();
  }

  /** What is in a folder, by name. */
  static List<Path> listed(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** The folders in a folder, and itself, that hold such a file, by name. */
  static List<Path> holding(Path folder, int deepest, Predicate<Path> file) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, deepest)) {
      return all.filter(file).map(Path::getParent).distinct().sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * The only one of these.
   *
   * @param what it holds
   * @throws IllegalArgumentException if there are none or several, with the path
   */
  static Path only(Path folder, List<Path> found, String what) {
    if (found.size() == 1) {
      return found.get(0);
    }
    String names =
        found.stream()
            .map(each -> folder.relativize(each).toString())
            .collect(Collectors.joining(", "));
    throw new ContentException(
            "folder must hold %s, got %s"
                .formatted(
                    what,
                    found.isEmpty() ? "none" : "those in " + names + "; give one of these folders"))
        .of(folder);
  }

  private static UncheckedIOException unreadable(Path folder, Exception e) {
    return FileReading.failed(folder, "be a folder that can be read, got " + e.getMessage(), e);
  }
}
