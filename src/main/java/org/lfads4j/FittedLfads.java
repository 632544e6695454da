package org.lfads4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.Generated;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.plots.AlignmentCharts;
import org.lfads4j.plots.FitCharts;
import org.lfads4j.plots.SessionFactors;
import org.lfads4j.report.Methods;
import org.lfads4j.setup.KnownNeurons;
import org.lfads4j.setup.Preparation;
import org.lfads4j.tables.AlignmentTable;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.tables.SessionTables;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Origin;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;
import org.lfads4j.training.TrainingResult;
import tech.tablesaw.api.Table;

/**
 * A trained model with the recordings it was trained on. Tables and charts of a recording are those
 * of {@link LfadsResults}; {@link #apply} smooths trials it never saw.
 *
 * <p>Of several sessions, tables hold all, with a column {@code session}; charts and numbers are
 * asked of {@link #session}.
 */
public final class FittedLfads {
  private final Preparation prepared;
  private final RunOptions options;
  private final Placement placement;
  private final TrainingResult training;
  private final Progress progress;
  private final RunParams posterior;
  private final List<LfadsResults> results;

  private FittedLfads(
      Preparation prepared,
      RunOptions options,
      Placement placement,
      TrainingResult training,
      Progress progress,
      RunParams posterior) {
    this.prepared = prepared;
    this.options = options;
    this.placement = placement;
    this.training = training;
    this.progress = progress;
    this.posterior = posterior;
    this.results = results(posterior);
  }

  static FittedLfads of(
      Preparation prepared,
      RunOptions options,
      Placement placement,
      TrainingResult training,
      Progress progress) {
    return new FittedLfads(
        prepared, options, placement, training, progress, prepared.spec().params());
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

  /**
   * Which trials trained and which validated.
   *
   * @throws IllegalStateException if there are several sessions; {@code session(name)} knows its
   *     own
   */
  public Split split() {
    return prepared.sessions().get(placeOfOnly()).split();
  }

  /** The sessions that it was trained on, by name. */
  public List<String> sessions() {
    return trained().sessions();
  }

  /**
   * Tables and charts of one session.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public LfadsResults session(String name) {
    return results.get(trained().place(name));
  }

  /**
   * What the neurons of one session would have done in the trials of another, in spikes/s: the
   * other's factors through this one's read-out. One row for each trial and bin of the other.
   *
   * @param neuronsOf the session whose neurons are asked for
   * @param trialsOf the session whose trials they are asked in
   * @throws IllegalArgumentException if there is no session of a name
   */
  public Table ratesAcross(String neuronsOf, String trialsOf) {
    int readOut = trained().place(neuronsOf);
    return session(trialsOf)
        .ratesOfNeuronsOf(readOut, prepared.sessions().get(readOut).trials().neuronNames());
  }

  /**
   * The alignment matrices from which the sessions' read-ins started: one row a neuron, with its
   * bias in counts per bin and a column a factor.
   *
   * @throws IllegalStateException if nothing was aligned
   */
  public Table alignmentMatrices() {
    return AlignmentTable.of(
        sessions(),
        prepared.sessions().stream().map(each -> each.trials().neuronNames()).toList(),
        model().sessions().stream()
            .map(each -> each.alignment().orElseThrow(FittedLfads::notAligned))
            .toList());
  }

  /**
   * How the sessions were aligned; absent where nothing was, or by an approach that is not known.
   */
  Optional<Aligned> aligned() {
    return prepared.aligned();
  }

  /**
   * How well the sessions were aligned before training: what the alignment matrices make of each
   * session's condition averages, over the components that they were fitted to.
   *
   * @throws IllegalStateException if nothing was aligned
   */
  public XYChart plotAlignment() {
    return AlignmentCharts.reconstruction(aligned().orElseThrow(FittedLfads::notAligned));
  }

  /**
   * The alignment matrix from which a session's read-in started, neurons by factors.
   *
   * @throws IllegalArgumentException if there is no session of that name
   * @throws IllegalStateException if nothing was aligned
   */
  public XYChart plotAlignmentMatrix(String session) {
    int place = trained().place(session);
    return AlignmentCharts.matrix(
        session,
        prepared.sessions().get(place).trials().neuronNames(),
        model().sessions().get(place).alignment().orElseThrow(FittedLfads::notAligned));
  }

  /**
   * One factor averaged over the trials of each condition in each session: where sessions agree,
   * lines of one colour lie on each other. The first six conditions; the colours of more could not
   * be told apart.
   *
   * @throws IllegalStateException if a session has no conditions
   */
  public XYChart plotFactorAcrossSessions(int factor) {
    return AlignmentCharts.conditionAverages(sessionFactors(), factor);
  }

  /**
   * The same of the conditions named.
   *
   * @throws IllegalArgumentException if no session has one of them
   * @throws IllegalStateException if a session has no conditions
   */
  public XYChart plotFactorAcrossSessions(int factor, List<String> conditions) {
    return AlignmentCharts.conditionAverages(sessionFactors(), factor, conditions);
  }

  private List<SessionFactors> sessionFactors() {
    return results.stream().map(LfadsResults::sessionFactors).toList();
  }

  private static IllegalStateException notAligned() {
    return new IllegalStateException(
        "alignment matrices must have been made, got a fit without; train with"
            + " withUseAlignmentMatrix(true)");
  }

  private LfadsResults only() {
    return results.get(placeOfOnly());
  }

  private int placeOfOnly() {
    if (results.size() > 1) {
      throw new IllegalStateException(
          "a fit of "
              + results.size()
              + " sessions must be asked for one of them ("
              + String.join(", ", sessions())
              + "); use fit.session(name)");
    }
    return 0;
  }

  private Table stacked(Function<LfadsResults, Table> table) {
    return results.size() == 1
        ? table.apply(results.get(0))
        : SessionTables.stacked(results.stream().map(table).toList());
  }

  /** How training ended. */
  public Outcome outcome() {
    return training.outcome();
  }

  /** One record for each epoch. */
  public List<EpochRecord> log() {
    return training.log();
  }

  /** The state of another training that it went on from; absent if it began with new parameters. */
  public Optional<Origin> origin() {
    return training.origin();
  }

  /** What is good to know about this fit, one sentence each. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>(prepared.notices());
    notices.addAll(placement.notices());
    if (!chosenByValidation()) {
      notices.add(
          "training ended before validation could choose, which it does from the second epoch on"
              + " when both ramps are complete: the parameters are those of the last epoch; train"
              + " longer or lower c_kl_increase_steps and c_l2_increase_steps");
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
    return outcome().chosenBy().isPresent();
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
    FittedLfads fit = new FittedLfads(prepared, changed, placement, training, watcher, posterior);
    for (int i = 0; i < results.size(); i++) {
      results.get(i).computedMeans().ifPresent(fit.results.get(i)::adopt);
    }
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

  /**
   * Tables and charts of the recording that the model was trained on.
   *
   * @throws IllegalStateException if there are several; {@link #session} has each
   */
  public LfadsResults results() {
    return only();
  }

  List<LfadsResults> allResults() {
    return results;
  }

  /** The recording, in the model's bins. */
  public Trials trials() {
    return only().trials();
  }

  /** See {@link LfadsResults#posteriorMeans()}. */
  public PosteriorMeans posteriorMeans() {
    return only().posteriorMeans();
  }

  /** Whether the posterior means of all sessions are in hand, so that results cost no time. */
  public boolean hasPosteriorMeans() {
    return results.stream().allMatch(LfadsResults::hasPosteriorMeans);
  }

  /** How the posterior means of all sessions were made; computes them if need be. */
  public PosteriorMeans.Source posteriorSource() {
    PosteriorMeans.Source first = results.get(0).posteriorMeans().source();
    double seconds =
        results.stream().mapToDouble(each -> each.posteriorMeans().source().seconds()).sum();
    return new PosteriorMeans.Source(first.kind(), first.samples(), seconds);
  }

  /** The scores as values; of several sessions, each with the session's name before its own. */
  public List<Score> scoreList() {
    if (results.size() == 1) {
      return results.get(0).scoreList();
    }
    List<Score> all = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String session = sessions().get(i);
      for (Score score : results.get(i).scoreList()) {
        all.add(new Score(score.kind().ofSession(session), score.values(), score.trials()));
      }
    }
    return List.copyOf(all);
  }

  /** The scores as the file that goes beside a fit: with its seed, and how long it all took. */
  public ScoresFile scoresFile() {
    return new ScoresFile(
        scoreList(),
        options.seed(),
        OptionalDouble.of(outcome().seconds()),
        posteriorSource().seconds());
  }

  /**
   * One of the scores, by its name in files; of several sessions such as {@code
   * monday.co_smoothing}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Score score(String name) {
    return Score.named(name, scoreList());
  }

  /** See {@link LfadsResults#rates()}. */
  public Table rates() {
    return stacked(LfadsResults::rates);
  }

  /**
   * See {@link LfadsResults#ratesHz()}.
   *
   * @throws IllegalStateException if there are several sessions; {@link #session} has each
   */
  public Cube ratesHz() {
    return only().ratesHz();
  }

  /** See {@link LfadsResults#factors()}. */
  public Table factors() {
    return stacked(LfadsResults::factors);
  }

  /** See {@link LfadsResults#generatorStates()}. */
  public Table generatorStates() {
    return stacked(LfadsResults::generatorStates);
  }

  /** See {@link LfadsResults#inferredInputs()}. */
  public Table inferredInputs() {
    return stacked(LfadsResults::inferredInputs);
  }

  /** See {@link LfadsResults#initialConditions()}. */
  public Table initialConditions() {
    return stacked(LfadsResults::initialConditions);
  }

  /** See {@link LfadsResults#costs()}. */
  public Table costs() {
    return stacked(LfadsResults::costs);
  }

  /** See {@link LfadsResults#scores()}. */
  public Table scores() {
    return stacked(LfadsResults::scores);
  }

  /** See {@link LfadsResults#plotScores()}. */
  public XYChart plotScores() {
    return only().plotScores();
  }

  /** See {@link LfadsResults#plotFactors()}. */
  public XYChart plotFactors() {
    return only().plotFactors();
  }

  /** See {@link LfadsResults#plotFactors(int)}. */
  public XYChart plotFactors(int trial) {
    return only().plotFactors(trial);
  }

  /** See {@link LfadsResults#plotRates(int)}. */
  public XYChart plotRates(int trial) {
    return only().plotRates(trial);
  }

  /** See {@link LfadsResults#plotRateMap(int)}. */
  public XYChart plotRateMap(int trial) {
    return only().plotRateMap(trial);
  }

  /** See {@link LfadsResults#plotNeuron(int, String)}. */
  public XYChart plotNeuron(int trial, String neuron) {
    return only().plotNeuron(trial, neuron);
  }

  /** See {@link LfadsResults#plotInferredInputs(int)}. */
  public XYChart plotInferredInputs(int trial) {
    return only().plotInferredInputs(trial);
  }

  /** See {@link LfadsResults#plotInitialConditions()}. */
  public XYChart plotInitialConditions() {
    return only().plotInitialConditions();
  }

  /**
   * The trained model on trials it never saw: see {@link TrainedLfads#apply}. A model of several
   * sessions takes in trials of a session that it does not know by {@link #adapt}.
   *
   * @param recording of the same neurons, as long, in bins that can be made as wide; or of another
   *     session
   */
  public LfadsResults apply(Trials recording) {
    boolean another = results.size() > 1 && !sessions().contains(recording.session());
    return another ? adapt(recording).results() : trained().apply(recording);
  }

  /**
   * Takes in another session: trains a read-in and a read-out for it, under the same rules for when
   * to stop, and leaves the rest of the model as it is. Where sessions were aligned, its read-in
   * starts so that it agrees with theirs.
   *
   * @param recording with conditions that the aligned sessions have, as long as their trials
   * @return the fit of that session alone
   * @throws IllegalArgumentException if the recording does not fit, or the model has no read-ins
   */
  public FittedLfads adapt(Trials recording) {
    return trained().adapt(recording, prepared.aligned());
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
   * The same for recordings that many fits share and that are in files already.
   *
   * @param recordings in the order of the sessions
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path folder, List<SavedRecording> recordings) {
    FitFolder.save(this, folder, recordings);
  }

  /**
   * Writes the posterior means of all sessions into the folder that the fit is saved in; computes
   * them if need be.
   *
   * @throws java.io.UncheckedIOException if they cannot be written
   */
  public void savePosterior(Path folder) {
    FitFolder.savePosterior(this, folder);
  }

  /** The trained model without its recording. */
  public TrainedLfads trained() {
    return new TrainedLfads(
        model(),
        training.best(),
        options,
        prepared.sessions().stream().map(each -> KnownNeurons.of(each.trials())).toList(),
        progress);
  }

  /**
   * The same fit with posterior means made another way: {@code posterior_mean_kind} and {@code
   * num_samples_posterior} need no new training.
   */
  public FittedLfads withPosterior(String kind, int samples) {
    RunParams settings = params().withPosteriorMeanKind(kind).withNumSamplesPosterior(samples);
    return new FittedLfads(prepared, options, placement, training, progress, settings);
  }

  @Override
  public String toString() {
    return "LFADS fit of "
        + String.join(", ", sessions())
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
            "best %d, validation cost %.3f nats/trial%s",
            outcome().bestEpoch(),
            outcome().bestValidationCost(),
            outcome().choice());
  }

  private List<LfadsResults> results(RunParams settings) {
    TrainedLfads model = trained();
    List<LfadsResults> all = new ArrayList<>();
    for (int i = 0; i < prepared.sessions().size(); i++) {
      Preparation.Session session = prepared.sessions().get(i);
      all.add(model.results(i, session.trials(), Optional.of(session.split()), settings));
    }
    return List.copyOf(all);
  }
}
