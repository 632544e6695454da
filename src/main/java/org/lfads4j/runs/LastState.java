package org.lfads4j.runs;

import java.nio.file.Path;
import java.util.Optional;
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
  private static final KeptValues<Path, LastState> KEPT = new KeptValues<>();

  static LastState of(Parent parent) {
    return new LastState(parent, parent.identity());
  }

  /** That of a run, if it is kept. */
  static Optional<LastState> kept(RunFolder run) {
    return KEPT.find(key(run), stamp(run));
  }

  /** Keeps it; it must be that of the newest checkpoint on disk. */
  void keep(RunFolder run) {
    KEPT.keep(key(run), stamp(run), this);
  }

  /** The run's checkpoints are no longer needed. */
  static void forget(RunFolder run) {
    KEPT.forget(key(run));
  }

  private static Path key(RunFolder run) {
    return run.path().toAbsolutePath().normalize();
  }

  private static String stamp(RunFolder run) {
    return CheckpointFolder.newestFile(run.checkpoints())
        .map(file -> file + " " + KeptValues.stamp(file))
        .orElse("none");
  }
}
