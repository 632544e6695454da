package org.lfads4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.analysis.Checkup;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.analysis.TrainingChecks;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Alternative;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.Generated;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.plots.AlignmentCharts;
import org.lfads4j.plots.ChartGrid;
import org.lfads4j.plots.PosteriorCharts;
import org.lfads4j.plots.SessionFactors;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.report.DiagnosisWords;
import org.lfads4j.report.FitReport;
import org.lfads4j.report.FitSummary;
import org.lfads4j.report.ReportParts;
import org.lfads4j.setup.KnownNeurons;
import org.lfads4j.setup.Preparation;
import org.lfads4j.tables.AttemptTable;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.tables.PopulationTable;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Origin;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Parent;
import org.lfads4j.training.Progress;
import org.lfads4j.training.SessionData;
import org.lfads4j.training.Trainer;
import org.lfads4j.training.TrainingDivergedException;
import org.lfads4j.training.TrainingResult;
import org.lfads4j.weights.FitFolder;
import org.lfads4j.weights.SavedFit;
import org.lfads4j.weights.SavedRecording;
import tech.tablesaw.api.Table;

/**
 * A trained model with the recordings that it was trained on. Its tables and charts are those of
 * {@link LfadsResults}; {@link #apply} smooths trials that it never saw.
 */
public final class FittedLfads implements LfadsResults {
  private final FitSummary summary;
  private final Progress progress;
  private final RunParams posterior;
  private final List<TrainedLfads.SessionResults> results;

  private FittedLfads(FitSummary summary, Progress progress, RunParams posterior) {
    this.summary = summary;
    this.progress = progress;
    this.posterior = posterior;
    TrainedLfads model = trained();
    this.results =
        IntStream.range(0, summary.recordings().size())
            .mapToObj(i -> model.results(i, summary.recordings().get(i), posterior))
            .toList();
  }

  static FittedLfads of(
      Preparation prepared,
      RunOptions options,
      Placement placement,
      TrainingResult training,
      Progress progress) {
    return of(prepared, options, placement, training, progress, prepared.notices());
  }

  private static FittedLfads of(
      Preparation prepared,
      RunOptions options,
      Placement placement,
      TrainingResult training,
      Progress progress,
      List<String> notices) {
    FitSummary summary =
        new FitSummary(
            prepared.sessions().stream().map(Preparation.Session::trials).toList(),
            prepared.spec(),
            options,
            placement,
            training,
            prepared.aligned(),
            Optional.empty(),
            notices);
    return new FittedLfads(summary, progress, summary.params());
  }

  /** Trains what was prepared, from these parameters or from a parent's state on. */
  static FittedLfads train(
      Preparation prepared,
      ParameterValues start,
      RunOptions options,
      Progress watcher,
      CheckpointKeeper keeper,
      Optional<Parent> parent) {
    try (Backend backend = Backends.create(prepared.spec(), options.execution())) {
      backend.set(start);
      List<SessionData> data = prepared.sessions().stream().map(Preparation.Session::data).toList();
      try {
        TrainingResult result = Trainer.train(backend, data, options, watcher, keeper, parent);
        return Lfads.remember(of(prepared, options, backend.placement(), result, watcher));
      } catch (TrainingDivergedException e) {
        List<String> notices = new ArrayList<>(prepared.notices());
        notices.add(e.getMessage());
        FittedLfads unused =
            Lfads.remember(
                of(prepared, options, backend.placement(), e.result(), watcher, notices));
        throw e;
      }
    }
  }

  static FittedLfads load(Path folder, FitFolder.Records records) {
    SavedFit saved = FitFolder.load(folder, records);
    RunOptions options = saved.model().options();
    FittedLfads fit =
        of(
            Preparation.restored(saved.recordings(), saved.model().spec(), options),
            options,
            saved.placement(),
            saved.training(),
            Lfads.watcher(options));
    for (String notice : saved.notices()) {
      fit = fit.withNotice(notice);
    }
    if (saved.population().isPresent()) {
      fit = fit.withPopulation(saved.population().get());
    }
    for (int i = 0; i < fit.results.size(); i++) {
      saved.means().get(i).ifPresent(fit.results.get(i)::adopt);
    }
    return fit;
  }

  /** The hyperparameters, as requested. */
  public RunParams params() {
    return summary.params();
  }

  /** The options, as requested. */
  public RunOptions options() {
    return summary.options();
  }

  @Override
  @Internal
  public ModelSpec model() {
    return summary.model();
  }

  /** The trained parameters: the best on validation trials. */
  public ParameterValues parameters() {
    return summary.training().best();
  }

  /** Engine, backend and device that trained it. */
  public Placement placement() {
    return summary.placement();
  }

  /** All that is known of this fit besides its results, for pages and cards. */
  @Internal
  public FitSummary summary() {
    return summary;
  }

  /** The sessions that it was trained on, by name. */
  public List<String> sessions() {
    return summary.sessions();
  }

  /**
   * Tables and charts of one session.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public LfadsResults session(String name) {
    return results.get(trained().place(name));
  }

  @Override
  public List<LfadsResults> bySession() {
    return List.copyOf(results);
  }

  /**
   * Predicted rates of the neurons of one session in the trials of another, in spikes/s: the
   * factors of the other's trials through this session's read-out. One row for each trial and bin
   * of the other. Takes as long as posterior means.
   *
   * @param neuronsOf the session whose neurons are asked for
   * @param trialsOf the session whose trials they are asked in
   * @throws IllegalArgumentException if there is no session of a name
   */
  public Table ratesAcross(String neuronsOf, String trialsOf) {
    int readOut = trained().place(neuronsOf);
    return results
        .get(trained().place(trialsOf))
        .ratesOf(readOut, summary.recordings().get(readOut).neuronNames());
  }

  /**
   * The alignment matrices from which the sessions' read-ins started: one row for each neuron, with
   * its bias in counts per bin and a column for each factor.
   *
   * @throws IllegalStateException if nothing was aligned
   */
  public Table alignmentMatrices() {
    return summary.alignmentMatrices();
  }

  /**
   * How well the sessions were aligned before training: each session's condition averages through
   * its alignment matrix, beside the components that the matrices were fitted to.
   *
   * @throws IllegalStateException if nothing was aligned
   */
  public XYChart plotAlignment() {
    return summary.alignmentChart();
  }

  /**
   * The alignment matrix from which a session's read-in started, neurons by factors.
   *
   * @throws IllegalArgumentException if there is no session of that name
   * @throws IllegalStateException if nothing was aligned
   */
  public XYChart plotAlignmentMatrix(String session) {
    return summary.alignmentChart(trained().place(session));
  }

  /**
   * One factor averaged over the trials of each condition in each session. Where sessions agree,
   * lines of one colour lie on each other. Shows the first six conditions; the colours of more
   * could not be told apart.
   *
   * @throws IllegalStateException if a session has no conditions
   */
  public XYChart plotFactorAcrossSessions(int factor) {
    return AlignmentCharts.conditionAverages(sessionFactors(), factor);
  }

  /**
   * The same for chosen conditions.
   *
   * @throws IllegalArgumentException if no session has one of them
   * @throws IllegalStateException if a session has no conditions
   */
  public XYChart plotFactorAcrossSessions(int factor, List<String> conditions) {
    return AlignmentCharts.conditionAverages(sessionFactors(), factor, conditions);
  }

  private List<SessionFactors> sessionFactors() {
    return results.stream()
        .map(each -> new PosteriorCharts(each.trials(), each.posteriorMeans()).sessionFactors())
        .toList();
  }

  /** How training ended. */
  public Outcome outcome() {
    return summary.outcome();
  }

  /** One record for each epoch. */
  public List<EpochRecord> log() {
    return summary.training().log();
  }

  /** The state of another training that it went on from; absent if it began with new parameters. */
  public Optional<Origin> origin() {
    return summary.training().origin();
  }

  /** What you should know about this fit, one sentence each. */
  public List<String> notices() {
    return summary.notices();
  }

  /**
   * Whether this fit is good, and if not, what is the matter and what to do: sentences with their
   * numbers. It looks for a simpler method that is better, a posterior that is its prior, rates or
   * inferred inputs that copy spikes, a training that ended too early, rates that disagree with
   * counts ({@link #calibration}), neurons that are not explained, and initial conditions that
   * ignore conditions. Computes posterior means and scores if need be.
   */
  public Diagnosis diagnosis() {
    Checkup all = TrainingChecks.of(log(), outcome());
    for (TrainedLfads.SessionResults each : results) {
      Checkup own = each.checkup();
      all = all.and(results.size() == 1 ? own : own.ofSession(each.trials().session()));
    }
    return DiagnosisWords.of(all, summary);
  }

  /** Whether the scores of all sessions were computed, so that they cost no time. */
  @Internal
  public boolean hasScores() {
    return results.stream().allMatch(each -> each.computedScores().isPresent());
  }

  /** Whether all that the diagnosis tells was looked for, so that it costs no time. */
  @Internal
  public boolean hasDiagnosis() {
    return results.stream().allMatch(each -> each.computedCheckup().isPresent());
  }

  /**
   * A paragraph for the methods section of a paper: the recording, the model, how it was trained
   * and how its results were made, with the settings that were in force.
   */
  public String methods() {
    return summary.methods(
        posterior, hasPosteriorMeans() ? Optional.of(posteriorSource()) : Optional.empty());
  }

  /** BibTeX entries of what {@link #methods()} cites. */
  public String bibtex() {
    return summary.bibtex();
  }

  /** The same fit, which computes from now on as said; computed posterior means are kept. */
  public FittedLfads withExecution(Execution execution) {
    return with(summary.with(options().with(execution)), progress);
  }

  /** The same fit with another sentence that a user should know. */
  @Internal
  public FittedLfads withNotice(String sentence) {
    return with(summary.withNotice(sentence), progress);
  }

  /** The same fit as the best of several trainings of a run with these options. */
  FittedLfads chosen(RunOptions requested, List<Attempt> among) {
    return with(summary.chosen(requested, among), progress);
  }

  /** The same fit as the best of a population. */
  @Internal
  public FittedLfads withPopulation(PopulationHistory history) {
    return with(summary.with(history), progress);
  }

  /** The same fit of one session, with scores that were computed earlier. */
  @Internal
  public FittedLfads withScores(List<Score> scores) {
    FittedLfads fit = with(summary, progress);
    fit.results.get(0).adopt(scores);
    return fit;
  }

  /** The same fit, which reports what it computes to this watcher. */
  public FittedLfads withProgress(Progress watcher) {
    return with(summary, watcher);
  }

  private FittedLfads with(FitSummary changed, Progress watcher) {
    FittedLfads fit = new FittedLfads(changed, watcher, posterior);
    for (int i = 0; i < results.size(); i++) {
      results.get(i).computedMeans().ifPresent(fit.results.get(i)::adopt);
      results.get(i).computedScores().ifPresent(fit.results.get(i)::adopt);
      results.get(i).computedCheckup().ifPresent(fit.results.get(i)::adopt);
    }
    return fit;
  }

  /** The learning curves as a table: one row for each epoch. */
  public Table fitLog() {
    return FitLogTable.of(log());
  }

  /**
   * The trainings of which this fit is the best ({@code withAlternatives}): a row each, this one
   * first. {@code settings} in which they differ; {@code epochs} in all and the {@code best_epoch},
   * which was kept; {@code validation_cost} of that epoch (nats per trial) and {@code objective},
   * the lowest value of the validation objective, missing if validation chose no epoch; {@code
   * seconds}.
   */
  public Table attempts() {
    List<Attempt> all = new ArrayList<>();
    all.add(Attempt.of(Alternative.label(params(), options().alternatives()), summary.training()));
    all.addAll(summary.training().others());
    return AttemptTable.of(all);
  }

  /**
   * Training and validation cost over epochs, beside the validation cost of trainings with other
   * settings if there were any.
   */
  public XYChart plotLearningCurves() {
    return summary.learningCurves();
  }

  /**
   * How the population evolved of which this fit is the best (AutoLFADS, {@link Lfads#auto}): one
   * row a generation and member, with the {@code donor} from whose state it went on (itself if it
   * was not replaced), its {@code cost} (nats per trial, by the validation objective; missing if
   * its training diverged), and a column for each setting that was searched ({@code dropout} is 1 -
   * {@code c_keep_prob}).
   *
   * @throws IllegalStateException if it was trained alone
   */
  public Table population() {
    return PopulationTable.of(summary.history().members());
  }

  /**
   * The population in one picture: costs by generation, who copied whom, and each setting that was
   * searched by generation.
   *
   * @throws IllegalStateException if it was trained alone
   */
  public ChartGrid plotPopulation() {
    return summary.populationCharts().all();
  }

  /**
   * Who copied whom: a row a member, a line from each to the one whose state it went on from; the
   * line of the best one is drawn over the others.
   *
   * @throws IllegalStateException if it was trained alone
   */
  public XYChart plotLineage() {
    return summary.populationCharts().lineage();
  }

  /**
   * Each setting that was searched, by generation: a point a member, a line for the best one and
   * those that it goes back to.
   *
   * @throws IllegalStateException if it was trained alone
   */
  public ChartGrid plotHyperparameters() {
    return summary.populationCharts().hyperparameters();
  }

  /**
   * How the posterior means of all sessions were made, the samples and the standard error those of
   * the session that has most; computes them if need be.
   */
  public PosteriorMeans.Source posteriorSource() {
    return PosteriorMeans.Source.of(
        results.stream().map(each -> each.posteriorMeans().source()).toList());
  }

  /**
   * Scores and diagnosis as the file that goes beside a fit: with its seed, and how long it all
   * took.
   */
  public ScoresFile scoresFile() {
    return scoresFile(scoreList(), posteriorSource(), Optional.of(diagnosis()));
  }

  private ScoresFile scoresFile(
      List<Score> scores, PosteriorMeans.Source source, Optional<Diagnosis> diagnosis) {
    return new ScoresFile(
        scores,
        options().seed(),
        OptionalDouble.of(outcome().seconds()),
        source.seconds(),
        diagnosis);
  }

  /**
   * Smooths trials that the model never saw; nothing is trained. A model of several sessions takes
   * the session that the trials name.
   *
   * @param recording of the same neurons, as long, in bins that can be made as wide
   * @throws IllegalArgumentException if it does not fit the model, or names none of several
   *     sessions; {@link #adapt} takes in another session
   */
  public LfadsResults apply(Trials recording) {
    return trained().apply(recording);
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
    return trained().adapt(recording, summary.aligned());
  }

  /**
   * New trials from the model alone: see {@link TrainedLfads#generate(int)}.
   *
   * @throws IllegalStateException if there are several sessions
   */
  public Generated generate(int trials) {
    return trained().generate(trials);
  }

  /**
   * New trials of the neurons of one session: see {@link TrainedLfads#generate(String, int)}.
   *
   * @throws IllegalArgumentException if there is no session of that name
   */
  public Generated generate(String session, int trials) {
    return trained().generate(session, trials);
  }

  /**
   * Trials as they come: see {@link TrainedLfads#online()}.
   *
   * @throws IllegalArgumentException if the model needs later bins of a trial
   * @throws IllegalStateException if there are several sessions
   */
  public OnlineLfads online() {
    return trained().online();
  }

  /**
   * The same of one session: see {@link TrainedLfads#online(String)}.
   *
   * @throws IllegalArgumentException if there is none of that name, or the model needs later bins
   */
  public OnlineLfads online(String session) {
    return trained().online(session);
  }

  /**
   * Writes a report into a folder, which is made if need be: first the fit itself in {@code model},
   * where {@link Lfads#load} reads it, then the tables (CSV) in {@code tables}, the charts (PNG) in
   * {@code charts}, the scores in {@code scores.json}, and a page {@code index.html} that shows
   * settings, scores and charts. Files of an earlier report are replaced. Computes the posterior
   * means if need be. A table or chart that cannot be made is left out, and the page says so.
   *
   * @throws java.io.UncheckedIOException if the fit cannot be written
   * @throws IllegalStateException if a table or chart is missing at the end, with the reason
   */
  public void report(Path folder) {
    save(folder.resolve(FitReport.MODEL));
    ReportParts parts = new ReportParts();
    Optional<ScoresFile> unused = report(folder, parts);
    parts.requireComplete(folder);
  }

  /**
   * Writes all of the report but the fit, which is in {@code model} already. What cannot be made is
   * left out, and the parts say so.
   *
   * @return scores and diagnosis; absent without posterior means
   */
  @Internal
  public Optional<ScoresFile> report(Path folder, ReportParts parts) {
    Optional<PosteriorMeans.Source> source =
        parts.calculate("posterior means", this::posteriorSource);
    if (source.isEmpty()) {
      new FitReport(summary, List.of(), Optional.empty()).write(folder, parts);
      return Optional.empty();
    }
    boolean unused =
        parts.make(
            FitReport.MODEL + "/posterior.h5",
            () -> savePosterior(folder.resolve(FitReport.MODEL)));
    List<FitReport.Session> sessions = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (TrainedLfads.SessionResults each : results) {
      String session = each.trials().session();
      List<Score> own = parts.calculate("scores of " + session, each::scoreList).orElse(List.of());
      Optional<Calibration> rates =
          model().isGaussian()
              ? Optional.empty()
              : parts.calculate("calibration of " + session, each::calibrated);
      sessions.add(new FitReport.Session(each.posteriorMeans(), own, rates));
      own.forEach(score -> scores.add(results.size() == 1 ? score : score.ofSession(session)));
    }
    Optional<Diagnosis> diagnosis = parts.calculate("diagnosis", this::diagnosis);
    ScoresFile file = scoresFile(scores, source.get(), diagnosis);
    new FitReport(summary, sessions, Optional.of(file)).write(folder, parts);
    return Optional.of(file);
  }

  /**
   * Writes all of this fit into a folder, which is made if need be: the model, the recording, how
   * training went, and the posterior means if they were computed. {@link Lfads#load} reads it back.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path folder) {
    FitFolder.save(saved(), folder);
  }

  /**
   * The same for recordings that many fits share and that are in files already.
   *
   * @param recordings in the order of the sessions
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Internal
  public void save(Path folder, List<SavedRecording> recordings) {
    FitFolder.save(saved(), folder, recordings);
  }

  /**
   * Writes the posterior means of all sessions into the folder that the fit is saved in; computes
   * them if need be.
   *
   * @throws java.io.UncheckedIOException if they cannot be written
   */
  public void savePosterior(Path folder) {
    PosteriorMeans.Source unused = posteriorSource();
    FitFolder.savePosterior(saved(), folder);
  }

  private SavedFit saved() {
    return new SavedFit(
        trained().saved(),
        summary.training(),
        summary.placement(),
        summary.recordings(),
        results.stream().map(TrainedLfads.SessionResults::computedMeans).toList(),
        summary.population(),
        List.of());
  }

  /** The trained model without its recording. */
  @Override
  public TrainedLfads trained() {
    return new TrainedLfads(
        model(),
        parameters(),
        options(),
        summary.recordings().stream().map(KnownNeurons::of).toList(),
        progress);
  }

  /**
   * The same fit with posterior means made another way: {@code posterior_mean_kind} and {@code
   * num_samples_posterior} need no new training.
   */
  public FittedLfads withPosterior(String kind, int samples) {
    return new FittedLfads(
        summary, progress, params().withPosteriorMeanKind(kind).withNumSamplesPosterior(samples));
  }

  /**
   * The same fit with posterior means of other samples: how they are drawn, and when there are
   * enough ({@link RunOption#POSTERIOR_DRAWS}, {@link RunOption#POSTERIOR_ERROR}) need no new
   * training.
   */
  public FittedLfads withPosteriorDraws(String draws, double error) {
    RunOptions changed = options().withPosteriorDraws(draws).withPosteriorError(error);
    return new FittedLfads(summary.with(changed), progress, posterior);
  }

  @Override
  public String toString() {
    return "LFADS fit of "
        + String.join(", ", sessions())
        + ": "
        + outcome().epochs()
        + " epochs, "
        + best()
        + "\nended because "
        + outcome().reason().sentence()
        + "\n"
        + ("settings: " + params().label()).replaceAll("(.{1,90})( |$)", "$1\n  ").strip();
  }

  private String best() {
    return log().isEmpty()
        ? "stopped before the first was done"
        : String.format(
            Locale.ROOT,
            "best %d, validation cost %.3f nats/trial%s",
            outcome().bestEpoch(),
            outcome().bestValidationCost(),
            outcome().choice());
  }
}
