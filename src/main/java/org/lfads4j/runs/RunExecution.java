package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.Execution;
import org.lfads4j.config.FullMemory;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOptions;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.ForeseenFailure;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Parent;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingDivergedException;
import org.lfads4j.weights.CheckpointFolder;
import org.lfads4j.weights.DiskRoom;
import org.lfads4j.weights.SavedRecording;

/** Carries out one run, from its present state to its end. */
final class RunExecution {
  private final Run run;
  private final RunFolder files;
  private final RunPart.Wanted wanted;
  private final Execution execution;
  private final Duration checkpointEvery;
  private final LiveRows rows;
  private Optional<Checkpoint> last = Optional.empty();

  private RunExecution(RunPart part, Execution execution, RunsWatcher watcher) {
    this.run = part.run();
    this.wanted = part.wanted();
    this.files = run.files();
    this.execution = execution;
    this.checkpointEvery = part.checkpointEvery();
    this.rows = new LiveRows(List.of(run), watcher);
  }

  /**
   * Carries out a part, unless another process is running it. Failures are written into the
   * manifest and shown, not thrown.
   *
   * @param execution how it is executed, in place of its own options
   * @param watcher gets the row of the run whenever it changes
   * @return the state afterwards; running if another process is running it
   */
  static RunStatus carryOut(RunPart part, Execution execution, RunsWatcher watcher) {
    RunExecution own = new RunExecution(part, execution, watcher);
    own.carryOutOrTell();
    return own.rows.of(part.run()).status();
  }

  private void carryOutOrTell() {
    try {
      carryOut();
    } catch (NewerFormatException e) {
      rows.turn(run, RunState.UNKNOWN, Optional.of(Message.of(e)));
    } catch (LeaseLostException e) {
      rows.turn(run, RunState.RUNNING, Optional.of(Message.of(e)));
    } catch (RuntimeException | VirtualMachineError | LinkageError e) {
      // Not even the manifest could be read or written.
      if (isInterrupt(e)) {
        rows.refresh(run);
      } else {
        rows.turn(run, RunState.FAILED, Optional.of(sentence(e)));
      }
    }
  }

  private void carryOut() {
    run.requireKnown();
    if (isFinished()) {
      rows.refresh(run);
      return;
    }
    run.requireNoLinks();
    try (RunLock lock = RunLock.tryTake(files.path()).orElse(null)) {
      if (lock == null) {
        rows.turn(run, RunState.RUNNING, Optional.of(Message.of(RunLock.takenBy(files.path()))));
        return;
      }
      files.removePartial();
      Manifest manifest = Manifest.ofOrAnew(files);
      lock.notice().ifPresent(manifest::notice);
      if (isToDo(manifest)) {
        rows.turn(run, RunState.RUNNING, Optional.empty());
        if (!carryOut(manifest, lock)) {
          return;
        }
      }
      summarise(manifest);
    }
    rows.refresh(run);
  }

  /** Whether nothing is missing, including the summary, and no partial file is left. */
  private boolean isFinished() {
    try {
      Manifest manifest = Manifest.of(files);
      boolean begun = manifest.status().state() != RunState.WAITING;
      return !isToDo(manifest)
          && (!begun || RunSummary.isCurrent(run, manifest))
          && !files.hasPartial();
    } catch (IllegalArgumentException e) {
      // The manifest is damaged; it is renamed once the run is locked.
      return false;
    }
  }

  private boolean isToDo(Manifest manifest) {
    if (manifest.diverged()) {
      return false;
    }
    RunState state = run.atRest(manifest).state();
    boolean ended =
        wanted == RunPart.Wanted.TRAINING
            ? state == RunState.TRAINED || state == RunState.DONE
            : state == RunState.DONE && manifest.hasPosterior(run.params(), run.options());
    // Last, because every file is read for it.
    boolean complete = ended && RunOutputs.of(files, manifest).damages().isEmpty();
    return !complete && (wanted != RunPart.Wanted.POSTERIOR || files.hasModel());
  }

  /** Carries it out while it is locked; whether the manifest could be written at the end. */
  private boolean carryOut(Manifest manifest, RunLock lock) {
    try {
      manifest.started(run.description(), run.data().sessions());
      work(manifest, lock);
    } catch (LeaseLostException e) {
      throw e;
    } catch (TrainingDivergedException e) {
      manifest.failed(Message.of(e), true);
    } catch (CancellationException e) {
      manifest.stopped();
    } catch (RuntimeException | VirtualMachineError | LinkageError e) {
      if (isInterrupt(e)) {
        manifest.stopped();
      } else if (!writeFailure(manifest, e)) {
        rows.turn(run, RunState.FAILED, Optional.of(sentence(e)));
        return false;
      }
    }
    return true;
  }

  private void summarise(Manifest manifest) {
    try {
      RunSummary.write(run, manifest);
    } catch (UncheckedIOException e) {
      // The disk is full. The manifest was written; the next training writes the summary.
      return;
    }
  }

  /** Whether a file could not be written because the thread was interrupted; clears the flag. */
  static boolean isInterrupt(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedByInterruptException
          || cause instanceof FileLockInterruptionException) {
        boolean unused = Thread.interrupted();
        return true;
      }
    }
    return false;
  }

  /** Whether the failure could be written; the disk itself may have failed. */
  private static boolean writeFailure(Manifest manifest, Throwable e) {
    try {
      manifest.failed(sentence(e), false);
      return true;
    } catch (UncheckedIOException unwritten) {
      return false;
    }
  }

  private void work(Manifest manifest, RunLock lock) {
    RunOutputs.of(files, manifest).missingResults().forEach(manifest::notice);
    Optional<FittedLfads> ended = saved(manifest, lock).or(() -> train(manifest, lock));
    if (ended.isEmpty() || wanted == RunPart.Wanted.TRAINING) {
      manifest.stopped();
      return;
    }
    FittedLfads fit = ended.get();
    // What is written again must not look damaged if the process dies meanwhile.
    manifest.forget(files::isResult);
    FittedLfads results =
        fit.withExecution(execution)
            .withProgress(rows.following(run, manifest::placed))
            .withPosterior(run.params().posteriorMeanKind(), run.params().numSamplesPosterior())
            .withPosteriorDraws(
                run.options().posteriorDraws().word(), run.options().posteriorError());
    rows.doing(run, "posterior means");
    PosteriorMeans.Source source = results.posteriorSource();
    lock.requireHeld();
    results.savePosterior(run.folder());
    rows.doing(run, "scores");
    results.scoresFile().write(files.scores());
    manifest.done(source, run.params(), run.options(), files);
  }

  /** The fit on disk, if training ended before and the files are whole. */
  private Optional<FittedLfads> saved(Manifest manifest, RunLock lock) {
    if (!files.hasModel()) {
      return Optional.empty();
    }
    RunOutputs outputs = RunOutputs.of(files, manifest);
    FittedLfads fit;
    try {
      fit = outputs.fit();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      if (isInterrupt(e)) {
        Thread.currentThread().interrupt();
        throw e;
      }
      giveUp(e, manifest, lock);
      return Optional.empty();
    }
    // The others were told when it was trained.
    fit.notices().stream()
        .filter(notice -> notice.startsWith(files.path().toString()))
        .forEach(manifest::notice);
    outputs
        .damageOfLog()
        .ifPresent(
            sentence -> {
              manifest.notice(sentence + "; it was written again");
              Csv.write(FitLogTable.of(fit.log()), files.log());
            });
    if (!manifest.isTrained()) {
      // The process died before it wrote this, or the manifest was damaged.
      trained(manifest, fit);
    }
    return Optional.of(fit);
  }

  /** The model on disk is damaged: says how it is made again, and sets its files aside. */
  private void giveUp(RuntimeException damage, Manifest manifest, RunLock lock) {
    boolean hasCheckpoint = run.newest(run.lfadsRun()).isPresent();
    if (wanted == RunPart.Wanted.POSTERIOR) {
      throw new IllegalArgumentException(
          damage.getMessage() + "; train the collection, and it is made again", damage);
    }
    manifest.notice(
        damage.getMessage()
            + (hasCheckpoint
                ? "; the model was made again from its last checkpoint"
                : "; the run has no checkpoint, so it was trained again from the beginning"));
    lock.requireHeld();
    for (Path file : List.of(files.training(), files.model())) {
      if (Files.exists(file)) {
        Path unused = files.setAside(file);
      }
    }
    manifest.forget(name -> true);
  }

  /** The fit, on disk; empty if training was interrupted. */
  private Optional<FittedLfads> train(Manifest manifest, RunLock lock) {
    RunOptions options = run.options();
    LfadsRun plain = run.lfadsRun();
    CheckpointFolder checkpoints =
        new CheckpointFolder(
            files.checkpoints(),
            plain.model(),
            run.identity(),
            checkpointEvery,
            checkpoint -> written(manifest, checkpoint));
    Progress progress =
        rows.following(
            run,
            (placement, epoch) -> {
              // Written now because training may not reach its end.
              checkpoints.notices().forEach(manifest::notice);
              manifest.placed(placement, epoch);
            });
    LfadsRun placed = plain.withOptions(o -> o.with(execution)).withProgress(progress);
    // A part that was stopped continues from its own checkpoint and no longer needs its parent.
    Optional<Parent> parent =
        run.description().parent().isPresent() && checkpoints.newest().isEmpty()
            ? run.parent()
            : Optional.empty();
    if (!files.hasCheckpoints()) {
      DiskRoom.require(files.path(), plain.model(), plain.recordings());
    }
    CheckpointKeeper guarded = new GuardedCheckpoints(checkpoints, lock);
    FittedLfads fit =
        parent
            .map(from -> placed.trainFrom(from, options.stopRule(), guarded))
            .orElseGet(() -> placed.train(guarded));
    if (fit.outcome().reason() == Outcome.Reason.INTERRUPTED) {
      return Optional.empty();
    }
    fit.outcome().requireEpoch();
    FittedLfads asked = fit.withExecution(options.execution());
    // Saving begins by removing files.
    lock.requireHeld();
    asked.save(
        files.path(),
        run.data().sessions().stream()
            .map(each -> new SavedRecording(each.file(), each.content()))
            .toList());
    trained(manifest, asked);
    if (wanted == RunPart.Wanted.TRAINING) {
      // Others will go on from it.
      last.map(end -> new Parent(end, run.params(), options))
          .ifPresent(end -> LastState.of(end).keep(files));
    }
    return Optional.of(asked);
  }

  private void trained(Manifest manifest, FittedLfads fit) {
    Csv.write(FitLogTable.of(fit.log()), files.log());
    fit.notices().forEach(manifest::notice);
    manifest.resolved(run.params(), fit.model(), trainingTrials(fit));
    manifest.trained(fit.outcome(), files);
  }

  /** Training trials of the session that has most. */
  private static int trainingTrials(FittedLfads fit) {
    return fit.sessions().stream()
        .mapToInt(name -> fit.session(name).split().train().length)
        .max()
        .orElseThrow();
  }

  private void written(Manifest manifest, Checkpoint checkpoint) {
    last = Optional.of(checkpoint);
    Csv.write(FitLogTable.of(checkpoint.log()), files.log());
    manifest.checkpoint(checkpoint);
  }

  /** What is told of a failure. */
  static Message sentence(Throwable e) {
    if (e instanceof OutOfMemoryError full) {
      return Message.of(FullMemory.sentence("the run", full, "run fewer at once"));
    }
    return ForeseenFailure.is(e) ? Message.of(e) : Message.of("unexpected failure: ", e);
  }

  /**
   * Makes the folder and writes the description. A damaged description is written again, and so is
   * one of the same run with other settings for execution or posterior means.
   */
  static void describe(Run run) {
    RunFolder files = run.files();
    if (isDescribed(run)) {
      return;
    }
    run.requireNoLinks();
    try {
      Files.createDirectories(files.path());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "collection folder must be writable, got " + files.path() + " (" + e + ")", e);
    }
    try (RunLock lock = RunLock.tryTake(files.path()).orElse(null)) {
      // A process that is running it has described it.
      if (lock != null && !isDescribed(run)) {
        files.removePartial();
        run.description().write(files.description());
      }
    }
  }

  private static boolean isDescribed(Run run) {
    RunFolder files = run.files();
    if (!Files.exists(files.description())) {
      return false;
    }
    RunDescription known;
    try {
      known = RunDescription.read(files.description());
    } catch (NewerFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      return false;
    }
    RunDescription own = run.description();
    if (!known.paramHash().equals(own.paramHash()) || !known.dataHash().equals(own.dataHash())) {
      throw new IllegalStateException(
          ("%s must be of the hashes %s, got another run whose hashes begin with the same digits by"
                  + " chance; use another folder")
              .formatted(files.description(), run.identity()));
    }
    return known.equals(own);
  }
}
