package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.analysis.Score;
import org.lfads4j.backend.bench.StartBenchmark;
import org.lfads4j.config.Execution;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Progress;

/** How long a fit takes until it predicts held-out neurons well, and what takes that time. */
final class QualityBench {
  /** Epochs that are scored, of those at whose end validation was best. */
  private static final int MOST_SCORED = 20;

  private static final String CO_SMOOTHING = "co_smoothing";

  private QualityBench() {}

  /**
   * A fit of one recording.
   *
   * @param session the recording
   * @param ranOn what it ran on
   * @param epochs of training
   * @param coSmoothing of the fit, bits/spike
   * @param points how it rose
   * @param shares what took time
   */
  record Result(
      String session,
      String ranOn,
      int epochs,
      double coSmoothing,
      List<Point> points,
      Shares shares) {
    /** Seconds of training until co-smoothing is so high for the first time, if it ever is. */
    OptionalDouble secondsTo(double level) {
      return points.stream()
          .filter(each -> each.coSmoothing >= level)
          .mapToDouble(Point::seconds)
          .findFirst();
    }
  }

  /**
   * The best parameters so far, after some time of training.
   *
   * @param seconds since training began
   * @param coSmoothing of the held-out neurons in validation trials, bits/spike
   */
  record Point(double seconds, double coSmoothing) {}

  /**
   * Seconds of a whole fit, by what they went into.
   *
   * @param before from the start of Java to the start of training, reading included
   * @param warmUp by which epochs took longer than the median epoch
   * @param steps updates of the parameters, without warm-up
   * @param validation costs of validation after each epoch, without warm-up
   * @param posterior posterior means
   * @param scores scores and the simpler methods beside them
   */
  record Shares(
      double before,
      double warmUp,
      double steps,
      double validation,
      double posterior,
      double scores) {
    double sum() {
      return before + warmUp + steps + validation + posterior + scores;
    }
  }

  /**
   * Trains one recording with the first settings of {@link Lfads#quick}.
   *
   * @throws IllegalArgumentException if it holds no neurons out
   */
  static Result run(Trials trials, Execution on) {
    if (trials.heldOutNeurons().isEmpty()) {
      throw new IllegalArgumentException(
          "bench quality must have held-out neurons to predict, and "
              + trials.session()
              + " holds none out; give heldout_neurons in the file");
    }
    LfadsRun run = Lfads.quick(trials).withAlternatives().withOptions(options -> options.with(on));
    double before = StartBenchmark.secondsSinceStart();
    Watch watch = new Watch();
    FittedLfads fit = run.withProgress(watch).train(watch);
    fit.outcome().requireEpoch();
    double posterior = seconds(fit::posteriorMeans);
    double scores = seconds(fit::scoreList);
    List<Point> points = new ArrayList<>();
    int every = Math.max(1, (watch.kept.size() + MOST_SCORED - 1) / MOST_SCORED);
    for (int i = every - 1; i < watch.kept.size(); i += every) {
      Checkpoint checkpoint = watch.kept.get(i);
      points.add(
          new Point(watch.keptAt.get(i), coSmoothing(run.stoppedAt(checkpoint, fit.placement()))));
    }
    return new Result(
        trials.session(),
        fit.placement().toString(),
        fit.outcome().epochs(),
        coSmoothing(fit),
        points,
        watch.shares(before, posterior, scores));
  }

  private static double coSmoothing(FittedLfads fit) {
    return fit.scoreList().stream()
        .filter(score -> score.name().equals(CO_SMOOTHING))
        .mapToDouble(Score::lfads)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double seconds(Supplier<?> work) {
    long start = System.nanoTime();
    Object unused = work.get();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Takes times, and keeps the state of each epoch after which validation was best. */
  private static final class Watch implements Progress, CheckpointKeeper {
    private final List<Checkpoint> kept = new ArrayList<>();
    private final List<Double> keptAt = new ArrayList<>();
    private final List<Double> steps = new ArrayList<>();
    private final List<Double> validations = new ArrayList<>();
    private final long start = System.nanoTime();
    private long epochStart = start;
    private long lastStep = start;
    private long keeping;

    @Override
    public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
      lastStep = System.nanoTime();
    }

    @Override
    public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
      steps.add((lastStep - epochStart) / 1e9);
      validations.add((System.nanoTime() - lastStep) / 1e9);
    }

    @Override
    public CheckpointKeeper ofAttempt(int number, ModelSpec model) {
      return this;
    }

    @Override
    public Optional<Checkpoint> last() {
      return Optional.empty();
    }

    @Override
    public void epochDone(Supplier<Checkpoint> state, Moment moment) {
      long now = System.nanoTime();
      if (moment.improved()) {
        kept.add(state.get());
        keptAt.add((now - start - keeping) / 1e9);
      }
      epochStart = System.nanoTime();
      keeping += epochStart - now;
    }

    Shares shares(double before, double posterior, double scores) {
      double usualSteps = median(steps) * steps.size();
      double usualValidations = median(validations) * validations.size();
      double all = sum(steps) + sum(validations);
      return new Shares(
          before,
          Math.max(0, all - usualSteps - usualValidations),
          usualSteps,
          usualValidations,
          posterior,
          scores);
    }

    private static double sum(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double median(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }
}
