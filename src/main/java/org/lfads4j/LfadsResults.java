package org.lfads4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.lfads4j.analysis.LinearReadout;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreCard;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.plots.FitCharts;
import org.lfads4j.plots.LineCharts;
import org.lfads4j.plots.ScoreCharts;
import org.lfads4j.plots.SessionFactors;
import org.lfads4j.plots.Signal;
import org.lfads4j.plots.SpikeCharts;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.ResultTables;
import org.lfads4j.tables.RowLabels;
import org.lfads4j.tables.ScoreTable;
import tech.tablesaw.api.Table;

/**
 * What a model says of trials, as tables and charts. Posterior means are computed when they are
 * first asked for, and kept. Trials and factors are named by their indices, from 0, as in the
 * tables' column {@code trial}.
 */
public final class LfadsResults {
  private final Trials trials;
  private final Optional<Split> split;
  private final ModelSpec model;
  private final boolean among;
  private final boolean gaussian;
  private final Source source;
  private PosteriorMeans means;
  private List<Score> scores;

  /** Where the numbers come from. */
  interface Source {
    /** The posterior means of the trials. */
    PosteriorMeans means();

    /** What the neurons of a session would do in the trials, by its place in the model. */
    PosteriorMeans.Output neuronsOf(int session);
  }

  /**
   * Results of trials.
   *
   * @param among several sessions, so that tables name the session
   */
  LfadsResults(
      Trials trials, Optional<Split> split, ModelSpec model, boolean among, Source source) {
    this.trials = trials;
    this.split = split;
    this.model = model;
    this.among = among;
    this.gaussian = model.isGaussian();
    this.source = source;
  }

  /** The trials, in the model's bins. */
  public Trials trials() {
    return trials;
  }

  /** Which trials trained and which validated; absent for trials that the model never saw. */
  public Optional<Split> split() {
    return split;
  }

  /**
   * The numbers behind all tables and charts.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while they are
   *     computed; asking again computes them
   */
  public synchronized PosteriorMeans posteriorMeans() {
    if (means == null) {
      means = source.means();
    }
    return means;
  }

  /** Whether the posterior means are in hand, so that tables and charts cost no time. */
  public boolean hasPosteriorMeans() {
    return computedMeans().isPresent();
  }

  /** The posterior means if they were computed or read. */
  synchronized Optional<PosteriorMeans> computedMeans() {
    return Optional.ofNullable(means);
  }

  /** Takes posterior means that were computed earlier. */
  synchronized void adopt(PosteriorMeans computed) {
    means = computed;
  }

  /**
   * Firing rates in spikes/s (means in the unit of the data for Gaussian output): one row for each
   * trial and bin, one column for each neuron.
   */
  public Table rates() {
    return gaussian
        ? ResultTables.perBin(
            labels(), "means", trials.neuronNames(), posteriorMeans().output().mean())
        : ResultTables.rates(labels(), posteriorMeans().output());
  }

  /**
   * The same rates as numbers: trials x bins x neurons, spikes/s.
   *
   * @throws IllegalStateException for Gaussian output, which has means in place of rates
   */
  public Cube ratesHz() {
    if (gaussian) {
      throw new IllegalStateException(
          "rates in spikes/s must come from spike counts, got Gaussian output; use"
              + " posteriorMeans().output().mean()");
    }
    return posteriorMeans().output().ratesHz(trials.binMs());
  }

  /**
   * What the neurons of another session would have done in these trials: the trials' factors
   * through that session's read-out, in spikes/s (means in the unit of the data for Gaussian
   * output). Costs as much time as posterior means.
   *
   * @param session that the model was trained on
   * @param neurons the names of its neurons
   */
  Table ratesOfNeuronsOf(int session, List<String> neurons) {
    PosteriorMeans.Output output = source.neuronsOf(session);
    RowLabels own = labels();
    RowLabels others =
        new RowLabels(
            own.session(),
            own.trialIds(),
            own.splits(),
            own.conditions(),
            neurons,
            own.binMs(),
            own.startMs());
    return gaussian
        ? ResultTables.perBin(others, "means", neurons, output.mean())
        : ResultTables.rates(others, output);
  }

  /** Variances of Gaussian output, in the square of the data's unit; absent for Poisson. */
  public Optional<Table> outputVariance() {
    return ResultTables.outputVariance(labels(), posteriorMeans().output());
  }

  /** Factors: one row for each trial and bin, one column for each factor. */
  public Table factors() {
    return ResultTables.factors(labels(), posteriorMeans().factors());
  }

  /** Generator states: one row for each trial and bin, one column for each unit. */
  public Table generatorStates() {
    return ResultTables.generatorStates(labels(), posteriorMeans().generatorStates());
  }

  /**
   * Inferred inputs: what drove the generator, the posterior's mean and its standard deviation; one
   * row for each trial and bin.
   *
   * @throws IllegalStateException if the model has no controller ({@code c_co_dim} = 0)
   */
  public Table inferredInputs() {
    return ResultTables.inferredInputs(labels(), inputs());
  }

  /** The posterior of each trial's initial condition: one row a trial. */
  public Table initialConditions() {
    return ResultTables.initialConditions(labels(), posteriorMeans().initialConditions());
  }

  /** The prior of the initial condition: one row a dimension. */
  public Table initialConditionPrior() {
    return ResultTables.initialConditionPrior(posteriorMeans().initialConditions());
  }

  /** Where the generator started in each trial: one row a trial. */
  public Table generatorInitialConditions() {
    return ResultTables.generatorInitialStates(labels(), posteriorMeans().initialConditions());
  }

  /** What each trial cost and its bounds, in nats: one row a trial. */
  public Table costs() {
    return ResultTables.costs(labels(), posteriorMeans().costs());
  }

  /**
   * Scores on the validation trials, baselines in the next columns: see {@link ScoreCard}. Empty
   * for Gaussian output.
   *
   * @throws IllegalStateException if it is not known which trials validate
   */
  public Table scores() {
    return ScoreTable.of(scoreList());
  }

  /** The same scores as a chart: a place for each score, a colour for each method. */
  public XYChart plotScores() {
    return ScoreCharts.of(scoreList());
  }

  /** The same scores as values. */
  public synchronized List<Score> scoreList() {
    Split known =
        split.orElseThrow(
            () ->
                new IllegalStateException(
                    "scores must know which trials validate, got trials without a split; use"
                        + " trials.withSplit(...)"));
    if (scores == null) {
      scores =
          gaussian ? List.of() : ScoreCard.of(trials, known, posteriorMeans(), model.encodedBins());
    }
    return scores;
  }

  /**
   * One of the scores, by its name in files.
   *
   * @param name such as {@code co_smoothing}, {@code reconstruction} or {@code rates_r2}
   * @throws IllegalArgumentException if there is none of that name
   */
  public Score score(String name) {
    return Score.named(name, scoreList());
  }

  /** All factors of the first validation trial (the first trial where there is no split). */
  public XYChart plotFactors() {
    return LineCharts.trial(factorSignal(), exampleTrial());
  }

  /** All factors of one trial. */
  public XYChart plotFactors(int trial) {
    return LineCharts.trial(factorSignal(), trial);
  }

  /**
   * One factor averaged over the trials of each condition.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  public XYChart plotFactorByCondition(int factor) {
    return LineCharts.conditionAverages(factorSignal(), factor, conditions());
  }

  /**
   * One neuron's rate averaged over the trials of each condition.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  public XYChart plotRateByCondition(String neuron) {
    return LineCharts.conditionAverages(rateSignal(), trials.neuronIndex(neuron), conditions());
  }

  /** Rates of all neurons behind the spikes of one trial. */
  public XYChart plotRates(int trial) {
    return gaussian
        ? plotRateMap(trial)
        : SpikeCharts.ratesOverSpikes(rateSignal(), countSignal(), trial);
  }

  /** Rates of all neurons of one trial as a heat map, neuron by time. */
  public XYChart plotRateMap(int trial) {
    return SpikeCharts.heatMap(rateSignal(), trial);
  }

  /** Spikes of all neurons of one trial. */
  public XYChart plotSpikes(int trial) {
    return SpikeCharts.raster(countSignal(), trial);
  }

  /** One neuron's rate in one trial over its spikes, with the true rate where that is known. */
  public XYChart plotNeuron(int trial, String neuron) {
    return SpikeCharts.neuron(
        rateSignal(), countSignal(), truthSignal(), trial, trials.neuronIndex(neuron));
  }

  /**
   * What was measured beside the spikes in one trial, and what a linear map from the factors makes
   * of it. The map is fitted on the training trials (all trials where there is no split).
   *
   * @param name of the behaviour
   * @throws IllegalArgumentException if there is none of that name, or it has missing values
   */
  public XYChart plotBehaviour(int trial, String name) {
    Behaviour behaviour = trials.behaviour(name);
    Cube factors = posteriorMeans().factors();
    LinearReadout readout =
        split
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
   * @throws IllegalStateException if the model has no controller ({@code c_co_dim} = 0)
   */
  public XYChart plotInferredInputs(int trial) {
    PosteriorMeans.InferredInputs inputs = inputs();
    return LineCharts.inferredInputs(
        Signal.inputs(inputs.posteriorMean(), trials.binMs(), trials.startMs()),
        Signal.inputs(inputs.posteriorVariance(), trials.binMs(), trials.startMs()),
        trial);
  }

  /** Where each trial starts: the generator's initial states in their first two components. */
  public XYChart plotInitialConditions() {
    return FitCharts.initialConditions(
        posteriorMeans().initialConditions().generator(), trials.conditions());
  }

  /**
   * Writes the results into one file, in the format that its name ends in: {@code .h5}, {@code
   * .npz} or {@code .mat} as the arrays that {@link PosteriorFile} names, or {@code .csv} as one
   * table with a row for each trial and bin: rates, factors, and inferred inputs where there are
   * any. The file appears when it is complete, and replaces an earlier one.
   *
   * @throws IllegalArgumentException if the name ends in none of them
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public void write(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      Csv.write(ResultTables.joined("results", perBin()), file);
    } else {
      PosteriorFile.write(posteriorMeans(), trials, split, file);
    }
  }

  private List<Table> perBin() {
    return posteriorMeans().inferredInputs().isPresent()
        ? List.of(rates(), factors(), inferredInputs())
        : List.of(rates(), factors());
  }

  @Override
  public String toString() {
    return "LFADS results for " + trials;
  }

  /** The trial that charts show when none is named. */
  int exampleTrial() {
    return split.map(s -> s.valid()[0]).orElse(0);
  }

  private RowLabels labels() {
    RowLabels labels = RowLabels.of(trials, split);
    return among ? labels.withSession(trials.session()) : labels;
  }

  private PosteriorMeans.InferredInputs inputs() {
    return posteriorMeans()
        .inferredInputs()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "inferred inputs must have a controller, got c_co_dim 0; train with"
                        + " withCoDim(1) or more"));
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
    return Signal.factors(posteriorMeans().factors(), trials.binMs(), trials.startMs());
  }

  /** The factors for charts over several sessions. */
  SessionFactors sessionFactors() {
    return new SessionFactors(trials.session(), factorSignal(), conditions());
  }

  private Signal countSignal() {
    return Signal.counts(trials.counts(), trials.neuronNames(), trials.binMs(), trials.startMs());
  }

  private Signal rateSignal() {
    return gaussian
        ? new Signal(
            "mean",
            "data units",
            trials.neuronNames(),
            posteriorMeans().output().mean(),
            trials.binMs(),
            trials.startMs())
        : Signal.ratesHz(ratesHz(), trials.neuronNames(), trials.binMs(), trials.startMs());
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

  private Optional<Signal> truthSignal() {
    return trials
        .truthHz()
        .map(
            truth -> Signal.ratesHz(truth, trials.neuronNames(), trials.binMs(), trials.startMs()));
  }
}
