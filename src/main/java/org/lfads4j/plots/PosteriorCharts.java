package org.lfads4j.plots;

import java.util.List;
import org.knowm.xchart.XYChart;
import org.lfads4j.analysis.LinearReadout;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/**
 * Posterior means of one session as charts.
 *
 * @param trials that the means are of, in the model's bins; with a split if they trained the model
 * @param means the posterior means
 */
@Internal
public record PosteriorCharts(Trials trials, PosteriorMeans means) {
  /** All factors of one trial. */
  public XYChart factors(int trial) {
    return LineCharts.trial(factorSignal(), trial);
  }

  /**
   * One factor averaged over the trials of each condition.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  public XYChart factorByCondition(int factor) {
    return LineCharts.conditionAverages(factorSignal(), factor, conditions());
  }

  /**
   * One neuron's rate averaged over the trials of each condition.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  public XYChart rateByCondition(String neuron) {
    return LineCharts.conditionAverages(rateSignal(), trials.neuronIndex(neuron), conditions());
  }

  /** Rates of all neurons in one trial, and its spikes; a heat map alone for Gaussian output. */
  public XYChart rates(int trial) {
    return isGaussian()
        ? rateMap(trial)
        : SpikeCharts.ratesOverSpikes(rateSignal(), countSignal(trials), trial);
  }

  /** Rates of all neurons in one trial as a heat map, neuron by time. */
  public XYChart rateMap(int trial) {
    return SpikeCharts.heatMap(rateSignal(), trial);
  }

  /** Spikes of all neurons in one trial; needs no posterior means. */
  public static XYChart spikes(Trials trials, int trial) {
    return SpikeCharts.raster(countSignal(trials), trial);
  }

  /** One neuron's rate and spikes in one trial, with the true rate where that is known. */
  public XYChart neuron(int trial, String neuron) {
    return SpikeCharts.neuron(
        rateSignal(),
        countSignal(trials),
        trials.truthHz().map(this::ratesHz),
        trial,
        trials.neuronIndex(neuron));
  }

  /**
   * A behaviour in one trial, and its prediction from the factors by a linear map that is fitted on
   * the training trials (all trials where there is no split).
   *
   * @throws IllegalArgumentException if there is no behaviour of that name, or it has missing
   *     values
   */
  public XYChart behaviour(int trial, String name) {
    Behaviour behaviour = trials.behaviour(name);
    Cube factors = means.factors();
    LinearReadout readout =
        trials
            .split()
            .map(
                s ->
                    LinearReadout.fit(
                        factors.selectTrials(s.train()),
                        behaviour.values().selectTrials(s.train())))
            .orElseGet(() -> LinearReadout.fit(factors, behaviour.values()));
    return LineCharts.decoded(
        signal(behaviour, readout.predict(factors)), signal(behaviour, behaviour.values()), trial);
  }

  /**
   * The inferred inputs of one trial, each with a band of one standard deviation of its posterior.
   *
   * @throws IllegalStateException if the model has no controller
   */
  public XYChart inferredInputs(int trial) {
    PosteriorMeans.InferredInputs inputs = means.requireInferredInputs();
    return LineCharts.inferredInputs(
        Signal.inputs(inputs.posteriorMean(), trials.binMs(), trials.startMs()),
        Signal.inputs(inputs.posteriorVariance(), trials.binMs(), trials.startMs()),
        trial);
  }

  /** Factors of single trials in their first two principal components. */
  public XYChart factorPlane() {
    return FitCharts.factorPlane(factorSignal(), trials.conditions());
  }

  /** The generator's initial state in each trial, in the first two principal components. */
  public XYChart initialConditions() {
    return FitCharts.initialConditions(means.initialConditions().generator(), trials.conditions());
  }

  /**
   * The factors, for charts over several sessions.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  public SessionFactors sessionFactors() {
    return new SessionFactors(trials.session(), factorSignal(), conditions());
  }

  private boolean isGaussian() {
    return means.output().variance().isPresent();
  }

  private List<String> conditions() {
    return trials
        .conditions()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "condition averages must have conditions, got trials without; use"
                        + " trials.withConditions(...)"));
  }

  private Signal factorSignal() {
    return Signal.factors(means.factors(), trials.binMs(), trials.startMs());
  }

  private static Signal countSignal(Trials trials) {
    return Signal.counts(trials.counts(), trials.neuronNames(), trials.binMs(), trials.startMs());
  }

  private Signal rateSignal() {
    return isGaussian()
        ? new Signal(
            "mean",
            "data units",
            trials.neuronNames(),
            means.output().mean(),
            trials.binMs(),
            trials.startMs())
        : ratesHz(means.output().ratesHz(trials.binMs()));
  }

  private Signal ratesHz(Cube valuesHz) {
    return Signal.ratesHz(valuesHz, trials.neuronNames(), trials.binMs(), trials.startMs());
  }

  private Signal signal(Behaviour behaviour, Cube values) {
    return new Signal(
        behaviour.name(),
        behaviour.unit().isEmpty() ? "a.u." : behaviour.unit(),
        behaviour.columns(),
        values,
        trials.binMs(),
        trials.startMs());
  }
}
