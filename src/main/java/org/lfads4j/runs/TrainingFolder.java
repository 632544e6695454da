package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Setting;
import org.lfads4j.data.io.Folders;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.weights.CheckpointFolder;
import org.lfads4j.weights.DiskRoom;

/**
 * A training that is under way in a folder of its own, outside any collection. The folder says what
 * is trained and what happened so far, and keeps the checkpoints from which training goes on, as
 * the folder of a run does. One thread of one process has it at a time.
 */
@Internal
public final class TrainingFolder implements AutoCloseable {
  /** Another process may remove the folder in the moment in which it is taken. */
  private static final int TRIES = 5;

  private final RunFolder files;
  private final RunLock lock;
  private Optional<Begun> begun = Optional.empty();

  /** What is trained here now. */
  private record Begun(LfadsRun run, RunDescription description, Manifest manifest) {}

  private TrainingFolder(RunFolder files, RunLock lock) {
    this.files = files;
    this.lock = lock;
  }

  /**
   * Takes a folder, which is made if it is missing.
   *
   * @throws IllegalStateException if another thread or process has it, or there is a link in it
   * @throws UncheckedIOException if it cannot be written
   */
  public static TrainingFolder take(Path folder) {
    RunFolder files = new RunFolder(folder);
    for (int i = 1; ; i++) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "folder must be writable, got " + folder + " (" + e + ")", e);
      }
      Links.refuse(List.of(folder, files.checkpoints()));
      Optional<RunLock> lock = RunLock.tryTake(folder);
      if (lock.isEmpty() || i == TRIES) {
        throw new IllegalStateException(
            "%s must be used by one training at a time, got one %s; wait for its end, or name another folder"
                .formatted(folder, RunLock.takenBy(folder)));
      }
      if (lock.get().isInPlace()) {
        return new TrainingFolder(files, lock.get());
      }
      lock.get().close();
    }
  }

  /** Whether a folder looks like one of these, by the names in it. */
  public static boolean isOne(Path folder) {
    RunFolder files = new RunFolder(folder);
    return RunLock.isIn(folder)
        || Files.exists(files.description())
        || Files.exists(files.checkpoints());
  }

  /** Whether there is a checkpoint, or a file that was one. */
  public boolean hasCheckpoints() {
    return files.hasCheckpoints() && lastEpoch().isPresent();
  }

  /** The epoch of the newest checkpoint by its name. */
  public OptionalInt lastEpoch() {
    return CheckpointFolder.lastEpoch(files.checkpoints());
  }

  /**
   * In what the training here differs from one that is asked for, in words; empty if it is the same
   * or there is none. How it is executed, and how posterior means are made, is no difference.
   */
  public Optional<String> difference(LfadsRun asked) {
    Optional<RunDescription> known;
    try {
      known = known();
    } catch (NewerFormatException e) {
      return Optional.of("of a newer version of the program");
    }
    RunDescription own = description(asked);
    return known.filter(there -> !identity(there).equals(identity(own))).map(t -> words(t, own));
  }

  private static String words(RunDescription there, RunDescription asked) {
    Map<Setting<?>, String> theirs = Setting.differences(there.params(), there.options());
    Map<Setting<?>, String> own = Setting.differences(asked.params(), asked.options());
    Set<Setting<?>> all = new LinkedHashSet<>(theirs.keySet());
    all.addAll(own.keySet());
    List<String> words = new ArrayList<>();
    for (Setting<?> each : all) {
      String one = theirs.getOrDefault(each, "default");
      String other = own.getOrDefault(each, "default");
      if (!one.equals(other)) {
        words.add("%s %s (asked for: %s)".formatted(each.flag(), one, other));
      }
    }
    if (!there.dataHash().equals(asked.dataHash()) && !sessions(there).equals(sessions(asked))) {
      words.add(0, "other data");
    }
    return "with " + (words.isEmpty() ? "other settings" : String.join(", ", words));
  }

  private static List<String> sessions(RunDescription run) {
    return run.sessions().stream().map(each -> each.name() + each.content()).toList();
  }

  /** What the folder says is trained here; nothing if it does not say it, or is damaged. */
  private Optional<RunDescription> known() {
    if (!Files.exists(files.description())) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunDescription.read(files.description()));
    } catch (NewerFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static RunDescription description(LfadsRun run) {
    return RunDescription.of(
        run.given().get(0).session(),
        run.given().stream()
            .map(each -> new RunDescription.Session(each.session(), "given", each.contentHash()))
            .toList(),
        run.params(),
        run.options());
  }

  private static String identity(RunDescription run) {
    return Run.identity(run.paramHash(), run.dataHash());
  }

  /**
   * Says in the folder what is trained from now on. Another training there is removed.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void begin(LfadsRun run) {
    RunDescription own = description(run);
    if (difference(run).isPresent()) {
      files.clear();
    }
    files.removePartial();
    if (!known().filter(own::equals).isPresent()) {
      own.write(files.description());
    }
    Manifest manifest = Manifest.ofOrAnew(files);
    lock.notice().ifPresent(manifest::notice);
    manifest.started(own, List.of());
    begun = Optional.of(new Begun(run, own, manifest));
  }

  private Begun begun() {
    return begun.orElseThrow(() -> new IllegalStateException("begin must be called first"));
  }

  /**
   * Trains what was begun, from its last checkpoint on if there is one.
   *
   * @param watched the run, with a watcher that calls {@link #placed}
   * @param every least time between two checkpoints
   * @throws IllegalStateException if there is no room for what it writes, or the folder was lost to
   *     another process
   * @throws org.lfads4j.training.TrainingDivergedException if it diverges
   */
  public FittedLfads train(LfadsRun watched, Duration every) {
    Begun own = begun();
    ModelSpec model = watched.model();
    if (!hasCheckpoints()) {
      DiskRoom.require(files.path(), model, watched.recordings());
    }
    CheckpointFolder checkpoints =
        new CheckpointFolder(
            files.checkpoints(),
            model,
            identity(own.description),
            every,
            checkpoint -> own.manifest.checkpoint(checkpoint));
    FittedLfads fit = watched.train(new GuardedCheckpoints(checkpoints, lock));
    Set<String> notices = new LinkedHashSet<>(checkpoints.notices());
    notices.addAll(own.manifest.notices());
    for (String notice : notices) {
      fit = fit.notices().contains(notice) ? fit : fit.withNotice(notice);
    }
    return fit;
  }

  /** Training starts, or goes on after so many epochs, on this. */
  public void placed(Placement placement, int epoch) {
    begun().manifest.placed(placement, epoch);
  }

  /** Removes the checkpoints; what was trained is kept elsewhere. */
  public void removeCheckpoints() {
    files.removeCheckpoints();
  }

  /** Removes the folder with all that is in it, and leaves it to others. */
  public void remove() {
    try {
      Folders.remove(files.path());
    } catch (IOException e) {
      // Some systems remove no file that is open.
      lock.close();
      deleteQuietly();
    }
    lock.close();
  }

  private void deleteQuietly() {
    try {
      Folders.remove(files.path());
    } catch (IOException e) {
      // What cannot be removed stays.
      return;
    }
  }

  /** Leaves the folder to others, as it is. */
  @Override
  public void close() {
    lock.close();
  }
}
