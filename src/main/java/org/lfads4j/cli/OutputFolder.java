package org.lfads4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.data.io.Folders;
import org.lfads4j.report.FitReport;
import org.lfads4j.runs.TrainingFolder;
import org.lfads4j.weights.FitFolder;

/**
 * The folder that {@code smooth} leaves. Until everything is there, what is under way lies in a
 * folder {@value #UNFINISHED} within it, beside an earlier result: the checkpoints of the training,
 * and what is trained. If the program is ended in the middle, it stays, and the same command goes
 * on with it; without a checkpoint nothing is left. A fit stays, whatever happens after it was
 * kept.
 */
final class OutputFolder implements AutoCloseable {
  /** The folder of what is under way. */
  static final String UNFINISHED = "unfinished";

  /** In it: an earlier result, while the fit that replaces it is written. */
  private static final String EARLIER = "earlier";

  /** In it: says that the fit beside it, if it is complete, is of the training under way. */
  private static final String KEPT = "kept";

  /** How long the end of the program waits for a fit that is being written. */
  private static final long SECONDS_TO_KEEP = 30;

  private final Path given;
  private final Path target;
  private final boolean made;
  private final boolean overwrite;
  private final TrainingFolder training;
  private final ReentrantLock changing = new ReentrantLock();
  private final Thread cleaner = new Thread(this::leave, "leave unfinished output");
  private volatile boolean finished;
  private boolean left;

  private OutputFolder(
      Path given, Path target, boolean made, boolean overwrite, TrainingFolder training) {
    this.given = given;
    this.target = target;
    this.made = made;
    this.overwrite = overwrite;
    this.training = training;
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /**
   * Makes sure that the folder can be written, and that nobody else does, before anything long
   * begins.
   *
   * @param overwrite whether an earlier result there may be replaced
   * @throws IllegalArgumentException if it is not a folder, or not empty
   * @throws IllegalStateException if another process writes into it
   * @throws UncheckedIOException if it cannot be written
   */
  static OutputFolder open(Path folder, boolean overwrite) {
    Path target = folder.toAbsolutePath().normalize();
    try {
      if (Files.exists(target) && !Files.isDirectory(target)) {
        throw new IllegalArgumentException("--out must be a folder, got the file " + folder);
      }
      boolean made = !Files.exists(target);
      if (!made && !hasUnfinished(target)) {
        requireFree(folder, target, overwrite);
      }
      // Made here, so that what cannot be written is known now.
      TrainingFolder training = TrainingFolder.take(target.resolve(UNFINISHED));
      OutputFolder output = new OutputFolder(folder, target, made, overwrite, training);
      try {
        output.recover();
        if (!output.isKept()) {
          requireFree(folder, target, overwrite);
        }
      } catch (IOException | RuntimeException | Error e) {
        output.close();
        throw e;
      }
      return output;
    } catch (UncheckedIOException e) {
      throw unwritable(folder, e.getCause());
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Whether a folder of that name is there, and of this program. */
  private static boolean hasUnfinished(Path target) throws IOException {
    Path unfinished = target.resolve(UNFINISHED);
    if (!Files.exists(unfinished, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isDirectory(unfinished)
        || !(TrainingFolder.isOne(unfinished)
            || Files.exists(unfinished.resolve(EARLIER))
            || isEmpty(unfinished))) {
      throw new IllegalArgumentException(
          "--out must have no \"%s\" that is not of this program, got %s; name another folder"
              .formatted(UNFINISHED, unfinished));
    }
    return true;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.findAny().isEmpty();
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
    if (entries > 0 && Files.isSymbolicLink(target)) {
      throw new IllegalArgumentException(
          "--out must be a folder and no link for --overwrite, got %s, a link to %s; name that folder"
              .formatted(folder, Files.readSymbolicLink(target)));
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

  /** What is under way. */
  TrainingFolder training() {
    return training;
  }

  /** The epoch from which the same command would go on; empty once the fit is kept. */
  OptionalInt lastEpoch() {
    return isKept() ? OptionalInt.empty() : training.lastEpoch();
  }

  /**
   * A training begins here, or goes on.
   *
   * @return its fit, if it ended before and was kept, and the program was ended later
   * @throws IllegalArgumentException if another training is under way here, or another result is
   *     here, and may not be replaced
   * @throws UncheckedIOException if the folder cannot be written
   */
  Optional<FittedLfads> begin(LfadsRun run) {
    Optional<String> difference = training.difference(run);
    try {
      if (isKept()) {
        Optional<FittedLfads> fit = difference.isEmpty() ? loaded() : Optional.empty();
        if (fit.isPresent()) {
          return fit;
        }
        requireFree(given, target, overwrite);
        Files.delete(kept());
      } else if (difference.isPresent() && training.hasCheckpoints() && !overwrite) {
        throw new IllegalArgumentException(
            ("--out must hold no unfinished training but this one, got %s, where one %s was stopped"
                    + " after epoch %s; go on with that by its own command, name another folder, or"
                    + " start anew with --overwrite")
                .formatted(given, difference.get(), training.lastEpoch().orElse(0)));
      }
      training.begin(run);
      return Optional.empty();
    } catch (IOException e) {
      throw unwritable(given, e);
    }
  }

  private Optional<FittedLfads> loaded() {
    try {
      return Optional.of(Lfads.load(given.resolve(FitReport.MODEL)));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      if (overwrite) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Path kept() {
    return target.resolve(UNFINISHED).resolve(KEPT);
  }

  /** Whether the fit that is here is that of the training under way. */
  private boolean isKept() {
    return Files.exists(kept()) && FitFolder.isIn(target.resolve(FitReport.MODEL));
  }

  /**
   * Keeps a fit: an earlier result is put aside, and removed when the fit is there.
   *
   * @param save writes the fit into a folder
   * @throws UncheckedIOException if it cannot be written; an earlier result is then still there
   */
  void keep(Consumer<Path> save) {
    changing.lock();
    try {
      Path earlier = target.resolve(UNFINISHED).resolve(EARLIER);
      try {
        move(target, Files.createDirectories(earlier));
        Path unused = Files.createFile(kept());
        save.accept(given.resolve(FitReport.MODEL));
      } catch (IOException | RuntimeException | Error e) {
        recoverAfter(e);
        throw e;
      }
      removeKeptBefore(earlier);
    } catch (IOException e) {
      throw unwritable(given, e);
    } finally {
      changing.unlock();
    }
  }

  /** From now on there is nothing to go on with. */
  void finish() {
    finished = true;
  }

  /** Leaves the folder to others; what the same command can go on with stays. */
  @Override
  public void close() {
    leave();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The program is ending, and the cleaner runs already.
      return;
    }
  }

  private void leave() {
    try {
      // The fit that is being written at this moment must not be lost.
      if (!changing.tryLock(SECONDS_TO_KEEP, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (!left) {
        left = true;
        leaveOnce();
      }
    } catch (IOException | UncheckedIOException e) {
      // What cannot be removed stays; the failure itself is reported.
      training.close();
    } finally {
      changing.unlock();
    }
  }

  private void leaveOnce() throws IOException {
    if (!finished && (isKept() || training.hasCheckpoints())) {
      training.close();
      return;
    }
    recover();
    training.remove();
    if (made && isEmpty(target)) {
      Files.deleteIfExists(target);
    }
  }

  /** Puts an earlier result back, if a program was ended before another one was there. */
  private void recover() throws IOException {
    Path earlier = target.resolve(UNFINISHED).resolve(EARLIER);
    if (!isKept()) {
      if (Files.exists(kept())) {
        Folders.remove(target.resolve(FitReport.MODEL));
        Files.delete(kept());
      }
      if (Files.isDirectory(earlier)) {
        move(earlier, target);
      }
    }
    Folders.remove(earlier);
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

  private void recoverAfter(Throwable failure) {
    try {
      recover();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void removeKeptBefore(Path earlier) {
    try {
      Folders.remove(earlier);
      training.removeCheckpoints();
    } catch (IOException | UncheckedIOException e) {
      // It is removed at the end.
      return;
    }
  }

  private static UncheckedIOException unwritable(Path folder, IOException e) {
    return new UncheckedIOException(
        "--out must be a folder that can be written, got " + folder + " (" + e + ")", e);
  }
}
