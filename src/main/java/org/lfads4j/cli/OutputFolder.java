package org.lfads4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.lfads4j.report.FitReport;

/**
 * The folder that a run leaves. It is filled beside its place under a hidden name and moved there
 * when it is complete, so that a failed run leaves nothing.
 */
final class OutputFolder implements AutoCloseable {
  private final Path target;
  private final Path work;
  private final Thread cleaner = new Thread(this::deleteWork, "remove unfinished output");

  private OutputFolder(Path target, Path work) {
    this.target = target;
    this.work = work;
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /**
   * Makes sure that the folder can be written, before anything long begins.
   *
   * @param overwrite whether an earlier result there may be replaced
   * @throws IllegalArgumentException if it is not a folder, or not empty
   * @throws UncheckedIOException if it cannot be written
   */
  static OutputFolder open(Path folder, boolean overwrite) {
    Path target = folder.toAbsolutePath().normalize();
    try {
      requireFree(folder, target, overwrite);
      Path parent = target.getParent();
      if (parent == null) {
        throw new IllegalArgumentException("--out must be a folder within another, got " + folder);
      }
      Files.createDirectories(parent);
      Path work = parent.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
      return new OutputFolder(target, Files.createDirectory(work));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--out must be a folder that can be written, got " + folder + " (" + e + ")", e);
    }
  }

  private static void requireFree(Path folder, Path target, boolean overwrite) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException("--out must be a folder, got the file " + folder);
    }
    if (!Files.isWritable(target)) {
      throw new IllegalArgumentException(
          "--out must be a folder that can be written, got " + folder);
    }
    long entries;
    try (Stream<Path> list = Files.list(target)) {
      entries = list.count();
    }
    if (entries > 0 && !overwrite) {
      throw new IllegalArgumentException(
          ("--out must be empty or new, got %s with %s entries; name another folder, or replace an"
                  + " earlier result with --overwrite")
              .formatted(folder, entries));
    }
    // Only what this program made may be replaced as a whole.
    if (entries > 0 && !FitReport.isIn(target)) {
      throw new IllegalArgumentException(
          ("--out must be empty, new or an earlier result for --overwrite, got %s with %s entries"
                  + " and no result; name another folder")
              .formatted(folder, entries));
    }
  }

  /** Where to write. */
  Path work() {
    return work;
  }

  /**
   * Puts the finished folder in its place.
   *
   * @throws UncheckedIOException if it cannot be moved; an earlier result is then still there
   */
  void finish() {
    Path old = work.resolveSibling(work.getFileName() + ".old");
    try {
      boolean replaces = Files.exists(target);
      if (replaces) {
        Files.move(target, old);
      }
      try {
        Files.move(work, target);
      } catch (IOException e) {
        if (replaces) {
          Files.move(old, target);
        }
        throw e;
      }
      delete(old);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--out must be a folder that can be written, got " + target + " (" + e + ")", e);
    }
  }

  /** Removes what is unfinished. */
  @Override
  public void close() {
    deleteWork();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The program is ending, and the cleaner runs already.
      return;
    }
  }

  private void deleteWork() {
    try {
      delete(work);
    } catch (IOException e) {
      // What cannot be removed stays under its hidden name; the failure itself is reported.
      work.toFile().deleteOnExit();
    }
  }

  private static void delete(Path folder) throws IOException {
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
