package org.lfads4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.knowm.xchart.XYChart;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Hash;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.Generated;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.plots.FitCharts;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingResult;
import tech.tablesaw.api.Table;

/**
 * A trained model with the recording it was trained on. Tables and charts of that recording are
 * those of {@link LfadsResults}; {@link #apply} smooths trials it never saw.
 */
public final class FittedLfads {
  private final Preparation prepared;
  private final RunOptions options;
  private final Placement placement;
  private final TrainingResult training;
  private final Progress progress;
  private final LfadsResults results;

  private FittedLfads(
      Preparation prepared,
      RunOptions options,
      Placement placement,
      TrainingResult training,
      Progress progress) {
    this.prepared = prepared;
    this.options = options;
    this.placement = placement;
    this.training = training;
    this.progress = progress;
    this.results = results(prepared.trials(), Optional.of(prepared.split()), params());
  }

  static FittedLfads of(
      Preparation prepared,
      RunOptions options,
      Placement placement,
      TrainingResult training,
      Progress progress) {
    return new FittedLfads(prepared, options, placement, training, progress);
  }

  /** The hyperparameters, as requested. */
  public RunParams params() {
    return model().params();
  }

  /** The options, as requested. */
  public RunOptions options() {
    return options;
  }

  /** The model's structure. */
  public ModelSpec model() {
    return prepared.spec();
  }

  /** The trained parameters: the best on validation trials. */
  public ParameterValues parameters() {
    return training.best();
  }

  /** Engine, backend and device that trained it. */
  public Placement placement() {
    return placement;
  }

  /** Which trials trained and which validated. */
  public Split split() {
    return prepared.split();
  }

  /** How training ended. */
  public Outcome outcome() {
    return training.outcome();
  }

  /** One record for each epoch. */
  public List<EpochRecord> log() {
    return training.log();
  }

  /** What is good to know about this fit, one sentence each. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>(RunCheck.notices(prepared, params()));
    notices.addAll(placement.notices());
    if (!training.rampsCompleted()) {
      notices.add(
          "training ended before both ramps were complete and validation could choose: the"
              + " parameters are those of the last epoch; train longer or lower"
              + " c_kl_increase_steps and c_l2_increase_steps");
    }
    return List.copyOf(notices);
  }

  /**
   * A paragraph for the methods section of a paper: the recording, the model, how it was trained
   * and how its results were made, with the settings that were in force.
   */
  public String methods() {
    return description().paragraph();
  }

  /** BibTeX entries of what {@link #methods()} cites. */
  public String bibtex() {
    return description().bibtex();
  }

  private Methods description() {
    return new Methods(prepared, options, placement, training);
  }

  TrainingResult training() {
    return training;
  }

  /** Whether validation chose the parameters; else they are the last ones. */
  public boolean chosenByValidation() {
    return training.rampsCompleted();
  }

  /** The same fit, which computes from now on as said; posterior means in hand are kept. */
  public FittedLfads withExecution(Execution execution) {
    return with(options.with(execution), progress);
  }

  /** The same fit, watched by somebody while it computes. */
  public FittedLfads withProgress(Progress watcher) {
    return with(options, watcher);
  }

  private FittedLfads with(RunOptions changed, Progress watcher) {
    FittedLfads fit = of(prepared, changed, placement, training, watcher);
    results.computedMeans().ifPresent(fit.results::adopt);
    return fit;
  }

  /** The learning curves as a table: one row an epoch. */
  public Table fitLog() {
    return FitLogTable.of(training.log());
  }

  /** Training and validation cost over epochs. */
  public XYChart plotLearningCurves() {
    int best = outcome().bestEpoch();
    return FitCharts.learningCurves(
        training.log().stream().map(e -> e.train().total()).toList(),
        training.log().stream().map(e -> e.valid().total()).toList(),
        best > 0 ? OptionalInt.of(best) : OptionalInt.empty());
  }

  /** Tables and charts of the recording that the model was trained on. */
  public LfadsResults results() {
    return results;
  }

  /** The recording, in the model's bins. */
  public Trials trials() {
    return results.trials();
  }

  /** See {@link LfadsResults#posteriorMeans()}. */
  public PosteriorMeans posteriorMeans() {
    return results.posteriorMeans();
  }

  /** See {@link LfadsResults#rates()}. */
  public Table rates() {
    return results.rates();
  }

  /** See {@link LfadsResults#factors()}. */
  public Table factors() {
    return results.factors();
  }

  /** See {@link LfadsResults#generatorStates()}. */
  public Table generatorStates() {
    return results.generatorStates();
  }

  /** See {@link LfadsResults#inferredInputs()}. */
  public Table inferredInputs() {
    return results.inferredInputs();
  }

  /** See {@link LfadsResults#initialConditions()}. */
  public Table initialConditions() {
    return results.initialConditions();
  }

  /** See {@link LfadsResults#costs()}. */
  public Table costs() {
    return results.costs();
  }

  /** See {@link LfadsResults#scores()}. */
  public Table scores() {
    return results.scores();
  }

  /** See {@link LfadsResults#plotScores()}. */
  public XYChart plotScores() {
    return results.plotScores();
  }

  /** See {@link LfadsResults#plotFactors()}. */
  public XYChart plotFactors() {
    return results.plotFactors();
  }

  /** See {@link LfadsResults#plotFactors(int)}. */
  public XYChart plotFactors(int trial) {
    return results.plotFactors(trial);
  }

  /** See {@link LfadsResults#plotRates(int)}. */
  public XYChart plotRates(int trial) {
    return results.plotRates(trial);
  }

  /** See {@link LfadsResults#plotRateMap(int)}. */
  public XYChart plotRateMap(int trial) {
    return results.plotRateMap(trial);
  }

  /** See {@link LfadsResults#plotNeuron(int, String)}. */
  public XYChart plotNeuron(int trial, String neuron) {
    return results.plotNeuron(trial, neuron);
  }

  /** See {@link LfadsResults#plotInferredInputs(int)}. */
  public XYChart plotInferredInputs(int trial) {
    return results.plotInferredInputs(trial);
  }

  /** See {@link LfadsResults#plotInitialConditions()}. */
  public XYChart plotInitialConditions() {
    return results.plotInitialConditions();
  }

  /**
   * The trained model on trials it never saw: see {@link TrainedLfads#apply}.
   *
   * @param recording of the same neurons, as long, in bins that can be made as wide
   */
  public LfadsResults apply(Trials recording) {
    return trained().apply(recording);
  }

  /** New trials from the model alone: see {@link TrainedLfads#generate}. */
  public Generated generate(int trials) {
    return trained().generate(trials);
  }

  /**
   * Writes all of this fit into a folder, which is made if need be: the model, the recording, how
   * training went, and the posterior means if they were computed. {@link Lfads#load} reads it back.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path folder) {
    FitFolder.save(this, folder);
  }

  /**
   * The same for a recording that many fits share and that is in a file already.
   *
   * @param recording the file, as {@link LfadsRun#recording()} was saved
   * @param content its content hash
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path folder, Path recording, Hash content) {
    FitFolder.save(this, folder, recording, content);
  }

  /** The trained model without its recording. */
  public TrainedLfads trained() {
    return new TrainedLfads(
        model(), training.best(), options, TrainedLfads.Neurons.of(prepared.trials()), progress);
  }

  /**
   * The same fit with posterior means made another way: {@code posterior_mean_kind} and {@code
   * num_samples_posterior} need no new training.
   */
  public LfadsResults withPosterior(String kind, int samples) {
    return results(
        prepared.trials(),
        Optional.of(prepared.split()),
        params().withPosteriorMeanKind(kind).withNumSamplesPosterior(samples));
  }

  @Override
  public String toString() {
    return "LFADS fit of "
        + prepared.trials().session()
        + ", "
        + params().label()
        + ": "
        + outcome().epochs()
        + " epochs, "
        + best()
        + "; ended because "
        + outcome().reason().sentence();
  }

  private String best() {
    return training.log().isEmpty()
        ? "stopped before the first was done"
        : String.format(
            Locale.ROOT,
            "best %d, validation cost %.3f nats/trial",
            outcome().bestEpoch(),
            outcome().bestValidationCost());
  }

  private LfadsResults results(Trials trials, Optional<Split> split, RunParams settings) {
    return trained().results(trials, split, settings);
  }
}
