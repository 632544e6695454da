package org.lfads4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Alternative;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.HyperparameterWithers;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;
import org.lfads4j.config.OptionWithers;
import org.lfads4j.config.RefusedException;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.setup.Preparation;
import org.lfads4j.setup.RunSetup;
import org.lfads4j.training.Attempts;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.Parent;
import org.lfads4j.training.Progress;
import org.lfads4j.training.Ramp;
import org.lfads4j.training.TrainingDivergedException;

/**
 * Recordings with the settings of a run. It is immutable: every {@code withX} gives a changed copy.
 * Hyperparameters and run options have their {@code withX}. The order of the calls does not matter,
 * but for {@link #withParams}, which replaces all hyperparameters, and for {@code
 * withAlternatives}: a hyperparameter that is set after it has that value in all trainings.
 */
public final class LfadsRun implements HyperparameterWithers<LfadsRun>, OptionWithers<LfadsRun> {
  private final RunSetup setup;
  private final Optional<Progress> progress;

  private LfadsRun(RunSetup setup, Optional<Progress> progress) {
    this.setup = setup;
    this.progress = progress;
  }

  static LfadsRun of(List<Trials> recordings) {
    return new LfadsRun(
        new RunSetup(recordings, RunParams.defaults(), RunOptions.defaults(), Optional.empty()),
        Optional.empty());
  }

  /** The hyperparameters. */
  public RunParams params() {
    return setup.params();
  }

  /** The options. */
  public RunOptions options() {
    return setup.options();
  }

  /** The same with one hyperparameter changed. */
  @Override
  public <T> LfadsRun with(Hyperparameter<T> parameter, T value) {
    return with(parameter.name(), value);
  }

  /** The same with one hyperparameter changed, by its page name ({@code "c_co_dim"}). */
  @Override
  public LfadsRun with(String name, Object value) {
    return withParams(params().with(name, value))
        .withOptions(options -> options.withoutAlternativesOf(name));
  }

  /** The same with all hyperparameters replaced. */
  public LfadsRun withParams(RunParams changed) {
    return with(changed, setup.approach());
  }

  /** The same with the options changed. */
  @Override
  public LfadsRun withOptions(UnaryOperator<RunOptions> change) {
    return new LfadsRun(setup.withOptions(change.apply(options())), progress);
  }

  /**
   * The same with an alignment approach of your own. It switches alignment on ({@code
   * useAlignmentMatrix}, or {@code useSingleDatasetAlignmentMatrix} for one session) and sets
   * {@code alignmentApproach} to the name of the approach, which is part of the hashes.
   */
  public LfadsRun withAlignment(AlignmentApproach own) {
    RunParams named = params().withAlignmentApproach(own.name());
    return with(
        setup.recordings().size() > 1
            ? named.withUseAlignmentMatrix(true)
            : named.withUseSingleDatasetAlignmentMatrix(true),
        Optional.of(own));
  }

  private LfadsRun with(RunParams params, Optional<AlignmentApproach> approach) {
    return new LfadsRun(new RunSetup(setup.recordings(), params, options(), approach), progress);
  }

  /**
   * The same with a watcher that is told of the progress ({@link Progress#NONE}: no watcher).
   * Without this call the watcher is the one that {@link Lfads#watchTrainingBy} set.
   */
  public LfadsRun withProgress(Progress watcher) {
    return new LfadsRun(setup, Optional.of(watcher));
  }

  /**
   * Checks the settings against each other and the data, before anything is allocated.
   *
   * @throws IllegalArgumentException with every violation, one a line
   */
  public void check() {
    requireNone(setup.problems());
  }

  private static void requireNone(List<Message> problems) {
    if (!problems.isEmpty()) {
      throw RefusedException.of(problems);
    }
  }

  /**
   * Trains, and with each of the alternatives if there are any ({@code withAlternatives}); the best
   * of these trainings is the fit. They go on at once, with their share of the processors each,
   * where the backend takes a number of threads, none is asked for, and there are as many
   * processors as trainings; else one after the other, with equal shares of a time limit. If
   * training is stopped (by an interrupt, the time limit or patience), the fit has the best
   * parameters so far; {@link FittedLfads#outcome()} says why training ended.
   *
   * @throws IllegalArgumentException if {@link #check()} fails
   * @throws TrainingDivergedException if a cost or gradient is no longer a finite number; {@link
   *     Lfads#lastFit()} then holds the best parameters so far
   */
  public FittedLfads train() {
    return train(CheckpointKeeper.NONE);
  }

  /**
   * Trains; a training that was stopped goes on from its last checkpoint.
   *
   * @param keeper of the run's checkpoints
   * @throws IllegalArgumentException if {@link #check()} fails
   * @throws TrainingDivergedException as {@link #train()}
   */
  @Internal
  public FittedLfads train(CheckpointKeeper keeper) {
    return options().alternatives().isEmpty() ? train(keeper, Optional.empty()) : best(keeper);
  }

  /** The best of the trainings with its own hyperparameters and with each of its alternatives. */
  private FittedLfads best(CheckpointKeeper keeper) {
    check();
    List<Alternative> alternatives = options().alternatives();
    List<RunParams> all =
        Stream.concat(Stream.of(params()), alternatives.stream().map(each -> each.in(params())))
            .toList();
    MachineShare share = Backends.installed().share(params(), options().execution());
    boolean atOnce =
        share.kind() == MachineShare.Kind.THREADS
            && share.atOnce() >= all.size()
            && options().execution().threads().isEmpty();
    Progress shown = watcher();
    Attempts<FittedLfads> attempts =
        new Attempts<>(
            all.stream().map(each -> Alternative.label(each, alternatives)).toList(),
            (i, secondsBefore, own) -> {
              LfadsRun plain = withParams(all.get(i)).withAlternatives().withProgress(own);
              LfadsRun one =
                  atOnce
                      ? plain.withThreads(share.atOnce() / all.size())
                      : plain.withTimeLeft(secondsBefore, all.size() - i);
              return one.train(keeper.ofAttempt(i + 1, one.model()));
            },
            fit -> fit.summary().training(),
            shown);
    Attempts.Chosen<FittedLfads> chosen = atOnce ? attempts.atOnce() : attempts.inTurn();
    FittedLfads fit = chosen.best().chosen(options(), chosen.others()).withProgress(shown);
    for (TrainingDivergedException each : chosen.diverged()) {
      fit = fit.withNotice("one of the trainings was left out: " + each.getMessage());
    }
    return Lfads.remember(fit);
  }

  /** With one share of what is left of a time limit. */
  private LfadsRun withTimeLeft(double seconds, int shares) {
    Optional<Duration> limit = options().stopRule().timeLimit();
    return limit.isEmpty()
        ? this
        : withTimeLimit(
            Duration.ofMillis(
                Math.max(1, Math.round((limit.get().toMillis() - 1e3 * seconds) / shares))));
  }

  /**
   * Trains on from a state of another training, with the settings of this run: {@link Parent} says
   * what is taken over. The sessions, the structure of the model, the held-out neurons and the
   * hidden samples must be those of the parent.
   *
   * @param parent what to go on from
   * @param end when this part ends, in place of the run's own stop rule; epochs and time count from
   *     the parent on
   * @throws IllegalArgumentException if {@link #check()} fails or the parent does not suit this run
   * @throws TrainingDivergedException as {@link #train()}
   */
  @Internal
  public FittedLfads trainFrom(Parent parent, StopRule end) {
    return trainFrom(parent, end, CheckpointKeeper.NONE);
  }

  /**
   * The same; a part that was stopped goes on from its last checkpoint.
   *
   * @param parent what to go on from
   * @param end when this part ends
   * @param keeper of this part's own checkpoints
   * @throws IllegalArgumentException as {@link #trainFrom(Parent, StopRule)}
   * @throws TrainingDivergedException as {@link #train()}
   */
  @Internal
  public FittedLfads trainFrom(Parent parent, StopRule end, CheckpointKeeper keeper) {
    return withOptions(o -> o.with(end)).train(keeper, Optional.of(parent));
  }

  private FittedLfads train(CheckpointKeeper keeper, Optional<Parent> parent) {
    check();
    Preparation prepared = setup.prepared();
    parent.ifPresent(
        p ->
            requireNone(
                p.problems(prepared.spec(), options()).stream()
                    .map(each -> Message.of(each))
                    .toList()));
    ParameterValues start =
        ParameterValues.initial(ParameterInventory.of(prepared.spec()), options().seed());
    return FittedLfads.train(prepared, start, options(), watcher(), keeper, parent);
  }

  /**
   * The fit of a training that was stopped after a checkpoint.
   *
   * @param checkpoint of this run
   * @param placement what it ran on
   */
  @Internal
  public FittedLfads stoppedAt(Checkpoint checkpoint, Placement placement) {
    check();
    return FittedLfads.of(
        setup.prepared(),
        options(),
        placement,
        checkpoint.stopped(options().validationObjective()),
        watcher());
  }

  /** The recordings as they were given. */
  @Internal
  public List<Trials> given() {
    return setup.recordings();
  }

  /** How many epochs it takes until the KL and L2 ramps have reached their full weights. */
  @Internal
  public int rampEpochs() {
    return Ramp.epochs(
        params(),
        recordings().stream()
            .mapToInt(each -> each.split().orElseThrow().train().length)
            .toArray());
  }

  /** The structure of the model that this run trains. */
  @Internal
  public ModelSpec model() {
    return setup.prepared().spec();
  }

  /**
   * The recordings as the model sees them: in the bins asked for, and split into training and
   * validation trials. The option {@code heldOutNeurons} is not applied to them.
   */
  public List<Trials> recordings() {
    return setup.readyRecordings();
  }

  private Progress watcher() {
    return progress.orElseGet(() -> Lfads.watcher(options()));
  }

  @Override
  public String toString() {
    List<Trials> recordings = setup.recordings();
    String what =
        recordings.size() == 1
            ? recordings.get(0).toString()
            : recordings.size()
                + " sessions: "
                + recordings.stream().map(Trials::session).collect(Collectors.joining(", "));
    return "LFADS run over " + what + "\n" + params().label();
  }
}
