package org.lfads4j.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Jitter;
import org.lfads4j.model.L2Penalty;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Objective;

/** Trains the parameters of a backend until one of the stop rules applies. */
@Internal
public final class Trainer {
  /** After so many epochs, and when both ramps are complete, validation chooses. */
  private static final int EPOCHS_BEFORE_BEST = 2;

  private final Backend backend;
  private final ModelSpec spec;
  private final RunParams params;
  private final List<SessionData> sessions;
  private final RunOptions options;
  private final Progress progress;
  private final Ramp klRamp;
  private final Ramp l2Ramp;
  private final HiddenElements hidden;
  private final CheckpointKeeper keeper;
  private final PlateauRule plateau;
  private final Adam adam;
  private final long startNanos = System.nanoTime();
  private final double secondsBefore;
  private final Optional<Origin> origin;
  private final List<EpochRecord> log = new ArrayList<>();
  private Optional<Divergence.Cost> lastFinite = Optional.empty();
  private Checkpoint.Best best;
  private int step;

  private Trainer(
      Backend backend,
      List<SessionData> sessions,
      RunOptions options,
      Progress progress,
      CheckpointKeeper keeper,
      Optional<Parent> parent) {
    this.backend = backend;
    this.spec = backend.spec();
    this.params = spec.params();
    this.sessions = List.copyOf(sessions);
    this.options = options;
    this.progress = progress;
    this.klRamp = Ramp.ofKl(params, sessions.size());
    this.l2Ramp = Ramp.ofL2(params, sessions.size());
    this.hidden = new HiddenElements(spec, options);
    this.keeper = keeper;
    AdamState moments = backend.newAdamState();
    Checkpoint start =
        keeper
            .last()
            .or(() -> parent.map(p -> p.start(params, options)))
            .orElseGet(() -> beginning(moments));
    Checkpoint.State state = start.state();
    backend.set(state.parameters());
    moments.set(state.moments());
    this.adam = new Adam(moments, options.adamEpsilon(), state.step());
    this.plateau =
        new PlateauRule(
            state.plateau(), params.learningRateDecayFactor(), params.learningRateNToCompare());
    this.best = start.best();
    this.step = state.step();
    this.log.addAll(start.log());
    this.secondsBefore = start.seconds();
    this.origin = start.origin();
  }

  private Checkpoint beginning(AdamState moments) {
    ParameterValues initial = backend.values();
    return new Checkpoint(
        new Checkpoint.State(
            0,
            initial,
            moments.values(),
            new Checkpoint.Plateau(params.learningRateInit(), List.of(), 0)),
        new Checkpoint.Best(initial, 0, OptionalDouble.empty()),
        List.of(),
        0,
        Optional.empty());
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(
        new Checkpoint.State(step, backend.values(), adam.moments(), plateau.remembered()),
        best,
        log,
        secondsSinceStart(),
        origin);
  }

  /**
   * Trains, starting from the backend's parameters, and keeps no checkpoints: see {@link
   * #train(Backend, List, RunOptions, Progress, CheckpointKeeper, Optional)}.
   */
  public static TrainingResult train(
      Backend backend, List<SessionData> sessions, RunOptions options, Progress progress) {
    return train(backend, sessions, options, progress, CheckpointKeeper.NONE, Optional.empty());
  }

  /**
   * Trains.
   *
   * @param sessions the data, in the order of the model's sessions
   * @param options the stop rule among them says when this training ends; it counts the epochs and
   *     the time of this training alone
   * @param keeper where training goes on, if it was stopped before
   * @param parent what it starts from otherwise; if there is none, from the backend's parameters
   * @return the best parameters (also left in the backend), the log and how it ended; being
   *     interrupted is an outcome, and clears the thread's flag
   * @throws TrainingDivergedException if a cost or gradient is no longer finite
   */
  public static TrainingResult train(
      Backend backend,
      List<SessionData> sessions,
      RunOptions options,
      Progress progress,
      CheckpointKeeper keeper,
      Optional<Parent> parent) {
    return new Trainer(backend, sessions, options, progress, keeper, parent).run();
  }

  private TrainingResult run() {
    progress.started(backend.placement(), log.size());
    // The checkpoint may be that of the epoch after which training ends.
    Optional<Outcome.Reason> stopped = log.isEmpty() ? Optional.empty() : stoppedByRule();
    while (stopped.isEmpty()) {
      stopped = trainEpoch(log.size() + 1);
    }
    return end(stopped.get());
  }

  /** Trains one epoch; returns why training ends, if it does. */
  private Optional<Outcome.Reason> trainEpoch(int epoch) {
    int inAll = inAll(epoch);
    List<EpochOrder.Part> parts =
        EpochOrder.of(sessions, params.batchSize(), options.seed(), inAll);
    List<LossTerms> costs = new ArrayList<>();
    List<Integer> trials = new ArrayList<>();
    double norms = 0;
    double rate = plateau.rate();
    for (EpochOrder.Part part : parts) {
      Optional<Outcome.Reason> stopped = stoppedFromOutside();
      if (stopped.isPresent()) {
        return stopped;
      }
      NoiseKey key = NoiseKey.ofStep(options.seed(), step, part.trials.length);
      try (Gradients gradients =
          backend.lossAndGradients(
              hidden.inTraining(trainingBatch(part, inAll), part, step), ramps(), key)) {
        double norm = gradients.globalNorm();
        checkFinite(gradients, norm, epoch);
        adam.update(gradients, rate, Adam.clipScale(norm, params.maxGradNorm()));
        costs.add(gradients.loss());
        norms += norm;
      }
      trials.add(part.trials.length);
      step++;
      progress.step(epoch, costs.size(), parts.size());
    }
    LossTerms train = LossTerms.mean(costs, trials);
    LossTerms valid = validate(epoch);
    plateau.accept(train.total());
    EpochRecord.Pace pace = new EpochRecord.Pace(rate, norms / parts.size(), secondsSinceStart());
    EpochRecord record =
        new EpochRecord(epoch, step, train, valid, ramps(), pace, objective(epoch, valid));
    log.add(record);
    boolean improved = keepIfBest(record);
    progress.epoch(record, improved, secondsLeft());
    Optional<Outcome.Reason> stopped = stoppedByRule();
    keeper.epochDone(this::checkpoint, new CheckpointKeeper.Moment(improved, stopped.isPresent()));
    return stopped;
  }

  /** An epoch's number among all that led to it, those before the origin included. */
  private int inAll(int epoch) {
    return origin.map(Origin::epochs).orElse(0) + epoch;
  }

  private Batch trainingBatch(EpochOrder.Part part, int epoch) {
    SessionData data = sessions.get(part.session);
    int width = params.temporalSpikeJitterWidth();
    if (width == 0 || !spec.output().isOfCounts()) {
      return Batch.of(spec, part.session, data.values(), data.external(), part.trials);
    }
    Cube original = data.values().selectTrials(part.trials);
    int size = original.bins() * original.columns();
    float[] jittered = new float[part.trials.length * size];
    RandomStream stream =
        new RandomStream(options.seed(), RandomStream.Phase.TRAINING, RandomStream.Use.JITTER);
    for (int b = 0; b < part.trials.length; b++) {
      float[] trial = new float[size];
      original.copyTrial(b, trial, 0);
      long row = ((long) epoch << 32) | part.trials[b];
      int[] drawn = new int[1];
      float[] moved =
          Jitter.jitter(trial, original.columns(), width, () -> stream.uniform(row, drawn[0]++));
      System.arraycopy(moved, 0, jittered, b * size, size);
    }
    Cube moved = Cube.adopt(part.trials.length, original.bins(), original.columns(), jittered);
    int[] inOrder = new int[part.trials.length];
    Arrays.setAll(inOrder, b -> b);
    return Batch.of(
        spec, part.session, moved, data.external().map(x -> x.selectTrials(part.trials)), inOrder);
  }

  private LossTerms validate(int epoch) {
    Function<SessionData, int[]> judged =
        session -> hidden.judgeValidation() ? session.split().all() : session.split().valid();
    return validate(epoch, judged, hidden::inValidation);
  }

  /** The value of the validation objective, after an epoch of these costs. */
  private double objective(int epoch, LossTerms valid) {
    return switch (options.validationObjective()) {
      case TOTAL_COST -> valid.total();
      case RECONSTRUCTION ->
          hidden.judgeValidation()
              ? validate(epoch, session -> session.split().valid(), hidden::reconstructed)
                  .reconstruction()
              : valid.reconstruction();
      case HIDDEN_SAMPLES -> valid.reconstruction();
      case HELD_OUT_NEURONS ->
          validate(epoch, session -> session.split().valid(), hidden::ofHeldOutNeurons)
              .reconstruction();
      case SEEN_NEURONS ->
          validate(epoch, session -> session.split().valid(), hidden::ofSeenNeurons)
              .reconstruction();
    };
  }

  /** Costs of some trials, of which a batch may show and count some elements only. */
  private LossTerms validate(
      int epoch,
      Function<SessionData, int[]> judged,
      BiFunction<Batch, EpochOrder.Part, Batch> shown) {
    List<LossTerms> costs = new ArrayList<>();
    List<Integer> trials = new ArrayList<>();
    for (int s = 0; s < sessions.size(); s++) {
      SessionData data = sessions.get(s);
      for (EpochOrder.Part part : EpochOrder.cut(s, judged.apply(data), params.batchSize())) {
        Batch batch =
            shown.apply(Batch.of(spec, s, data.values(), data.external(), part.trials), part);
        costs.add(backend.loss(batch, ramps(), NoiseKey.ofValidation(options.seed(), part.trials)));
        trials.add(part.trials.length);
      }
    }
    LossTerms mean = LossTerms.mean(costs, trials);
    Optional<String> term = mean.nonFinite();
    if (term.isPresent()) {
      throw diverged(epoch, "validation " + term.get(), mean.total());
    }
    return mean;
  }

  private RampWeights ramps() {
    return new RampWeights(klRamp.weight(step), l2Ramp.weight(step));
  }

  /** Whether each ramp is complete that scales anything in this model. */
  private boolean rampsComplete() {
    RampWeights now = ramps();
    return (now.kl() >= 1 || !Objective.Weights.of(spec).hasDivergence(spec))
        && (now.l2() >= 1 || !L2Penalty.of(spec).acts());
  }

  private boolean keepIfBest(EpochRecord record) {
    double cost = record.objective();
    if (!rampsComplete() || inAll(record.epoch()) < EPOCHS_BEFORE_BEST) {
      best = new Checkpoint.Best(backend.values(), record.epoch(), OptionalDouble.empty());
      return false;
    }
    if (best.isChosen() && cost >= best.objective().getAsDouble()) {
      return false;
    }
    best = new Checkpoint.Best(backend.values(), record.epoch(), OptionalDouble.of(cost));
    return true;
  }

  private Optional<Outcome.Reason> stoppedFromOutside() {
    if (Thread.interrupted()) {
      return Optional.of(Outcome.Reason.INTERRUPTED);
    }
    Optional<Duration> limit = options.stopRule().timeLimit();
    return limit.isPresent() && secondsSinceStart() >= limit.get().toMillis() / 1000.0
        ? Optional.of(Outcome.Reason.TIME_LIMIT)
        : Optional.empty();
  }

  private Optional<Outcome.Reason> stoppedByRule() {
    int epoch = log.size();
    StopRule rule = options.stopRule();
    if (plateau.rate() < params.learningRateStop()) {
      return Optional.of(Outcome.Reason.LEARNING_RATE);
    }
    if (rule.maxEpochs().isPresent() && epoch >= rule.maxEpochs().getAsInt()) {
      return Optional.of(Outcome.Reason.MAX_EPOCHS);
    }
    if (best.isChosen()
        && rule.patience().isPresent()
        && epoch - best.epoch() >= rule.patience().getAsInt()) {
      return Optional.of(Outcome.Reason.PATIENCE);
    }
    return Optional.empty();
  }

  /**
   * Time until the first limit is reached if no later epoch is the best; without a limit, the
   * shortest time in which the learning rate can fall to its end.
   */
  private OptionalDouble secondsLeft() {
    StopRule rule = options.stopRule();
    double elapsed = secondsSinceStart();
    double perEpoch = elapsed / log.size();
    double left = Double.POSITIVE_INFINITY;
    if (rule.maxEpochs().isPresent()) {
      left = (rule.maxEpochs().getAsInt() - log.size()) * perEpoch;
    }
    if (rule.patience().isPresent()) {
      int waited = best.isChosen() ? log.size() - best.epoch() : 0;
      left = Math.min(left, (rule.patience().getAsInt() - waited) * perEpoch);
    }
    if (rule.timeLimit().isPresent()) {
      left = Math.min(left, rule.timeLimit().get().toMillis() / 1000.0 - elapsed);
    }
    if (left == Double.POSITIVE_INFINITY && params.learningRateDecayFactor() < 1) {
      double decays =
          Math.ceil(
              Math.log(params.learningRateStop() / plateau.rate())
                  / Math.log(params.learningRateDecayFactor()));
      left = Math.max(decays, 0) * (params.learningRateNToCompare() + 1) * perEpoch;
    }
    return Double.isFinite(left) ? OptionalDouble.of(Math.max(left, 0)) : OptionalDouble.empty();
  }

  private void checkFinite(Gradients gradients, double norm, int epoch) {
    LossTerms loss = gradients.loss();
    Optional<String> term = loss.nonFinite();
    if (term.isPresent()) {
      if (loss.termsAreFinite()) {
        lastFinite = Optional.of(new Divergence.Cost(loss, ramps()));
      }
      throw diverged(epoch, term.get(), loss.total());
    }
    if (!Double.isFinite(norm)) {
      lastFinite = Optional.of(new Divergence.Cost(loss, ramps()));
      throw diverged(epoch, "length of the gradient", norm);
    }
    lastFinite = Optional.of(new Divergence.Cost(loss, ramps()));
  }

  private TrainingDivergedException diverged(int epoch, String term, double value) {
    return new TrainingDivergedException(
        epoch, term, value, end(Outcome.Reason.DIVERGED), new Divergence(params, lastFinite));
  }

  private TrainingResult end(Outcome.Reason reason) {
    if (!best.isChosen() && reason != Outcome.Reason.DIVERGED) {
      best = new Checkpoint.Best(backend.values(), best.epoch(), OptionalDouble.empty());
    }
    backend.set(best.parameters());
    TrainingResult result =
        TrainingResult.of(
            reason, best, options.validationObjective(), log, secondsSinceStart(), origin);
    progress.ended(result.outcome());
    return result;
  }

  private double secondsSinceStart() {
    return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
  }
}
