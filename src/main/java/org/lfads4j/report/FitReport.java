package org.lfads4j.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.plots.Charts;
import org.lfads4j.tables.CalibrationTable;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.tables.PopulationTable;
import org.lfads4j.tables.PosteriorTables;
import org.lfads4j.tables.ScoreTable;
import org.lfads4j.weights.FitFolder;

/** The folder that shows a fit: a page, charts, tables and scores. */
public final class FitReport {
  /** The folder of the fit itself, which is not written here. */
  public static final String MODEL = "model";

  /** The page. */
  public static final String PAGE = "index.html";

  static final String TABLES = "tables";
  static final String CHARTS = "charts";

  private final FitSummary fit;
  private final List<Session> sessions;
  private final Optional<ScoresFile> scores;

  /**
   * The results of one session.
   *
   * @param means its posterior means
   * @param scores its scores; none for Gaussian output
   * @param calibration its rates beside counts; absent for Gaussian output
   */
  public record Session(
      PosteriorMeans means, List<Score> scores, Optional<Calibration> calibration) {
    /** Keeps its own copy of the list. */
    public Session {
      scores = List.copyOf(scores);
    }
  }

  /**
   * Of a fit.
   *
   * @param sessions one for each of the fit's recordings; none if there are no posterior means
   * @param scores those of all sessions; absent if there are no posterior means
   */
  public FitReport(FitSummary fit, List<Session> sessions, Optional<ScoresFile> scores) {
    this.fit = fit;
    this.sessions = List.copyOf(sessions);
    this.scores = scores;
  }

  /**
   * Writes all of it; files of an earlier report are replaced. What cannot be written is left out,
   * and the page and the parts say so.
   */
  public void write(Path folder, ReportParts parts) {
    List<ResultTable> tables = new ArrayList<>();
    for (ResultTable each : parts.calculate(TABLES, this::tables).orElse(List.of())) {
      String name = TABLES + "/" + each.file();
      if (file(folder, name, parts, file -> Csv.write(each.table().get(), file))) {
        tables.add(each);
      }
    }
    List<Picture> pictures = new ArrayList<>();
    for (Picture each : parts.calculate(CHARTS, this::pictures).orElse(List.of())) {
      String name = CHARTS + "/" + each.file();
      if (file(folder, name, parts, file -> Charts.save(each.chart().get(), file))) {
        pictures.add(each);
      }
    }
    scores.ifPresent(known -> file(folder, ScoresFile.NAME, parts, known::write));
    file(
        folder,
        PAGE,
        parts,
        page -> WholeFile.text(page, page(List.copyOf(tables), List.copyOf(pictures), parts)));
  }

  /** Fills a file. */
  private interface Filler {
    void fill(Path file) throws IOException;
  }

  /** Writes a file; if that fails, there is none, not even that of an earlier report. */
  private static boolean file(Path folder, String name, ReportParts parts, Filler filler) {
    Path file = folder.resolve(name);
    if (parts.make(name, () -> filler.fill(file))) {
      return true;
    }
    try {
      boolean unused = Files.deleteIfExists(file);
    } catch (IOException e) {
      // The part is named as missing; what stands there is of an earlier report.
      return false;
    }
    return false;
  }

  private String page(List<ResultTable> tables, List<Picture> pictures, ReportParts parts) {
    return new IndexPage(
            fit,
            sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    PosteriorMeans.Source.of(
                        sessions.stream().map(each -> each.means().source()).toList())),
            scores,
            tables,
            pictures,
            parts.notes())
        .html();
  }

  private List<Picture> pictures() {
    return Pictures.of(fit, sessions);
  }

  /**
   * Whether a folder holds a report, or the fit of one that was not written.
   *
   * @throws IOException if the page cannot be read
   */
  public static boolean isIn(Path folder) throws IOException {
    return FitFolder.isIn(folder.resolve(MODEL)) || hasPage(folder);
  }

  private static boolean hasPage(Path folder) throws IOException {
    Path page = folder.resolve(PAGE);
    return Files.isRegularFile(page)
        && Files.readString(page, StandardCharsets.UTF_8).contains(IndexPage.MARK);
  }

  private List<ResultTable> tables() {
    List<ResultTable> tables = new ArrayList<>();
    if (!sessions.isEmpty()) {
      tables.addAll(results());
    }
    tables.add(
        new ResultTable(
            "fit_log.csv",
            () -> FitLogTable.of(fit.training().log()),
            "The course of training, one row for each epoch."));
    scores.ifPresent(
        known ->
            tables.add(
                new ResultTable(
                    "scores.csv",
                    () -> ScoreTable.of(known.scores()),
                    "Scores on validation trials, with baselines.")));
    calibration().ifPresent(tables::add);
    fit.population()
        .ifPresent(
            history ->
                tables.add(
                    new ResultTable(
                        "population.csv",
                        () -> PopulationTable.of(history.members()),
                        "The population of which this fit is the best: one row for each generation"
                            + " and member.")));
    if (fit.isAligned()) {
      tables.add(
          new ResultTable(
              "alignment_matrices.csv",
              fit::alignmentMatrices,
              "The matrices from which the sessions' read-ins started: one row for each neuron, a"
                  + " column for each factor."));
    }
    return List.copyOf(tables);
  }

  /** Of the only session, or of the neurons of all. */
  private Optional<ResultTable> calibration() {
    List<Calibration> known =
        sessions.stream().map(Session::calibration).flatMap(Optional::stream).toList();
    return sessions.isEmpty() || known.size() < sessions.size()
        ? Optional.empty()
        : Optional.of(
            new ResultTable(
                "calibration.csv",
                () -> CalibrationTable.of(fit.recordings(), known),
                "Rates beside counts on validation trials, one row for each neuron."));
  }

  private List<PosteriorMeans> means() {
    return sessions.stream().map(Session::means).toList();
  }

  /** The tables of posterior means. */
  private List<ResultTable> results() {
    PosteriorTables results = new PosteriorTables(fit.recordings(), sessions.size() > 1, means());
    List<ResultTable> tables = new ArrayList<>();
    tables.add(
        new ResultTable(
            "rates.csv",
            results::rates,
            fit.model().output().isOfCounts()
                ? "Firing rates in spikes/s, one row for each trial and bin."
                : "Means in the unit of the data, one row for each trial and bin."));
    tables.add(
        new ResultTable(
            "factors.csv", results::factors, "Factors, one row for each trial and bin."));
    if (fit.params().coDim() > 0) {
      tables.add(
          new ResultTable(
              "inferred_inputs.csv",
              results::inferredInputs,
              "Inferred inputs, with mean and standard deviation of their posterior, one row for"
                  + " each trial and bin."));
    }
    tables.add(
        new ResultTable(
            "initial_conditions.csv",
            results::initialConditions,
            "Posterior of each trial's initial condition, one row for each trial."));
    tables.add(
        new ResultTable(
            "costs.csv", results::costs, "The cost of each trial and its bounds, in nats."));
    return tables;
  }
}
