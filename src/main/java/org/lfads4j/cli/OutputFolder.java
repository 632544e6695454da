package org.lfads4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lfads4j.report.FitReport;

/**
 * The folder that a run leaves. Until there is a fit, what is under way lies in a folder {@value
 * #UNFINISHED} within it, beside an earlier result; a run that fails before leaves nothing. A fit
 * stays, whatever happens after it was kept.
 */
final class OutputFolder implements AutoCloseable {
  /** The folder of what is under way. */
  static final String UNFINISHED = "unfinished";

  private static final String EARLIER = "earlier";

  private final Path given;
  private final Path target;
  private final boolean made;
  private final Thread cleaner = new Thread(this::clean, "remove unfinished output");

  private OutputFolder(Path given, Path target, boolean made) {
    this.given = given;
    this.target = target;
    this.made = made;
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
      if (Files.exists(target) && !Files.isDirectory(target)) {
        throw new IllegalArgumentException("--out must be a folder, got the file " + folder);
      }
      boolean made = !Files.exists(target);
      if (!made) {
        restore(target);
        requireFree(folder, target, overwrite);
      }
      // Made here, so that what cannot be written is known now.
      Path unused = Files.createDirectories(target.resolve(UNFINISHED));
      return new OutputFolder(folder, target, made);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void requireFree(Path folder, Path target, boolean overwrite) throws IOException {
    long entries = entries(target).size();
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

  /** The folder as it was given. */
  Path path() {
    return given;
  }

  /**
   * Keeps a fit: an earlier result is put aside, and removed when the fit is there.
   *
   * @param save writes the fit into a folder
   * @throws UncheckedIOException if it cannot be written; an earlier result is then still there
   */
  void keep(Consumer<Path> save) {
    Path earlier = target.resolve(UNFINISHED).resolve(EARLIER);
    try {
      move(target, Files.createDirectories(earlier));
      try {
        save.accept(given.resolve(FitReport.MODEL));
      } catch (RuntimeException | Error e) {
        delete(target.resolve(FitReport.MODEL));
        restore(target);
        throw e;
      }
      delete(earlier);
    } catch (IOException e) {
      throw unwritable(given, e);
    }
  }

  /** Removes what is unfinished. */
  @Override
  public void close() {
    clean();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The program is ending, and the cleaner runs already.
      return;
    }
  }

  private void clean() {
    try {
      restore(target);
      delete(target.resolve(UNFINISHED));
      if (made && entries(target).isEmpty()) {
        Files.deleteIfExists(target);
      }
    } catch (IOException e) {
      // What cannot be removed stays; the failure itself is reported.
      return;
    }
  }

  /** Puts an earlier result back, if a program was killed before another one was there. */
  private static void restore(Path target) throws IOException {
    Path earlier = target.resolve(UNFINISHED).resolve(EARLIER);
    if (Files.isDirectory(earlier) && !FitReport.isIn(target)) {
      move(earlier, target);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    for (Path each : entries(from)) {
      Files.move(each, to.resolve(each.getFileName()));
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(each -> !each.endsWith(UNFINISHED)).toList();
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

  private static UncheckedIOException unwritable(Path folder, IOException e) {
    return new UncheckedIOException(
        "--out must be a folder that can be written, got " + folder + " (" + e + ")", e);
  }
}
