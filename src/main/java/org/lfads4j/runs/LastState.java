package org.lfads4j.runs;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lfads4j.config.Hash;
import org.lfads4j.training.Parent;
import org.lfads4j.weights.CheckpointFolder;

/**
 * The state in which a training ended, for those that go on from it. States that this process has
 * had in hand are kept as long as there is memory and their file is as it was, because a population
 * needs each of them several times.
 *
 * @param parent the state
 * @param identity of it, which takes as long as reading it
 */
record LastState(Parent parent, Hash identity) {
  private static final Map<Path, Kept> KEPT = new ConcurrentHashMap<>();

  private record Kept(String stamp, SoftReference<LastState> state) {}

  static LastState of(Parent parent) {
    return new LastState(parent, parent.identity());
  }

  /** That of a run, if it is kept. */
  static Optional<LastState> kept(RunFolder run) {
    Kept kept = KEPT.get(key(run));
    return kept != null && kept.stamp.equals(stamp(run))
        ? Optional.ofNullable(kept.state.get())
        : Optional.empty();
  }

  /** Keeps it; it must be that of the newest checkpoint on disk. */
  void keep(RunFolder run) {
    Kept unused = KEPT.put(key(run), new Kept(stamp(run), new SoftReference<>(this)));
  }

  /** The run's checkpoints are no longer needed. */
  static void forget(RunFolder run) {
    Kept unused = KEPT.remove(key(run));
  }

  private static Path key(RunFolder run) {
    return run.path().toAbsolutePath().normalize();
  }

  private static String stamp(RunFolder run) {
    return CheckpointFolder.newestFile(run.checkpoints())
        .map(file -> file + " " + Recordings.stamp(file))
        .orElse("none");
  }
}
