package org.lfads4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.analysis.Score;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.plots.CalibrationCharts;
import org.lfads4j.plots.ChartGrid;
import org.lfads4j.plots.PosteriorCharts;
import org.lfads4j.plots.ScoreCharts;

/** The charts of one session; charts of a single trial show a validation trial. */
final class SessionPictures {
  private final PosteriorCharts charts;
  private final List<Score> scores;
  private final Optional<Calibration> calibration;
  private final Trials trials;
  private final int trial;

  /** Of trials with a split. */
  SessionPictures(PosteriorCharts charts, List<Score> scores, Optional<Calibration> calibration) {
    this.calibration = calibration;
    this.charts = charts;
    this.scores = scores;
    this.trials = charts.trials();
    this.trial = trials.split().orElseThrow().valid()[0];
  }

  /** All charts. */
  List<Picture> all() {
    List<Picture> ofTrial = ofTrial();
    List<Picture> pictures = new ArrayList<>();
    pictures.add(overview(ofTrial));
    pictures.addAll(ofTrial);
    pictures.addAll(inputs());
    pictures.add(
        new Picture(
            "factor_plane.png",
            () -> charts.factorPlane(),
            "Factors of single trials in their first two principal components, a dot where each"
                + " begins"
                + (trials.conditions().isPresent() ? "; one colour for each condition." : ".")));
    if (trials.conditions().isPresent()) {
      pictures.add(
          new Picture(
              "condition_averages.png",
              () -> charts.factorByCondition(0),
              "The first factor, averaged over the trials of each condition."));
    }
    pictures.add(
        new Picture(
            "initial_conditions.png",
            () -> charts.initialConditions(),
            "Where the generator starts in each trial, in the first two principal components"
                + (trials.conditions().isPresent() ? "; one colour for each condition." : ".")));
    pictures.addAll(scores());
    return List.copyOf(pictures);
  }

  /** The charts that are shown for each of several sessions. */
  List<Picture> few() {
    List<Picture> pictures = new ArrayList<>();
    pictures.add(overview(ofTrial()));
    pictures.addAll(inputs());
    pictures.addAll(scores());
    return List.copyOf(pictures);
  }

  private Picture overview(List<Picture> ofTrial) {
    return new Picture(
        "overview.png",
        () ->
            ChartGrid.of(
                2,
                ofTrial.stream().limit(4).map(each -> each.chart().get()).toArray(IChart[]::new)),
        "One validation trial at a glance. Its spikes did not train the model.",
        true);
  }

  private List<Picture> ofTrial() {
    List<Picture> pictures = new ArrayList<>();
    pictures.add(
        new Picture(
            "rates.png",
            () -> charts.rates(trial),
            "Rates of all neurons in one validation trial, and its spikes."));
    pictures.add(
        new Picture(
            "factors.png",
            () -> charts.factors(trial),
            "Factors of the same trial, inferred from its spikes."));
    trials.behaviour().stream()
        .filter(b -> finite(b.values()))
        .forEach(b -> pictures.add(behaviour(b)));
    pictures.add(neuron());
    pictures.add(
        new Picture(
            "rate_map.png",
            () -> charts.rateMap(trial),
            "The same rates as a map, neuron by time."));
    return pictures;
  }

  private List<Picture> inputs() {
    return charts.means().inferredInputs().isPresent()
        ? List.of(
            new Picture(
                "inferred_inputs.png",
                () -> charts.inferredInputs(trial),
                "Inferred inputs of the same trial, with one standard deviation of their"
                    + " posterior to either side."))
        : List.of();
  }

  private List<Picture> scores() {
    if (!ScoreCharts.hasAny(scores)) {
      return List.of();
    }
    List<Picture> pictures = new ArrayList<>();
    pictures.add(
        new Picture(
            "scores.png",
            () -> ScoreCharts.of(scores),
            "Scores on validation trials, with baselines."));
    calibration.ifPresent(
        known ->
            pictures.add(
                new Picture(
                    "calibration.png",
                    () -> CalibrationCharts.reliability(known, trials.binMs()),
                    "Mean counts on validation trials over predicted rates, in ten groups of bins"
                        + " by their rate; where rates are right, points are on the line.")));
    return pictures;
  }

  private Picture behaviour(Behaviour behaviour) {
    return new Picture(
        "behaviour_" + Picture.fileName(behaviour.name()) + ".png",
        () -> charts.behaviour(trial, behaviour.name()),
        "The measured "
            + behaviour.name()
            + " in the same trial, and its prediction from the factors by a linear map that was"
            + " fitted on training trials.");
  }

  private Picture neuron() {
    return new Picture(
        "neuron.png",
        () -> charts.neuron(trial, trials.neuronNames().get(liveliest())),
        "The neuron whose rate moves most in this trial"
            + (trials.truthHz().isPresent() ? ", with its true rate." : "."));
  }

  /** The neuron whose rate moves most in this trial. */
  private int liveliest() {
    Cube output = charts.means().output().mean();
    return IntStream.range(0, trials.neurons())
        .boxed()
        .max((a, b) -> Double.compare(spread(output, a), spread(output, b)))
        .orElseThrow();
  }

  private double spread(Cube output, int neuron) {
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < output.bins(); t++) {
      double value = output.at(trial, t, neuron);
      sum += value;
      squares += value * value;
    }
    return squares / output.bins() - Math.pow(sum / output.bins(), 2);
  }

  private static boolean finite(Cube values) {
    for (float value : values.toArray()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
