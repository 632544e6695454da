package org.lfads4j.runs;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Internal;

/**
 * What an executor carries out: a run, and how much of it is wanted. Everything else is in the
 * run's folder. A part is serialised as the absolute path of that folder, so another process finds
 * the run if it sees the same file system.
 *
 * @param run which run; its folder and its data are on disk
 * @param wanted how much of it
 * @param checkpointEvery least time between two checkpoints
 */
public record RunPart(Run run, Wanted wanted, Duration checkpointEvery) implements Serializable {
  /**
   * 10 s: the default time between two checkpoints. This much work is lost at most when a process
   * is killed, or one epoch where that takes longer.
   */
  public static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

  /** How much of a run is wanted. */
  public enum Wanted {
    /** Training, posterior means and scores, as far as they are missing. */
    EVERYTHING,
    /** Training alone, without posterior means and scores. */
    TRAINING,
    /** Posterior means and scores of a trained model; nothing is trained. */
    POSTERIOR
  }

  /**
   * Carries the part out in this thread; see {@link Run#carryOut}.
   *
   * @param execution how, in place of the run's own options
   * @return the state afterwards
   */
  @Internal
  public RunStatus carryOut(Execution execution, RunsWatcher watcher) {
    return RunExecution.carryOut(this, execution, watcher);
  }

  private record ByFolder(String folder, Wanted wanted, Duration checkpointEvery)
      implements Serializable {
    private Object readResolve() {
      return new RunPart(Run.open(Path.of(folder)), wanted, checkpointEvery);
    }
  }

  private Object writeReplace() {
    return new ByFolder(run.folder().toAbsolutePath().toString(), wanted, checkpointEvery);
  }
}
