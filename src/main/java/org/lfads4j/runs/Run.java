package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;
import org.lfads4j.data.Trials;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.Parent;
import org.lfads4j.weights.CheckpointFolder;
import tech.tablesaw.api.Table;

/**
 * One model of a collection: its sessions, its settings, and the folder with everything about it.
 */
public final class Run {
  private final Path collection;
  private final RunDescription description;

  Run(Path collection, RunDescription description) {
    this.collection = collection;
    this.description = description;
  }

  /**
   * The run in a folder of a collection: {@code COLLECTION/param_HASH/NAME.data_HASH}.
   *
   * @throws IllegalArgumentException if it is no run's folder, or its description is damaged or of
   *     a newer version of the program, with the path
   * @throws UncheckedIOException if the description cannot be read, with the path
   */
  public static Run open(Path folder) {
    Path own = folder.toAbsolutePath().normalize();
    Path description = new RunFolder(own).description();
    if (own.getNameCount() < 3 || !Files.exists(description)) {
      throw new IllegalArgumentException(
          "run folder must hold %s, got %s without it; use a folder that lfads4j runs list shows"
              .formatted(description.getFileName(), folder));
    }
    return of(own.getParent().getParent(), own);
  }

  /**
   * The run in a folder that has a description.
   *
   * @throws IllegalArgumentException if the folder has not the name of its run
   */
  static Run of(Path collection, Path folder) {
    Run run = new Run(collection, RunDescription.read(new RunFolder(folder).description()));
    if (!key(run.folder()).equals(key(folder))) {
      throw new IllegalArgumentException(
          "run folder must have the name that its hashes give, %s, got %s"
              .formatted(run.folder(), folder));
    }
    return run;
  }

  private static Path key(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  /**
   * Carries the run out in this thread, from its present state to its end. If another process is
   * running it, nothing is done. A failure is not thrown: it is written into the folder and is part
   * of the state that is returned. An interrupt of this thread stops the run and is cleared; the
   * run can continue later, with exactly the same result.
   *
   * @param wanted how much of it
   * @param checkpointEvery least time between two checkpoints, which is the most work that is lost
   *     if the process is killed (or one epoch where that takes longer)
   * @param watcher gets the row of the run whenever it changes
   * @return the state afterwards; {@link RunState#RUNNING} if another process is running it
   */
  public RunStatus carryOut(RunPart.Wanted wanted, Duration checkpointEvery, RunsWatcher watcher) {
    RunPart part = new RunPart(this, wanted, checkpointEvery);
    return RunExecution.carryOut(part, options().execution(), watcher);
  }

  /**
   * A run that trains on from where this one ended, with other settings: {@link Parent} says what
   * it takes over. It gets a folder of its own in the same collection; {@link #carryOut} trains it.
   * Its param hash holds this run's last state and not when it ends itself.
   *
   * @param params its hyperparameters; the structure of the model must be the same
   * @param options its options, whose stop rule is not used
   * @param end when it ends; epochs and time count from here on
   * @throws IllegalArgumentException if the settings do not go together with this run's, or the
   *     same run is there already with another end
   * @throws IllegalStateException if this run has not been trained to its end, or its checkpoints
   *     were removed
   */
  public Run next(RunParams params, RunOptions options, StopRule end) {
    return next(name(), params, options, end);
  }

  /** The same under another name. */
  Run next(String name, RunParams params, RunOptions options, StopRule end) {
    RunOptions ending = options.with(end);
    LastState last = lastState();
    List<String> problems = last.parent().problems(params, ending);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    Path own = key(collection).relativize(key(folder()));
    RunDescription.ParentRun from =
        new RunDescription.ParentRun(own.toString().replace('\\', '/'), last.identity());
    Run next = new Run(collection, description.next(name, params, ending, from));
    Path known = next.files().description();
    if (Files.exists(known) && !RunDescription.read(known).options().stopRule().equals(end)) {
      throw new IllegalArgumentException(
          ("the run in %s must keep the end with which it was described, got another one; continue"
                  + " from that run instead")
              .formatted(next.folder()));
    }
    RunExecution.describe(next);
    return next;
  }

  /** Its last state, for another run. */
  private LastState lastState() {
    Optional<LastState> kept = LastState.kept(files());
    if (kept.isEmpty()) {
      requireKnown();
    }
    if (!Manifest.of(files()).isTrained()) {
      throw new IllegalStateException(
          ("run must be trained to its end before another one can continue from it, got %s (%s);"
                  + " train it first")
              .formatted(label(), status().state().word()));
    }
    return kept.orElseGet(this::readLastState);
  }

  private LastState readLastState() {
    Checkpoint last =
        newest(lfadsRun())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        ("run must have a checkpoint before another one can continue from it,"
                                + " and there is none in %s; clean it and train it again")
                            .formatted(files().checkpoints())));
    LastState state = LastState.of(new Parent(last, params(), options()));
    state.keep(files());
    return state;
  }

  /**
   * The state from which it continues, if it does not begin with new parameters.
   *
   * @throws IllegalArgumentException if there is no such run
   * @throws IllegalStateException if that run is no longer in the state from which this one goes on
   */
  Optional<Parent> parent() {
    return description.parent().map(this::parent);
  }

  private Parent parent(RunDescription.ParentRun from) {
    Run run = open(collection.resolve(from.folder()));
    LastState last = run.lastState();
    if (!last.identity().equals(from.identity())) {
      throw new IllegalStateException(
          ("parent %s must be in the state %s, got %s; it was trained again on another machine or"
                  + " engine")
              .formatted(run.folder(), from.identity(), last.identity()));
    }
    return last.parent();
  }

  /** The name of its session or group of sessions. */
  public String name() {
    return description.name();
  }

  /** A label for people: the name, the settings that differ from the defaults, and the seed. */
  public String label() {
    long seed = options().seed();
    return name() + " " + params().label() + (seed == 0 ? "" : " seed=" + seed);
  }

  /** The hyperparameters, as requested. */
  public RunParams params() {
    return description.params();
  }

  /** The options, as requested. */
  public RunOptions options() {
    return description.options();
  }

  /** What identifies its settings. */
  public Hash paramHash() {
    return description.paramHash();
  }

  /** What identifies its data and their preparation. */
  public Hash dataHash() {
    return description.dataHash();
  }

  /** The folder that holds everything about it except the data. */
  public Path folder() {
    return description.folder(collection);
  }

  /** Its state. */
  public RunStatus status() {
    try {
      requireKnown();
      boolean taken = RunLock.isTaken(folder());
      Manifest manifest = Manifest.of(files());
      return taken ? manifest.status().with(RunState.RUNNING, Optional.empty()) : atRest(manifest);
    } catch (NewerFormatException | UncheckedIOException e) {
      return unknown(Message.of(e));
    } catch (IllegalArgumentException e) {
      return unknown(
          Message.of(Message.of(e), "; the next training renames it and writes a new one"));
    }
  }

  private static RunStatus unknown(Message why) {
    return RunStatus.of(RunState.UNKNOWN, why);
  }

  /** Its state if no process is running it, by its manifest and by the files that exist. */
  RunStatus atRest(Manifest manifest) {
    RunStatus written = manifest.statusAtRest();
    RunFolder files = files();
    if (written.state() == RunState.FAILED) {
      return written;
    }
    if (manifest.isTrained() && !files.hasModel()) {
      return written.with(RunState.STOPPED, again(files.model() + ", " + files.training(), "none"));
    }
    if (written.state() != RunState.DONE) {
      return written;
    }
    if (!Files.exists(files.posterior()) || !Files.exists(files.scores())) {
      return written.with(
          RunState.TRAINED, again(files.posterior() + ", " + files.scores(), "none"));
    }
    try {
      Optional<ScoresFile> unused = RunOutputs.of(files, manifest).scores();
      return written;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return written.with(
          RunState.TRAINED,
          Optional.of(Message.of(Message.of(e), "; the next training makes it again")));
    }
  }

  private static Optional<Message> again(String files, String got) {
    return Optional.of(
        Message.of("run must hold ", files, ", got ", got, "; the next training makes them again"));
  }

  /**
   * Makes sure that no newer version of the program wrote any of its files.
   *
   * @throws NewerFormatException with the path of one
   */
  void requireKnown() {
    RunFolder files = files();
    RunDescription.requireKnown(files.description());
    DataFolder.requireKnown(dataFolder());
    Manifest.requireKnown(files);
    CheckpointFolder.newerVersion(files.checkpoints())
        .ifPresent(
            sentence -> {
              throw new NewerFormatException(sentence);
            });
  }

  /**
   * Makes sure that what is written or removed lies in the collection.
   *
   * @throws IllegalStateException if one of its folders or files is a link, with the path
   */
  void requireNoLinks() {
    Links.refuse(folder().getParent());
    Links.refuse(List.of(folder(), files().checkpoints()));
  }

  /** What a user should know about it, one sentence each. */
  public List<String> notices() {
    try {
      return Manifest.of(files()).notices();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return List.of(e.getMessage());
    }
  }

  /**
   * The scores on validation trials; none before it is done.
   *
   * @throws IllegalArgumentException if their file is damaged, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  public List<Score> scores() {
    return RunOutputs.of(files()).scores().map(ScoresFile::scores).orElse(List.of());
  }

  /**
   * What was found in the fit, see {@link FittedLfads#diagnosis()}; absent before it is done, and
   * of runs that an earlier version did.
   *
   * @throws IllegalArgumentException if the file of scores is damaged, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  public Optional<Diagnosis> diagnosis() {
    return RunOutputs.of(files()).scores().flatMap(ScoresFile::diagnosis);
  }

  /** The scores; none if their file is damaged, which {@link #status} says. */
  List<Score> readableScores() {
    return readableScoresFile().map(ScoresFile::scores).orElse(List.of());
  }

  /** Scores and diagnosis; absent if their file is damaged, which {@link #status} says. */
  Optional<ScoresFile> readableScoresFile() {
    try {
      return RunOutputs.of(files()).scores();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * The fit. If the run was stopped, or the file of its model is damaged, the fit with the best
   * parameters of the last checkpoint; damaged posterior means are computed again. The fit's
   * notices say so.
   *
   * @throws IllegalArgumentException if the model is damaged and there is no checkpoint, or the
   *     data are damaged, with the path
   * @throws IllegalStateException if nothing was trained yet
   * @throws UncheckedIOException if a file of it cannot be read, with the path
   */
  public FittedLfads fit() {
    requireKnown();
    if (!files().hasModel()) {
      return stopped(Manifest.of(files()).placement());
    }
    try {
      return RunOutputs.of(files()).fit();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      if (RunExecution.isInterrupt(e)) {
        Thread.currentThread().interrupt();
        throw e;
      }
      return ofLastCheckpoint(e);
    }
  }

  private FittedLfads stopped(Placement placement) {
    LfadsRun run = lfadsRun();
    return newest(run)
        .map(last -> run.stoppedAt(last, placement))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "run must be trained before it has a fit, got %s (%s); train the collection"
                        .formatted(label(), status().state().word())));
  }

  /** The fit where the file of the model cannot be read. */
  private FittedLfads ofLastCheckpoint(RuntimeException damage) {
    // Damaged data are told here, and not repaired by a checkpoint.
    LfadsRun run = lfadsRun();
    Checkpoint last =
        newest(run)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        damage.getMessage()
                            + "; the run has no checkpoint, so the next training trains it again"
                            + " from the beginning",
                        damage));
    return run.stoppedAt(last, placementIfKnown())
        .withNotice(
            "%s; this is the fit of the checkpoint of epoch %s"
                .formatted(damage.getMessage(), last.epoch()));
  }

  private Placement placementIfKnown() {
    try {
      return Manifest.of(files()).placement();
    } catch (IllegalArgumentException e) {
      return Manifest.UNKNOWN;
    }
  }

  /** The training log on disk: one row per epoch. */
  public Table fitLog() {
    RunOutputs outputs = RunOutputs.of(files());
    return outputs.damageOfLog().isPresent() ? RunOutputs.log(fit()) : outputs.log();
  }

  /**
   * Removes all its results, but not its data; the next training starts from the beginning.
   *
   * @throws IllegalStateException if a process is running it, a newer version wrote its files, or
   *     one of them is a link
   */
  public void clean() {
    whileNobodyIsAtIt(RunFolder::clear);
  }

  /**
   * Removes its checkpoints. A finished run does not need them, unless another run is to continue
   * from it.
   *
   * @throws IllegalStateException if a process is running it, a newer version wrote its files, or
   *     one of them is a link
   */
  public void removeCheckpoints() {
    LastState.forget(files());
    whileNobodyIsAtIt(RunFolder::removeCheckpoints);
  }

  private void whileNobodyIsAtIt(Consumer<RunFolder> removal) {
    if (!Files.isDirectory(folder())) {
      return;
    }
    try {
      requireKnown();
    } catch (NewerFormatException e) {
      throw new IllegalStateException(
          "run must be of this version of the program to be cleaned, got " + e.getMessage());
    }
    requireNoLinks();
    try (RunLock lock = RunLock.tryTake(folder()).orElse(null)) {
      if (lock == null) {
        throw new IllegalStateException(
            "run must not be running when it is cleaned, got " + label() + " (running)");
      }
      removal.accept(files());
    }
  }

  /**
   * All files that carrying it out reads: its own, those of its data, and those of its parent.
   *
   * @throws UncheckedIOException if one cannot be read, with the path
   */
  @Internal
  public List<Path> reads() {
    List<Path> files = new ArrayList<>(leaves());
    files.addAll(RunFolder.files(key(dataFolder())));
    description
        .parent()
        .map(parent -> key(collection.resolve(parent.folder())))
        .ifPresent(parent -> files.addAll(RunFolder.files(parent)));
    return List.copyOf(files);
  }

  /**
   * All files that carrying it out left, in an order in which it never looks more complete than it
   * is.
   *
   * @throws UncheckedIOException if one cannot be read, with the path
   */
  @Internal
  public List<Path> leaves() {
    return RunFolder.files(key(folder()));
  }

  RunDescription description() {
    return description;
  }

  RunFolder files() {
    return new RunFolder(folder());
  }

  Path dataFolder() {
    return description.dataFolder(collection);
  }

  /**
   * The recordings in the form in which models read them. A collection writes them before it
   * trains.
   */
  DataFolder data() {
    Path folder = dataFolder();
    String none = "data must be in " + folder + "; train the collection, which puts them there";
    return DataFolder.find(folder, dataHash()).orElseThrow(() -> new IllegalStateException(none));
  }

  /** The run with its data. */
  LfadsRun lfadsRun() {
    List<Trials> sessions = data().sessions().stream().map(DataFolder::load).toList();
    return Lfads.run(sessions).withParams(params()).withOptions(unused -> options());
  }

  /** What identifies it in its checkpoints. */
  String identity() {
    return identity(paramHash(), dataHash());
  }

  static String identity(Hash paramHash, Hash dataHash) {
    return paramHash.hex() + " " + dataHash.hex();
  }

  /** Its newest checkpoint. */
  Optional<Checkpoint> newest(LfadsRun run) {
    return new CheckpointFolder(
            files().checkpoints(), run.model(), identity(), Duration.ZERO, unused -> {})
        .newest();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Run run && key(folder()).equals(key(run.folder()));
  }

  @Override
  public int hashCode() {
    return key(folder()).hashCode();
  }

  @Override
  public String toString() {
    return "run " + label() + ": " + status().state().word() + " (" + folder() + ")";
  }
}
