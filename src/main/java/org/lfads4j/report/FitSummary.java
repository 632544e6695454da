package org.lfads4j.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Finding;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.plots.AlignmentCharts;
import org.lfads4j.plots.FitCharts;
import org.lfads4j.plots.PopulationCharts;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.tables.AlignmentTable;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.TrainingResult;
import tech.tablesaw.api.Table;

/**
 * A fit without its results: the recordings, the model, the settings, and how training went.
 *
 * @param recordings one a session, in the model's bins and split, in the order of the model
 * @param model the model's structure
 * @param options the options, as requested
 * @param placement engine, backend and device that trained it
 * @param training what training left
 * @param aligned how the sessions were aligned; absent if they were not, or if it is not known
 * @param population how the population evolved of which it is the best; absent if it was trained
 *     alone
 * @param runNotices what a user should know of the run, one sentence each
 */
public record FitSummary(
    List<Trials> recordings,
    ModelSpec model,
    RunOptions options,
    Placement placement,
    TrainingResult training,
    Optional<Aligned> aligned,
    Optional<PopulationHistory> population,
    List<String> runNotices) {
  /** Keeps its own copies of the lists. */
  public FitSummary {
    recordings = List.copyOf(recordings);
    runNotices = List.copyOf(runNotices);
  }

  /** The same with other options. */
  public FitSummary with(RunOptions changed) {
    return new FitSummary(
        recordings, model, changed, placement, training, aligned, population, runNotices);
  }

  /** The same as the best of several trainings of a run with these options. */
  public FitSummary chosen(RunOptions requested, List<Attempt> among) {
    return new FitSummary(
        recordings,
        model,
        requested,
        placement,
        training.withOthers(among),
        aligned,
        population,
        runNotices);
  }

  /** The same as the best of a population. */
  public FitSummary with(PopulationHistory history) {
    return new FitSummary(
        recordings, model, options, placement, training, aligned, Optional.of(history), runNotices);
  }

  /** The same with another notice of the run. */
  public FitSummary withNotice(String sentence) {
    List<String> notices = new ArrayList<>(runNotices);
    notices.add(sentence);
    return new FitSummary(
        recordings, model, options, placement, training, aligned, population, notices);
  }

  /** The hyperparameters, as requested. */
  public RunParams params() {
    return model.params();
  }

  /** The names of the sessions. */
  public List<String> sessions() {
    return recordings.stream().map(Trials::session).toList();
  }

  /** How training ended. */
  public Outcome outcome() {
    return training.outcome();
  }

  /** What a user should know of the fit, one sentence each. */
  public List<String> notices() {
    return noticesBeside(Optional.empty());
  }

  /** The same without what a diagnosis tells that stands beside them. */
  public List<String> noticesBeside(Optional<Diagnosis> diagnosis) {
    List<String> notices = new ArrayList<>(runNotices);
    notices.addAll(placement.notices());
    if (outcome().reason() == Outcome.Reason.DIVERGED) {
      notices.add(
          "training diverged in epoch "
              + (outcome().epochs() + 1)
              + ": the parameters are those "
              + (outcome().bestEpoch() > 0
                  ? "of epoch " + outcome().bestEpoch()
                  : "with which training started, and nothing was learnt"));
    } else if (outcome().chosenBy().isEmpty()
        && !diagnosis.map(known -> known.has(Finding.Kind.ENDED_WITHIN_RAMPS)).orElse(false)) {
      notices.add(
          "training ended before validation could choose, which it does from the second epoch on"
              + " when both ramps are complete: the parameters are those of the last epoch; train"
              + " longer or lower c_kl_increase_steps and c_l2_increase_steps");
    }
    return List.copyOf(notices);
  }

  /**
   * A paragraph for the methods section of a paper.
   *
   * @param posterior settings of posterior means, which may be others than those of training
   * @param source how the posterior means were made; absent if they were not computed yet
   */
  public String methods(RunParams posterior, Optional<PosteriorMeans.Source> source) {
    return new Methods(this).paragraph(posterior, source);
  }

  /** How many samples the posterior means are averages of, in words. */
  String samples(PosteriorMeans.Source source) {
    boolean differ = recordings.size() > 1 && options.posteriorError() > 0;
    return (differ ? "up to " : "")
        + source.samples()
        + (source.samples() == 1 ? " sample" : " samples")
        + (differ ? " (fewer in sessions that needed fewer)" : "");
  }

  /** BibTeX entries of what the paragraph cites. */
  public String bibtex() {
    return new Methods(this).bibtex();
  }

  /** Whether the read-ins started from alignment matrices. */
  boolean isAligned() {
    return model.sessions().stream().allMatch(each -> each.alignment().isPresent());
  }

  /**
   * The alignment matrices from which the read-ins started.
   *
   * @throws IllegalStateException if nothing was aligned
   */
  public Table alignmentMatrices() {
    return AlignmentTable.of(
        sessions(),
        recordings.stream().map(Trials::neuronNames).toList(),
        model.sessions().stream()
            .map(each -> each.alignment().orElseThrow(FitSummary::notAligned))
            .toList());
  }

  /**
   * How well the sessions were aligned before training.
   *
   * @throws IllegalStateException if nothing was aligned
   */
  public XYChart alignmentChart() {
    return AlignmentCharts.reconstruction(aligned.orElseThrow(FitSummary::notAligned));
  }

  /**
   * The alignment matrix of one session.
   *
   * @param session its place in the model
   * @throws IllegalStateException if nothing was aligned
   */
  public XYChart alignmentChart(int session) {
    Alignment alignment =
        model.sessions().get(session).alignment().orElseThrow(FitSummary::notAligned);
    Trials trials = recordings.get(session);
    return AlignmentCharts.matrix(trials.session(), trials.neuronNames(), alignment);
  }

  /** Training and validation cost over epochs. */
  public XYChart learningCurves() {
    List<EpochRecord> log = training.log();
    int best = outcome().bestEpoch();
    return FitCharts.learningCurves(
        log.stream().map(e -> e.train().total()).toList(),
        log.stream().map(e -> e.valid().total()).toList(),
        best > 0 ? OptionalInt.of(best) : OptionalInt.empty(),
        others());
  }

  private Map<String, List<Double>> others() {
    Map<String, List<Double>> others = new LinkedHashMap<>();
    for (Attempt each : training.others()) {
      if (!each.validation().isEmpty()) {
        String number = training.others().size() > 1 ? " " + (others.size() + 1) : "";
        others.put("validation, not kept" + number, each.validation());
      }
    }
    return others;
  }

  /**
   * How the population evolved of which this is the best.
   *
   * @throws IllegalStateException if it was trained alone
   */
  public PopulationHistory history() {
    return population.orElseThrow(
        () ->
            new IllegalStateException(
                "a fit must come from a population, got one that was trained alone; use"
                    + " Lfads.auto(trials).train()"));
  }

  /** The charts of the population. */
  public PopulationCharts populationCharts() {
    return new PopulationCharts(history());
  }

  /** The names of the sessions in one line, for the titles of pages and cards. */
  String title() {
    return sessions().stream().collect(Collectors.joining(", "));
  }

  private static IllegalStateException notAligned() {
    return new IllegalStateException(
        "alignment matrices must have been made, got a fit without; train with"
            + " withUseAlignmentMatrix(true)");
  }
}
