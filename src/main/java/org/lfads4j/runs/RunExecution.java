package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.SavedRecording;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingDivergedException;
import org.lfads4j.weights.CheckpointFolder;

/** Carries one run out, from wherever it stands to its end. */
final class RunExecution {
  private final Run run;
  private final RunFolder files;
  private final Execution execution;
  private final Duration checkpointEvery;
  private final LiveRows rows;

  private RunExecution(Run run, Execution execution, Duration checkpointEvery, LiveRows rows) {
    this.run = run;
    this.files = run.files();
    this.execution = execution;
    this.checkpointEvery = checkpointEvery;
    this.rows = rows;
  }

  /** What is wanted of a run. */
  enum Task {
    /** Training and posterior means, as far as they are missing. */
    EVERYTHING,
    /** Posterior means of trained models only. */
    POSTERIOR
  }

  /**
   * Carries it out, unless another process is at it. Whatever fails is written down and shown; only
   * the end of the whole program comes out of here.
   *
   * @return whether it was free
   */
  static boolean carryOut(
      Run run, Task task, Execution execution, Duration checkpointEvery, LiveRows rows) {
    RunExecution own = new RunExecution(run, execution, checkpointEvery, rows);
    try {
      return own.carryOut(task);
    } catch (UncheckedIOException e) {
      // Not even the manifest could be written.
      rows.turn(run, RunState.FAILED, Optional.of(sentence(e)));
      return true;
    }
  }

  private boolean carryOut(Task task) {
    try (RunLock lock = RunLock.tryTake(files.path()).orElse(null)) {
      if (lock == null) {
        rows.turn(run, RunState.RUNNING, Optional.of("in another process"));
        return false;
      }
      Manifest manifest = Manifest.of(files);
      boolean trained = manifest.isTrained();
      boolean complete =
          manifest.status().state() == RunState.DONE && manifest.hasPosterior(run.params());
      if (complete || manifest.diverged() || (task == Task.POSTERIOR && !trained)) {
        return true;
      }
      files.removePartial();
      rows.turn(run, RunState.RUNNING, Optional.empty());
      try {
        manifest.started(run.description(), run.data().sessions());
        work(manifest, trained);
      } catch (TrainingDivergedException e) {
        manifest.failed(e.getMessage(), true);
      } catch (CancellationException e) {
        manifest.stopped();
      } catch (RuntimeException | OutOfMemoryError | LinkageError | InternalError e) {
        if (isInterrupt(e)) {
          manifest.stopped();
        } else if (!writeFailure(manifest, e)) {
          rows.turn(run, RunState.FAILED, Optional.of(sentence(e)));
          return true;
        }
      }
      RunSummary.write(run, manifest);
    } catch (IllegalArgumentException e) {
      // Its files are of a newer version.
      rows.turn(run, RunState.UNKNOWN, Optional.of(e.getMessage()));
      return true;
    }
    rows.refresh(run);
    return true;
  }

  /** Whether a file was given up because the thread was interrupted; clears the flag. */
  private static boolean isInterrupt(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedByInterruptException) {
        return Thread.interrupted();
      }
    }
    return false;
  }

  /** Whether it could be written down: the disk itself may be what failed. */
  private static boolean writeFailure(Manifest manifest, Throwable e) {
    try {
      manifest.failed(sentence(e), false);
      return true;
    } catch (UncheckedIOException unwritten) {
      return false;
    }
  }

  private void work(Manifest manifest, boolean trained) {
    FittedLfads fit;
    if (trained) {
      fit = Lfads.load(run.folder());
    } else {
      Optional<FittedLfads> ended = train(manifest);
      if (ended.isEmpty()) {
        manifest.stopped();
        return;
      }
      fit = ended.get();
    }
    FittedLfads results =
        fit.withExecution(execution)
            .withProgress(following(manifest))
            .withPosterior(run.params().posteriorMeanKind(), run.params().numSamplesPosterior());
    rows.doing(run, "posterior means");
    results.savePosterior(run.folder());
    rows.doing(run, "scores");
    new ScoresFile(
            results.scoreList(),
            run.options().seed(),
            OptionalDouble.of(fit.outcome().seconds()),
            results.posteriorSource().seconds())
        .write(files.scores());
    manifest.done(results.posteriorSource(), files);
  }

  /** The fit, on disk; empty if training was interrupted. */
  private Optional<FittedLfads> train(Manifest manifest) {
    RunOptions options = run.options();
    LfadsRun plain = run.lfadsRun();
    LfadsRun placed = plain.withOptions(o -> o.with(execution)).withProgress(following(manifest));
    manifest.resolved(
        run.params(),
        plain.model(),
        plain.recordings().stream()
            .mapToInt(each -> each.split().orElseThrow().train().length)
            .max()
            .orElseThrow());
    CheckpointFolder checkpoints =
        new CheckpointFolder(
            files.checkpoints(),
            plain.model(),
            run.identity(),
            checkpointEvery,
            checkpoint -> written(manifest, checkpoint));
    FittedLfads fit = placed.train(checkpoints);
    checkpoints.notices().forEach(manifest::notice);
    if (fit.outcome().reason() == Outcome.Reason.INTERRUPTED) {
      return Optional.empty();
    }
    FittedLfads asked = fit.withExecution(options.execution());
    asked.save(
        files.path(),
        run.data().sessions().stream()
            .map(each -> new SavedRecording(each.file(), each.content()))
            .toList());
    Csv.write(FitLogTable.of(fit.log()), files.log());
    fit.notices().forEach(manifest::notice);
    manifest.trained(fit.outcome(), fit.chosenByValidation(), files);
    return Optional.of(asked);
  }

  private void written(Manifest manifest, Checkpoint checkpoint) {
    Csv.write(FitLogTable.of(checkpoint.log()), files.log());
    manifest.checkpoint(checkpoint);
  }

  private Progress following(Manifest manifest) {
    return rows.following(run, manifest::placed);
  }

  private static String sentence(Throwable e) {
    boolean foreseen =
        e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof UncheckedIOException;
    if (e instanceof OutOfMemoryError) {
      return "the run must fit into Java's memory, got "
          + e.getMessage()
          + "; start Java with more (-Xmx) or run fewer at once";
    }
    return foreseen && e.getMessage() != null ? e.getMessage() : "the run must not fail, got " + e;
  }

  /** Makes the folder and says what the run is. */
  static void describe(Run run) {
    RunFolder files = run.files();
    if (Files.exists(files.description())) {
      return;
    }
    try {
      Files.createDirectories(files.path());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "collection folder must be writable, got " + files.path() + " (" + e + ")", e);
    }
    run.description().write(files.description());
  }
}
