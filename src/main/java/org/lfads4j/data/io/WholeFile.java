package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files all or nothing: readers see the old file or the whole new one. */
public final class WholeFile {
  /** Fills a file. */
  @FunctionalInterface
  public interface Filler {
    /** Writes the whole content to this path. */
    void fill(Path partial) throws IOException;
  }

  private WholeFile() {}

  /**
   * Fills a file under a hidden name beside its place, then moves it there.
   *
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static void write(Path file, Filler filler) throws IOException {
    Path target = file.toAbsolutePath();
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      filler.fill(partial);
      move(partial, target);
    } finally {
      boolean unused = Files.deleteIfExists(partial);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
