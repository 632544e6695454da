package org.lfads4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreCard;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.plots.CalibrationCharts;
import org.lfads4j.plots.PosteriorCharts;
import org.lfads4j.plots.ScoreCharts;
import org.lfads4j.tables.CalibrationTable;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.PosteriorTables;
import org.lfads4j.tables.ScoreTable;
import tech.tablesaw.api.Table;

/**
 * What a model says of trials, as tables and charts: of the recordings that it was trained on
 * ({@link FittedLfads}), of one of several sessions ({@link FittedLfads#session}), or of new trials
 * ({@link FittedLfads#apply}). Posterior means are computed when they are first asked for, and
 * kept. Trials, bins and factors count from 0, here as in the tables.
 *
 * <p>Of several sessions, tables and scores hold all, with the session's name; charts and arrays
 * are asked of one session, and refuse with {@link IllegalStateException} until then.
 */
public sealed interface LfadsResults permits FittedLfads, TrainedLfads.SessionResults {
  /** The model's structure. */
  @Internal
  ModelSpec model();

  /** The model without recordings. */
  TrainedLfads trained();

  /** The results of each session, in the order of the model; of one session, its own alone. */
  List<LfadsResults> bySession();

  /** The trials, in the model's bins; with a split where they trained the model. */
  default Trials trials() {
    return only().trials();
  }

  /**
   * Which trials trained and which validated.
   *
   * @throws IllegalStateException for trials that the model never saw
   */
  default Split split() {
    return trials()
        .split()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a split and scores must be of trials that trained and validated the model, got"
                        + " trials that it never saw"));
  }

  /**
   * The numbers behind all tables and charts.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while they are
   *     computed; asking again computes them
   */
  default PosteriorMeans posteriorMeans() {
    return only().posteriorMeans();
  }

  /** Whether all posterior means are in memory, so that tables and charts cost no time. */
  default boolean hasPosteriorMeans() {
    return bySession().stream().allMatch(LfadsResults::hasPosteriorMeans);
  }

  /**
   * Firing rates in spikes/s (means in the unit of the data for Gaussian output): one row for each
   * trial and bin, one column for each neuron.
   */
  default Table rates() {
    return tables().rates();
  }

  /**
   * The same rates as numbers: trials x bins x neurons, spikes/s.
   *
   * @throws IllegalStateException for Gaussian output, which has means in place of rates
   */
  default Cube ratesHz() {
    requireCounts("rates in spikes/s");
    return posteriorMeans().output().ratesHz(trials().binMs());
  }

  /** Variances of Gaussian output, in the square of the data's unit; absent for spike counts. */
  default Optional<Table> outputVariance() {
    return tables().outputVariance();
  }

  /** Factors: one row for each trial and bin, one column for each factor. */
  default Table factors() {
    return tables().factors();
  }

  /** Generator states: one row for each trial and bin, one column for each unit. */
  default Table generatorStates() {
    return tables().generatorStates();
  }

  /**
   * Inferred inputs: what drove the generator, the posterior's mean and its standard deviation; one
   * row for each trial and bin.
   *
   * @throws IllegalStateException if the model has no controller ({@code c_co_dim} = 0)
   */
  default Table inferredInputs() {
    return tables().inferredInputs();
  }

  /** The posterior of each trial's initial condition: one row a trial. */
  default Table initialConditions() {
    return tables().initialConditions();
  }

  /** The prior of the initial condition, which sessions share: one row a dimension. */
  default Table initialConditionPrior() {
    return tables().initialConditionPrior();
  }

  /** The state from which the generator started in each trial: one row a trial. */
  default Table generatorInitialConditions() {
    return tables().generatorInitialStates();
  }

  /** What each trial cost and its bounds, in nats: one row a trial. */
  default Table costs() {
    return tables().costs();
  }

  /**
   * Scores on the validation trials, with baselines in the next columns: see {@link ScoreCard}.
   * Empty for Gaussian output.
   *
   * @throws IllegalStateException for trials that the model never saw
   */
  default Table scores() {
    return ScoreTable.of(scoreList());
  }

  /** The same scores as a chart: a place for each score, a colour for each method. */
  default XYChart plotScores() {
    return ScoreCharts.of(only().scoreList());
  }

  /**
   * The same scores as values; of several sessions, each with the session's name before its own.
   */
  default List<Score> scoreList() {
    if (bySession().size() == 1) {
      return only().scoreList();
    }
    List<Score> all = new ArrayList<>();
    for (LfadsResults each : bySession()) {
      String session = each.trials().session();
      each.scoreList().forEach(score -> all.add(score.ofSession(session)));
    }
    return List.copyOf(all);
  }

  /**
   * One of the scores, by its name in files.
   *
   * @param name such as {@code co_smoothing}, {@code reconstruction} or {@code rates_r2}; of
   *     several sessions such as {@code monday.co_smoothing}
   * @throws IllegalArgumentException if there is none of that name
   */
  default Score score(String name) {
    return Score.named(name, scoreList());
  }

  /**
   * Rates beside counts on the validation trials (on all trials if the model never saw them): a row
   * for all neurons together, then one for each, with mean counts and rates in spikes/s, their
   * {@code bias} (0.05 where rates are 5 % too high), by how many {@code standard_errors} that is,
   * and how much better the neuron is predicted than by its mean rate, in bits per spike.
   *
   * @throws IllegalStateException for Gaussian output
   */
  default Table calibration() {
    requireCounts("calibration");
    return CalibrationTable.of(
        bySession().stream().map(LfadsResults::trials).toList(),
        bySession().stream().map(LfadsResults::calibrated).toList());
  }

  /** The numbers behind it, which are computed once. */
  @Internal
  default Calibration calibrated() {
    return only().calibrated();
  }

  /**
   * A reliability chart of the same trials: where rates are high, counts should be as high. Ten
   * groups of bins by their predicted rate, with the mean count of each.
   *
   * @throws IllegalStateException for Gaussian output
   */
  default XYChart plotCalibration() {
    requireCounts("calibration");
    return CalibrationCharts.reliability(calibrated(), trials().binMs());
  }

  /** All factors of the first validation trial (the first trial if the model never saw them). */
  default XYChart plotFactors() {
    return plotFactors(trials().split().map(s -> s.valid()[0]).orElse(0));
  }

  /** All factors of one trial. */
  default XYChart plotFactors(int trial) {
    return charts().factors(trial);
  }

  /**
   * Factors of single trials in the plane of their first two principal components, a line for each
   * trial, a dot where it starts, a colour for each condition; three trials of each of the first
   * eight conditions.
   */
  default XYChart plotFactorPlane() {
    return charts().factorPlane();
  }

  /**
   * One factor averaged over the trials of each condition.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  default XYChart plotFactorByCondition(int factor) {
    return charts().factorByCondition(factor);
  }

  /**
   * One neuron's rate averaged over the trials of each condition.
   *
   * @throws IllegalStateException if the trials have no conditions
   */
  default XYChart plotRateByCondition(String neuron) {
    return charts().rateByCondition(neuron);
  }

  /**
   * Rates of all neurons in one trial, and its spikes; for Gaussian output the same as {@link
   * #plotRateMap}.
   */
  default XYChart plotRates(int trial) {
    return charts().rates(trial);
  }

  /** Rates of all neurons in one trial as a heat map, neuron by time. */
  default XYChart plotRateMap(int trial) {
    return charts().rateMap(trial);
  }

  /** Spikes of all neurons in one trial. */
  default XYChart plotSpikes(int trial) {
    return PosteriorCharts.spikes(trials(), trial);
  }

  /** One neuron's rate and spikes in one trial, with the true rate where that is known. */
  default XYChart plotNeuron(int trial, String neuron) {
    return charts().neuron(trial, neuron);
  }

  /**
   * A behaviour in one trial, and its prediction from the factors by a linear map. The map is
   * fitted on the training trials (on all trials if the model never saw them).
   *
   * @param name of the behaviour
   * @throws IllegalArgumentException if there is none of that name, or it has missing values
   */
  default XYChart plotBehaviour(int trial, String name) {
    return charts().behaviour(trial, name);
  }

  /**
   * The inferred inputs of one trial, each with a band of one standard deviation of its posterior.
   *
   * @throws IllegalStateException if the model has no controller ({@code c_co_dim} = 0)
   */
  default XYChart plotInferredInputs(int trial) {
    return charts().inferredInputs(trial);
  }

  /** The generator's initial state in each trial, in the first two principal components. */
  default XYChart plotInitialConditions() {
    return charts().initialConditions();
  }

  /**
   * The points where the generator stays, or almost, while its inputs are held at zero: searched
   * when they are first asked for, from states of these trials (of all sessions).
   */
  default FixedPoints fixedPoints() {
    return FixedPoints.of(this);
  }

  /**
   * Where the generator's states go in the plane of their first two principal components, with
   * trials, while its inputs are held at zero. {@link FixedPoints#plotFlow} holds them elsewhere,
   * and adds fixed points.
   */
  default XYChart flow() {
    return fixedPoints().flow();
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
  default void write(Path file) {
    LfadsResults one = only();
    if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      Csv.write(one.tables().perBin(), file);
    } else {
      PosteriorFile.write(one.posteriorMeans(), one.trials(), one.trials().split(), file);
    }
  }

  private void requireCounts(String what) {
    if (!model().output().isOfCounts()) {
      throw new IllegalStateException(
          what
              + " must come from spike counts, got Gaussian output; use"
              + " posteriorMeans().output().mean()");
    }
  }

  private PosteriorTables tables() {
    return new PosteriorTables(
        bySession().stream().map(LfadsResults::trials).toList(),
        model().sessions().size() > 1,
        bySession().stream().map(LfadsResults::posteriorMeans).toList());
  }

  private PosteriorCharts charts() {
    return new PosteriorCharts(trials(), posteriorMeans());
  }

  private LfadsResults only() {
    List<LfadsResults> each = bySession();
    if (each.size() > 1) {
      throw new IllegalStateException(
          "a fit of "
              + each.size()
              + " sessions must be asked for one of them ("
              + each.stream().map(one -> one.trials().session()).collect(Collectors.joining(", "))
              + "); use fit.session(name)");
    }
    return each.get(0);
  }
}
